import * as assert from 'node:assert/strict';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { decide, readReview } from '../../src/core/review/decide.js';
import { loadQueue } from '../../src/core/review/queue.js';
import { createLog } from '../../src/host/log.js';
import { TrainingSchedule } from '../../src/host/training/trainingSchedule.js';
import { nodeContext } from '../../src/node/nodeContext.js';
import { COMMANDS } from '../../src/shared/ids.js';
import { memory } from './support/memory.js';
import { anotherDesk, forgetReview, root, until, write } from './support/workspace.js';

const ADA = { name: 'Ada', email: 'ada@acme.dev' };
const DAY = 24 * 3_600_000;
const KB = 'training/withVariants.jsonl';
const TOPICS = ['anchors', 'bellows', 'candles', 'drills', 'easels', 'funnels'];

async function trained(): Promise<string[]> {
  const names = await readdir(join(root(), 'models'));
  return names.filter((name) => name.startsWith('reranker.v'));
}

async function forgetTraining(): Promise<void> {
  await forgetReview();
  await rm(join(root(), KB), { force: true });
  for (const name of await trained()) await rm(join(root(), 'models', name));
}

describe('Retrain Reranker', () => {
  beforeEach(forgetTraining);
  after(forgetTraining);

  it('adds a version with its manifest, in a process beside the editor', async () => {
    await write(KB, lines());
    await vscode.commands.executeCommand(COMMANDS.trainReranker);
    await until(async () => (await trained()).length === 2, 'the reranker and its manifest');
    const [artefact = '', manifest = ''] = await trained();
    assert.equal(artefact, 'reranker.v1.0.0.json');
    const made = JSON.parse(await readFile(join(root(), 'models', manifest), 'utf8'));
    assert.equal(made.artefact, `models/${artefact}`);
    assert.equal(made.data.questions, 12);
  });

  it('is said to be due once, and done by itself where the settings say so', async () => {
    const { desk, jobs } = await anotherDesk();
    const schedule = new TrainingSchedule(jobs, memory(), createLog());
    const soon = Date.now();
    assert.equal(await schedule.look(soon), 'nothing', 'nothing was accepted yet');
    await write(KB, lines());
    await jobs.run('extract', {}, root());
    await acceptOne();
    await write('.codelumi/config.json', settings(false));
    assert.equal(await schedule.look(soon), 'told');
    assert.equal(await schedule.look(soon + DAY), 'nothing', 'it was told already');
    assert.deepEqual(await trained(), []);
    await write('.codelumi/config.json', settings(true));
    assert.equal(await schedule.look(soon), 'trained');
    assert.equal((await trained()).length, 2);
    assert.equal(await schedule.look(soon + DAY), 'nothing', 'nothing has changed since');
    schedule.dispose();
    desk.dispose();
  });
});

function settings(automatic: boolean): string {
  return JSON.stringify({ training: { automatic, cadence: { accepted: 1 } } });
}

/** The first candidate that may be accepted. */
async function acceptOne(): Promise<void> {
  const context = nodeContext(root(), new AbortController().signal);
  const { candidates } = await loadQueue({}, context);
  for (const { id, status } of candidates) {
    if (status !== 'pending') continue;
    const { state } = await readReview(context, id);
    const checklist = { factual: true, cited: true, no_pii: true, clear: true };
    const { fingerprint, lastHash: on } = state;
    await decide(context, {
      candidate: id,
      action: 'accept',
      reviewer: ADA,
      checklist,
      fingerprint,
      on,
    });
    return;
  }
  throw new Error('There is nothing to accept.');
}

function lines(): string {
  return TOPICS.map((topic, at) => ({
    id: `kb-variant-${at}`,
    q: `Where are the ${topic} kept in winter?`,
    a: `On shelf ${at} of the ${TOPICS[at - 1] ?? 'first'} room, behind the ${topic} of last year.`,
    variants: [`${topic} storage`, `cannot find our ${topic} any more`],
  }))
    .map((entry) => `${JSON.stringify(entry)}\n`)
    .join('');
}
