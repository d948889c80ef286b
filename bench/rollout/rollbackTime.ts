// `npm run bench:rollback [-- ENTRIES]` says how long a rollback takes between two deployments of a snapshot of so many entries
// (10,000) with the built-in reranker: rehearsed, and done; from the command to what users get, in this process. Beside it, in turns, what one
// does without deployments: `git revert` of the commit that published the later snapshot as `training/lumi_knowledge.json`.

import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { JobContext } from '../../src/core/job.js';
import { requireUnderWay, withRegistry } from '../../src/core/registry/act.js';
import type { Stage } from '../../src/core/registry/stage.js';
import { approveRollout } from '../../src/core/rollout/holdRollout.js';
import { rehearseRollback, rollBack } from '../../src/core/rollout/rollBack.js';
import { startRollout } from '../../src/core/rollout/startRollout.js';
import { buildSnapshot } from '../../src/core/snapshots/build.js';
import { publishSnapshot } from '../../src/core/snapshots/publishing/publish.js';
import { nodeContext } from '../../src/node/nodeContext.js';
import { sampleModel } from '../retrieval/sampleModel.js';

const [size = '10000'] = process.argv.slice(2);
const ENTRIES = Number(size);
const ROUNDS = 5;
/** Every so many entries one has another answer in the later snapshot. */
const CHANGED = 100;
const RERANKER = 'models/reranker.v1.0.0.json';
const BY = { name: 'Bench', email: 'bench@example.org' };
const WEIGHTS: Partial<Record<Stage, number>> = { CANARY: 1_000, BETA: 5_000, PROD: 10_000 };
const WORDS = ['cache', 'proxy', 'branch', 'socket', 'cursor', 'thread', 'buffer', 'bundle'];

const run = promisify(execFile);

function knowledge(version: number): string {
  let text = '';
  for (let number = 0; number < ENTRIES; number += 1) {
    const word = WORDS[number % WORDS.length];
    const end = version > 1 && number % CHANGED === 0 ? `, in version ${version}` : '';
    const q = `How do I clear the ${word} of project ${number}?`;
    const a = `Open the settings of project ${number}, choose the page of the ${word} and press the button that clears it, then start the build once more${end}.`;
    text += `${JSON.stringify({ id: `kb-${number}`, q, a, source: 'review', date: '2026-01-24' })}\n`;
  }
  return text;
}

function contextIn(root: string): JobContext {
  return nodeContext(root, new AbortController().signal);
}

async function git(root: string, ...args: readonly string[]): Promise<void> {
  const who = ['-c', `user.name=${BY.name}`, '-c', `user.email=${BY.email}`];
  await run('git', [...who, '-c', 'commit.gpgsign=false', ...args], { cwd: root });
}

async function lead(context: JobContext, stages: readonly Stage[]): Promise<void> {
  for (const to of stages) {
    if (to === 'BETA' || to === 'PROD') await approveRollout({ by: BY }, context);
    await withRegistry(context, { by: BY, purpose: 'bench' }, async (registry) => {
      const { id, stage: from } = requireUnderWay(registry.releases.state);
      const step = { type: 'transition', rollout: id, from, to, trigger: 'gates' } as const;
      await registry.append({ ...step, weight_bp: WEIGHTS[to] ?? 0, why: 'bench' });
    });
  }
}

/** Builds a snapshot, publishes and commits it; with the reranker it becomes a deployment that goes to production, or as a canary. */
async function release(root: string, version: number, stages: readonly Stage[]): Promise<void> {
  const context = contextIn(root);
  // What was published before is there as well; the other file holds the edits.
  await rm(join(root, 'training/lumi_knowledge.json'), { force: true });
  await writeFile(join(root, 'training/kb.jsonl'), knowledge(version));
  const { manifest } = await buildSnapshot({}, context);
  await rm(join(root, 'training/kb.jsonl'));
  await publishSnapshot({ name: manifest.name }, context);
  await git(root, 'add', 'training/lumi_knowledge.json');
  await git(root, 'commit', '-q', '-m', `Publish ${manifest.name}`);
  await startRollout({ by: BY, reranker: RERANKER }, context);
  await lead(context, stages);
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1_000;
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}

const folder = await mkdtemp(join(tmpdir(), 'codelumi-bench-'));
try {
  const root = join(folder, 'workspace');
  await mkdir(join(root, 'training'), { recursive: true });
  await mkdir(join(root, 'models'));
  await mkdir(join(root, '.codelumi'));
  await writeFile(join(root, RERANKER), await sampleModel());
  // Who signed is not what is measured.
  await writeFile(join(root, '.codelumi/config.json'), '{"policy":{"unsigned":"prod"}}');
  await git(root, 'init', '-q');
  await release(root, 1, ['VALIDATED', 'SHADOW', 'CANARY', 'BETA', 'PROD']);
  await release(root, 2, ['VALIDATED', 'SHADOW', 'CANARY']);
  const times = { rehearsed: [] as number[], done: [] as number[], reverted: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    const copy = join(folder, `round-${round}`);
    await cp(root, copy, { recursive: true });
    times.rehearsed.push(await seconds(() => rehearseRollback(contextIn(copy))));
    times.done.push(
      await seconds(async () => {
        const { outcome } = await rollBack({ by: BY, reason: 'bench' }, contextIn(copy));
        if (outcome !== 'rolled-back') throw new Error(`the rollback ended as ${outcome}`);
      }),
    );
    times.reverted.push(await seconds(() => git(copy, 'revert', '--no-edit', 'HEAD')));
    await rm(copy, { recursive: true });
  }
  const [rehearsed, done, reverted] = [times.rehearsed, times.done, times.reverted].map(median);
  const ratio = ((done ?? Number.NaN) / (reverted ?? Number.NaN)).toFixed(1);
  process.stdout.write(
    `${ENTRIES} entries, median of ${ROUNDS}: rehearsed ${rehearsed?.toFixed(2)} s, rolled back ${done?.toFixed(2)} s; git revert ${reverted?.toFixed(2)} s (${ratio} times that)\n`,
  );
} finally {
  await rm(folder, { recursive: true });
}
