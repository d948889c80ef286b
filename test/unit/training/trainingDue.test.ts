import assert from 'node:assert/strict';
import type { JobContext } from '../../../src/core/job.js';
import { train } from '../../../src/core/training/train.js';
import { trainingDue } from '../../../src/core/training/trainingDue.js';
import { put } from '../support/temporaryWorkspace.js';
import {
  answerAbout,
  decideOn,
  fakePython,
  putCandidates,
  questionsAbout,
  workspaceToTrain,
} from '../support/trainedWorkspace.js';
import { COPY_MODEL, modelBytes } from './makingModels.js';

const DAY_MS = 24 * 3_600_000;

function later(context: JobContext, days: number): JobContext {
  const now = () => new Date(Date.parse('2026-11-20T12:00:00.000Z') + days * DAY_MS);
  return { ...context, clock: { now } };
}

async function workspaceWith(cadence: object) {
  const { root, context } = await workspaceToTrain(4, {
    '.codelumi/config.json': JSON.stringify({ training: { cadence } }),
  });
  const asked = [4, 5, 6].map((number) => ({
    query: questionsAbout(number)[0],
    answer: answerAbout(number),
  }));
  await putCandidates(root, asked);
  return { root, context };
}

describe('whether training is due', () => {
  it('is no while nothing was accepted', async () => {
    const { context } = await workspaceWith({ days: 1, accepted: 1 });
    const { due, why, newlyAccepted } = await trainingDue({}, later(context, 400));
    assert.deepEqual([due, why, newlyAccepted], [false, 'Nothing was accepted yet.', 0]);
  });

  it('is yes once enough was accepted, or enough days have passed, whichever is first', async () => {
    const { context } = await workspaceWith({ days: 30, accepted: 2 });
    await decideOn(context, 1, { action: 'accept' });
    const early = await trainingDue({}, later(context, 3));
    assert.deepEqual(
      [early.due, early.why],
      [false, '1 candidate of 2 and 3 days of 30 since the first acceptance.'],
    );
    const late = await trainingDue({}, later(context, 31));
    assert.deepEqual(
      [late.due, late.why],
      [true, '31 days have passed since the first acceptance, and 30 are enough.'],
    );
    await decideOn(context, 2, { action: 'accept' });
    const enough = await trainingDue({}, later(context, 3));
    assert.deepEqual(
      [enough.due, enough.why],
      [true, '2 candidates were accepted, and 2 are enough.'],
    );
  });

  it('is no where there is too little to learn from, and says what is missing', async () => {
    const { context, root } = await workspaceWith({ days: 30, accepted: 1 });
    await put(root, 'training/kb.jsonl', '');
    await decideOn(context, 1, { action: 'accept' });
    const { due, why } = await trainingDue({}, later(context, 1));
    assert.equal(due, false);
    assert.match(
      why,
      /^1 candidate was accepted, and 1 is enough.* But nothing can be trained yet: There are 0/u,
    );
  });

  it('counts from the last training on, and is no while nothing has changed', async function () {
    if (process.platform === 'win32') this.skip();
    const { root, context } = await workspaceWith({ days: 30, accepted: 2 });
    await decideOn(context, 1, { action: 'accept' });
    await put(root, 'model.bin', await modelBytes());
    const python = await fakePython(`${root}/bin`, COPY_MODEL(root));
    const trained = await train({ recipe: 'sklearn', python }, later(context, 1));
    assert.deepEqual(trained.manifest.data.candidates, ['candidate-20261120-0001']);
    const same = await trainingDue({}, later(context, 90));
    assert.deepEqual([same.due, same.why], [false, 'Nothing has changed since version 1.0.0.']);
    assert.equal(same.last?.artefact, 'models/reranker.joblib.v1.0.0');
    await decideOn(context, 2, { action: 'accept' });
    assert.equal((await trainingDue({}, later(context, 2))).due, false);
    const { due, newlyAccepted } = await trainingDue({}, later(context, 32));
    assert.deepEqual([due, newlyAccepted], [true, 1]);
    await decideOn(context, 3, { action: 'accept' });
    assert.equal((await trainingDue({}, later(context, 2))).newlyAccepted, 2);
    assert.equal((await trainingDue({}, later(context, 2))).due, true);
  });
});
