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
    minedBy: 'R1-positive-feedback',
    edited: false,
    rules: [],
    bm25: undefined,
    line: 1,
    decision: undefined,
    ...fields,
  };
  return { kind: 'candidate', summary };
}

function group(status: GroupNode['status'], having: GroupNode['having'] = undefined): GroupNode {
  return { kind: 'group', status, having, count: 2 };
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

  it('say that a decision is not signed, and in full where the pointer rests', () => {
    const of = (signature: CandidateSummary['signature']) =>
      treeItemOf(candidate({ status: 'accepted', ...(signature && { signature }) }));
    assert.deepEqual(
      [of('unsigned'), of('unproven'), of('signed'), of(undefined)].map(
        ({ description }) => description,
      ),
      ['unsigned', 'signature unproven', '', ''],
    );
    assert.match(String(of('signed').tooltip), /Accepted, signed\n/u);
    assert.match(String(of('unsigned').tooltip), /Accepted, unsigned\n/u);
    assert.match(String(of(undefined).tooltip), /Accepted\n/u);
  });

  it('say what waits for another reviewer, who can accept it there', () => {
    const words = 'waits for a second reviewer';
    const attention = { kind: 'approval', words } as const;
    const item = treeItemOf(candidate({ status: 'accepted', attention }));
    assert.equal(item.description, words);
    assert.equal(item.contextValue, 'candidate+accepted+approval');
    const disputed = { kind: 'dispute', words: 'disputed' } as const;
    const other = treeItemOf(candidate({ status: 'flagged', attention: disputed }));
    assert.equal(other.description, 'disputed');
    assert.equal(other.contextValue, 'candidate+flagged');
    assert.match(String(other.tooltip), /Goes nowhere yet: disputed/u);
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
      {
        kind: 'failure',
        message: 'The disk is gone',
        place: undefined,
        isInvalid: false,
        group: undefined,
      },
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

  it('say in a tooltip what was found, as plain text', () => {
    const item = treeItemOf(
      candidate({ status: 'flagged', rules: ['email-address', 'too-short'], source: HOSTILE }),
    );
    const tooltip = String(item.tooltip);
    assert.match(tooltip, /Findings: E-mail address, Too short/u);
    assert.match(tooltip, /Mined as: Answers users were glad of/u);
    assert.doesNotMatch(tooltip, /[\u202e\u200b]/u);
    assert.match(String(treeItemOf(candidate({})).tooltip), /No open findings/u);
  });

  it('have boxes that keep what was ticked, candidates alone', () => {
    const state = (node: TreeNode, isChecked: boolean) => {
      const { checkboxState } = treeItemOf(node, isChecked);
      return typeof checkboxState === 'object' ? checkboxState.state : checkboxState;
    };
    assert.equal(state(candidate({}), true), vscode.TreeItemCheckboxState.Checked);
    assert.equal(state(candidate({}), false), vscode.TreeItemCheckboxState.Unchecked);
    assert.equal(state(group('pending'), true), undefined);
  });

  it('name groups by what they have in common, and tell each from all others', () => {
    const nodes = [
      group('pending'),
      group('pending', { by: 'day', value: '2026-11-20' }),
      group(undefined, { by: 'source', value: HOSTILE }),
      group('pending', { by: 'source', value: HOSTILE }),
      group(undefined, { by: 'rule', value: 'R4-knowledge-gap' }),
      group(undefined, { by: 'rule', value: undefined }),
    ];
    const items = nodes.map((node) => treeItemOf(node));
    assert.equal(new Set(items.map(({ id }) => id)).size, nodes.length);
    const labels = items.map(({ label }) => String(label));
    assert.deepEqual(
      [labels[0], labels[1], labels[3], labels[4], labels[5]],
      ['Pending', '2026-11-20', 'Pending', 'Questions nothing answers', 'Other'],
    );
    assert.doesNotMatch(labels[2] ?? '', /[\u202e\u200b]/u);
    assert.deepEqual(
      items.map(({ contextValue }) => contextValue),
      ['group+pending', 'group+pending', 'group', 'group+pending', 'group', 'group'],
    );
  });

  it('offer for what cannot be read the one thing that helps', () => {
    const message = 'The settings are not JSON';
    const place = { file: '.codelumi/config.json', line: 3 };
    const [known, unknown] = [place, undefined].map((place) =>
      treeItemOf({ kind: 'failure', message, place, isInvalid: true, group: undefined }),
    );
    assert.equal(known?.label, '.codelumi/config.json cannot be read');
    assert.deepEqual(known?.command?.arguments, [place.file, 3]);
    assert.equal(unknown?.command?.command, 'codelumi.candidates.refresh');
  });
});
