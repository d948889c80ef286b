import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { CandidateSummary } from '../../src/core/review/candidateSummary.js';
import { type GroupNode, type TreeNode, treeItemOf } from '../../src/host/tree/treeNodes.js';

const HOSTILE = '[click](command:workbench.action.quit) <b>x</b> $(zap) \u202egnp.exe\u200b';

function candidate(fields: Partial<CandidateSummary>): TreeNode {
  const summary: CandidateSummary = {
    id: 'candidate-20261120-0001',
    day: '2026-11-20',
    status: 'pending',
    query: 'A question?',
    timestamp: '2026-11-20T10:00:00.000Z',
    source: 'user_memory',
    edited: false,
    rules: [],
    bm25: undefined,
    line: 1,
    ...fields,
  };
  return { kind: 'candidate', summary };
}

function group(status: CandidateSummary['status'], day?: string): GroupNode {
  return { kind: 'group', status, day, count: 2 };
}

describe('tree items', () => {
  it('show text from logs as text', () => {
    const item = treeItemOf(candidate({ query: HOSTILE }));
    assert.equal(typeof item.label, 'string');
    assert.equal(typeof item.tooltip, 'string', 'a string tooltip is never markdown');
    assert.match(String(item.label), /⟨U\+202E⟩gnp/u);
    assert.doesNotMatch(`${item.label}${item.tooltip}`, /[\u202e\u200b]/u);
  });

  it('say what is in a file that is too large to underline, also by a hostile name', () => {
    const file = { file: `training/${HOSTILE}.jsonl`, size: 60 * 1024 * 1024, modifiedMs: 0 };
    const waiting = treeItemOf({ kind: 'largeFile', file });
    assert.equal(waiting.description, 'too large to underline: screening…');
    const rules = { 'email-address': 2, 'plain-text': 1 };
    const item = treeItemOf({ kind: 'largeFile', file: { ...file, rules } });
    assert.equal(item.description, 'too large to underline: 3 findings');
    assert.match(String(item.tooltip), /2 × E-mail address/u);
    assert.doesNotMatch(`${item.label}${item.tooltip}`, /[\u202e\u200b]/u);
  });

  it('keep their identity and say what may be done with them', () => {
    const item = treeItemOf(
      candidate({ status: 'flagged', rules: ['email-address'], edited: true }),
    );
    assert.equal(item.id, 'candidate-20261120-0001');
    assert.equal(item.contextValue, 'candidate+flagged');
    assert.equal(item.description, 'edited, E-mail address');
  });

  it('have words for everything that can go wrong', () => {
    const problem = {
      about: 'candidates' as const,
      position: { file: 'candidates/x.jsonl', line: 3 },
      message: HOSTILE,
    };
    const nodes: TreeNode[] = [
      { kind: 'problems', problems: [problem], count: 1 },
      { kind: 'problem', problem },
      { kind: 'failure', message: 'The disk is gone' },
      { kind: 'more', group: group('pending'), hidden: 12_000 },
    ];
    const labels = nodes.map((node) => String(treeItemOf(node).label));
    assert.equal(labels[0], '1 line cannot be read');
    assert.equal(labels[3], 'Show more (12,000 not shown)');
    assert.equal(treeItemOf({ kind: 'problem', problem }).description, 'candidates/x.jsonl:3');
  });

  it('open work and fold away what is done', () => {
    const state = (status: CandidateSummary['status']) =>
      treeItemOf(group(status)).collapsibleState;
    assert.equal(state('pending'), vscode.TreeItemCollapsibleState.Expanded);
    assert.equal(state('accepted'), vscode.TreeItemCollapsibleState.Collapsed);
  });
});
