import { markdownChange, markdownHead } from '../../../src/core/comparison/diffMarkdown.js';
import { pullRequestBody } from '../../../src/core/gitflow/pullRequestBody.js';
import type { Plot } from '../../../src/core/monitoring/plots/plot.js';
import { visibleLine } from '../../../src/core/records/visibleText.js';
import { timelineMarkdown } from '../../../src/core/rollout/timelineMarkdown.js';
import { reportJunit } from '../../../src/core/validation/report/reportJunit.js';
import { reportMarkdown } from '../../../src/core/validation/report/reportMarkdown.js';
import {
  type ValidationReport,
  validationReportSchema,
} from '../../../src/core/validation/report/validationReport.js';
import { verdictMarkdown } from '../../../src/core/verification/verdictMarkdown.js';
import type { VerifyResult } from '../../../src/core/verification/verify.js';
import { configSchema } from '../../../src/core/workspace/configSchema.js';

/** What is written for people, each with a hostile text wherever words of logs, files or people may stand. */

function found(text: string): VerifyResult {
  const fault = { check: 'candidates', place: { file: text, line: 1 }, message: text } as const;
  const checked = { candidates: 1, decisions: 1, accepted: 1, snapshots: 1 };
  return { faults: [fault], warnings: [fault], checked, mended: [], base: undefined } as never;
}

export function verdict(text: string): string {
  return verdictMarkdown(found(text));
}

export function pullRequest(text: string): string {
  const row = {
    candidate: text,
    status: 'accepted',
    isEdited: false,
    reviewer: visibleLine(text, 80),
    question: visibleLine(text, 120),
    findings: [text],
    reason: visibleLine(text, 160),
  } as const;
  const decision = {
    action: 'accept',
    candidate: 'candidate-20261120-0001',
    reviewer: { name: text, email: '' },
  };
  const decisions = [{ decision, writer: 'ada', file: 'f', line: 1 }] as never;
  return pullRequestBody({ decisions, rows: [row], unsigned: 1, verdict: found(text) });
}

export function timeline(text: string): string {
  const rollout = {
    id: 'ro-20261120-1a2b3c4d',
    deployment: 'dep-20261120-1a2b3c4d',
    baseline: null,
    content: undefined,
    stage: 'CANARY',
  };
  const event = {
    at: '2026-11-20T10:00:00.000Z',
    kind: 'transition',
    what: 'CANARY, 10 %',
    why: text,
    by: text,
    isSigned: true,
  };
  return timelineMarkdown(rollout as never, [event as never]);
}

export function diffMarkdown(text: string): string {
  const name = visibleLine(text, 200);
  const counts = {
    changed: 1,
    added: 0,
    removed: 0,
    same: 0,
    moved: 0,
    damaged: { before: 0, after: 0 },
  };
  const fields = [{ path: 'q', before: text, after: `${text} ${text}` }];
  const change = { kind: 'changed', moved: false, id: name, before: 1, after: 1, fields };
  return (
    markdownHead({ before: name, after: name }, counts as never) + markdownChange(change as never)
  );
}

function reported(text: string): ValidationReport {
  const side = (name: string) => ({
    knowledge: { name, sha256: 'a'.repeat(64), entries: 3 },
    reranker: null,
  });
  const gate = {
    gate: 'ndcg@10',
    status: 'fail',
    words: text,
    figures: [],
    details: [text],
    candidates: [text],
  };
  const place = { file: text, line: 3 };
  const { validation: policy } = configSchema.parse({});
  return validationReportSchema.parse({
    ...{ v: 1, created_at: '2026-11-20T10:00:00.000Z', tool_version: '0.1.0', verdict: 'fail' },
    compared: { baseline: side(text), candidate: side(text) },
    sets: [{ file: text, sha256: null, lines: 0, faults: 1 }],
    ...{ policy, seed: 1, changes: { entries: 1, candidates: 1 }, gates: [gate] },
    rows: [{ row: text, figures: [{ name: 'map', value: 0.5, n: 4, interval: null }] }],
    notes: [text],
    queries: { n: 1, unanswerable: [{ query: text, place }], improved: [], regressed: [] },
    blame: {
      ...{
        gates: ['ndcg@10'],
        unexplained: [],
        candidates: [text],
        is_smallest: true,
        words: 'One.',
      },
      changes: [{ entries: [text], acceptances: [{ candidate: text, decision: 'b'.repeat(64) }] }],
    },
  });
}

export function report(text: string): string {
  return reportMarkdown(reported(text), '.codelumi/validation/x.json');
}

export function junit(text: string): string {
  return reportJunit(reported(text));
}

export function plotOf(text: string): Plot {
  return {
    ...{ id: 'p', title: 'Plot', says: 'It says.', shape: 'rows' },
    x: { title: 'Entry', labels: [text] },
    y: { title: 'Share', unit: 'share' },
    series: [{ name: text, role: 'now', values: [1] }],
    marks: [{ at: 0, label: text, kind: 'alert' }],
    sources: [],
  };
}
