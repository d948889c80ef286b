import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobContext } from '../../../../src/core/job.js';
import type { Signer } from '../../../../src/core/ports/signer.js';
import { changeClaims } from '../../../../src/core/review/claims/changeClaims.js';
import { readReview } from '../../../../src/core/review/decide.js';
import { loadQueue } from '../../../../src/core/review/queue.js';
import { approveRollout } from '../../../../src/core/rollout/holdRollout.js';
import { recordedJobs } from '../../../../src/core/runs/recordedJobs.js';
import { lead } from '../../rollout/leadRollout.js';
import { auditedWorkspace, WRITERS } from '../../support/auditedWorkspace.js';
import { ADA, BOB } from '../../support/severalReviewers.js';
import { asWriter } from '../../support/signedWorkspace.js';
import { put } from '../../support/temporaryWorkspace.js';
import { tickingContext } from '../../support/testContext.js';

/** When torments begin; everything in the workspace was done before. */
export const BEGIN = Date.parse('2026-12-02T10:00:00.000Z');

export interface RichWorkspace {
  readonly files: ReadonlyMap<string, Buffer>;
  /** Ada's, whose clone it is. */
  readonly signer: Signer | undefined;
  /** Candidates on which nobody decided. */
  readonly waiting: readonly string[];
  readonly candidates: readonly string[];
}

const KNOWLEDGE = [
  {
    id: 'kb-1',
    q: 'How do I undo a commit?',
    a: 'Run git reset --soft HEAD~1, which keeps changes.',
  },
  { id: 'kb-2', q: 'How do I list open ports?', a: 'Run ss -ltn, which shows listening sockets.' },
  { id: 'kb-3', q: 'How do I run one test?', a: 'Pass its name to the runner with --grep.' },
];

const SEARCHES = [1, 2, 3].map((hour) => ({
  ts: Date.parse(`2026-11-30T0${hour}:00:00Z`),
  query: 'undo a commit',
  source: 'kbFirst',
  hits: [{ id: 'kb-1', title: 'How do I undo a commit?' }],
}));

const more: Readonly<Record<string, string>> = {
  'training/kb.jsonl': lines(KNOWLEDGE),
  'training/kb_old.json': JSON.stringify({
    qa: [{ input: 'What is a branch?', output: 'A name.' }],
  }),
  'training/eval/holdout.jsonl': lines([
    { query: 'take back the last commit', relevant: [{ id: 'kb-1' }] },
    { query: 'which ports are open', relevant: [{ id: 'kb-2', grade: 2 }] },
  ]),
  'training/eval/annotated.jsonl': lines([
    { query: 'run a single test', candidate: 'Pass its name.', label: 3, annotator: 'a-1' },
  ]),
  'training/selflearn_audit.jsonl': lines([
    {
      timestamp: '2026-11-01T08:00:00Z',
      type: 'knowledge-added',
      file: 'kb.jsonl',
      question: 'What?',
    },
  ]),
  'userData/kb_usage.jsonl': lines(SEARCHES),
  'userData/audit_1793000000000.json': JSON.stringify({
    ...{ stepId: 's', action: 'runCommand', args: { command: 'git status' }, ts: 1793000000000 },
  }),
  'userData/staging.jsonl': lines([
    {
      id: 's-1',
      q: 'Q?',
      a: 'A.',
      confidence: 0.4,
      status: 'quarantined',
      threats: [],
      threat_score: 0.2,
    },
  ]),
  'userData/security/validation.jsonl': lines([
    {
      timestamp: '2026-11-01T08:00:00Z',
      candidate_id: 's-1',
      question: 'Q?',
      confidence: 0.4,
      threat_score: 0.2,
      threat_reasons: [],
      decision: 'quarantine',
    },
  ]),
};

function lines(records: readonly object[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}

let made: Promise<RichWorkspace> | undefined;

/** A small workspace that holds every kind of file, made once: mined, reviewed, signed, released, watched. */
export function richWorkspace(): Promise<RichWorkspace> {
  made ??= make();
  return made;
}

async function make(): Promise<RichWorkspace> {
  const { root, ada } = await auditedWorkspace();
  await asWriter(root, WRITERS.ada);
  for (const [path, content] of Object.entries(more)) await put(root, path, content);
  for (const name of ['think.golden.json', 'thinkChat.golden.json'])
    await put(
      root,
      `training/eval/prompts/${name}`,
      await readFile(`training/eval/prompts/${name}`),
    );
  await put(
    root,
    'models/reranker.joblib',
    await readFile('test/fixtures/rerankers/sklearn-1.2.1/plain.joblib'),
  );
  const context = {
    ...tickingContext(root, '2026-12-01T12:00:00.000Z'),
    signer: ada.context.signer,
    actor: async () => ADA,
  };
  await mineMore(root, context);
  await recordedJobs.buildSnapshot({}, context);
  await recordedJobs.publishSnapshot({ name: 'latest' }, context);
  await recordedJobs.buildSnapshot({}, context);
  await release(context);
  await recordedJobs.monitor({}, context);
  await recordedJobs.validate({}, context);
  await recordedJobs.drawSample({ size: 2, name: 'sample-1' }, context);
  await recordedJobs.exportReviewFile({}, context);
  const { candidates } = await loadQueue({}, context);
  const waiting = candidates.filter(({ status }) => status === 'pending').map(({ id }) => id);
  const [first = ''] = waiting;
  await changeClaims(context, {
    action: 'assign',
    reviewer: ADA,
    to: BOB,
    candidates: [{ candidate: first }],
  });
  return {
    files: await allFiles(root),
    signer: ada.context.signer,
    waiting: waiting.slice(1),
    candidates: candidates.map(({ id }) => id),
  };
}

const ASKED = [
  'print a page',
  'export a table',
  'search a folder',
  'archive a project',
  'filter a list',
];

async function mineMore(root: string, context: JobContext): Promise<void> {
  const log = await readFile(join(root, 'userData/lumi_memory.jsonl'), 'utf8');
  const t = Date.parse('2026-12-01T09:00:00Z');
  const talk = ASKED.flatMap((what, index) => [
    { role: 'user', text: `How do I ${what}?`, t: t + index * 7_200_000 - 86_400_000 },
    {
      role: 'assistant',
      text: `Open the menu to ${what}, choose what is wanted there, and confirm it.`,
      t: t + index * 7_200_000 - 86_395_000,
    },
    {
      role: 'signal',
      text: 'feedback:up',
      meta: { type: 'up', question: null, assistant: null },
      t: t + index * 7_200_000 - 86_390_000,
    },
  ]);
  await put(root, 'userData/lumi_memory.jsonl', log + lines(talk));
  await recordedJobs.extract({}, context);
  await recordedJobs.screen({}, context);
}

async function release(context: JobContext): Promise<void> {
  await recordedJobs.startRollout({ by: ADA }, context);
  await lead(context, ['VALIDATED', 'SHADOW', 'CANARY']);
  await approveRollout({ by: ADA }, context);
}

async function allFiles(root: string): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name).slice(root.length + 1);
    if (entry.isFile() && !path.startsWith('.git/'))
      files.set(path, await readFile(join(root, path)));
  }
  return files;
}

/** How a candidate stands, to be decided on. */
export async function standOf(context: JobContext, id: string) {
  const { state } = await readReview(context, id);
  return { candidate: id, fingerprint: state.fingerprint, on: state.lastHash };
}
