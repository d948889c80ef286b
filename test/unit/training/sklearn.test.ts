import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { loadReranker } from '../../../src/core/reranking/loadReranker.js';
import { answerAlone } from '../../../src/core/reranking/reranker.js';
import { findPython } from '../../../src/core/training/recipes/findPython.js';
import { train } from '../../../src/core/training/train.js';
import { systemPrograms } from '../../../src/node/programs/systemPrograms.js';
import { put, temporaryWorkspace } from '../support/temporaryWorkspace.js';
import { answerAbout, questionsAbout, workspaceToTrain } from '../support/trainedWorkspace.js';

const run = promisify(execFile);
const { signal } = new AbortController();
const SCRIPT = resolve('scripts/train_reranker.py');

/** Where a Python with scikit-learn is there; `train.test.ts` does without. */
describe('training with scikit-learn itself', () => {
  let python: string;

  before(async function () {
    const programs = systemPrograms(await temporaryWorkspace({}), 'dist');
    const found = await findPython({ programs, signal }, undefined);
    if (found === undefined) this.skip();
    python = found.file;
  });

  it('makes a model that our reader scores, the same bytes each time', async () => {
    const { context } = await workspaceToTrain(6);
    const first = await train({ recipe: 'auto' }, context);
    assert.equal(first.file, 'models/reranker.joblib.v1.0.0');
    assert.equal((await train({ recipe: 'sklearn', python }, context)).isNew, false);
    const reranker = await loadReranker(context.files, first.file);
    const passages = [0, 1].map((number) => answerAlone(answerAbout(number)));
    const scores = (await reranker?.score(questionsAbout(0)[0], passages)) ?? [];
    assert.equal(scores.length, 2);
    assert.ok(scores.every((score) => score > 0 && score < 1));
    assert.ok(first.manifest.environment['sklearn']);
  });

  async function scriptIn(root: string, ...args: string[]) {
    const { stdout } = await run(python, [SCRIPT, ...args], { cwd: root });
    return stdout;
  }

  function lines(records: readonly object[]): string {
    return records.map((record) => `${JSON.stringify(record)}\n`).join('');
  }

  it('still takes plain pairs, as the assistant calls it', async () => {
    const pairs = [0, 1, 2].map((number) => ({
      input: questionsAbout(number)[0],
      output: answerAbout(number),
    }));
    const root = await temporaryWorkspace({ 'pairs.jsonl': lines(pairs) });
    assert.match(await scriptIn(root, 'pairs.jsonl', 'a.joblib'), /^3 pairs, \d+ features/u);
    await scriptIn(root, 'pairs.jsonl', 'b.joblib');
    const read = (name: string) => readFile(join(root, name));
    assert.ok((await read('a.joblib')).equals(await read('b.joblib')));
  });

  it('learns from labels and from what was reviewed', async () => {
    const [query] = questionsAbout(1);
    const pairs = [
      { input: query, output: answerAbout(1), label: 1 },
      { input: query, output: answerAbout(2), label: 0 },
    ];
    const root = await temporaryWorkspace({ 'pairs.jsonl': lines(pairs) });
    const reviewed = (number: number) => ({
      query: questionsAbout(number)[0],
      assistant_output: answerAbout(number),
    });
    await put(root, 'staging_kb/2026-11-20/accepted.jsonl', lines([reviewed(3)]));
    await put(root, 'staging_kb/2026-11-20/rejected.jsonl', lines([reviewed(4), reviewed(5)]));
    const options = ['--staging', 'staging_kb', '--report', 'report.json'];
    assert.match(await scriptIn(root, 'pairs.jsonl', 'm.joblib', ...options), /^5 pairs/u);
    const report = JSON.parse(await readFile(join(root, 'report.json'), 'utf8'));
    // The accepted pair has no label, so it is put with another answer as well.
    assert.deepEqual([report.examples, report.positive], [6, 2]);
  });

  it('names the line that it cannot learn from', async () => {
    const root = await temporaryWorkspace({
      'pairs.jsonl': '{"input":"a","output":"b"}\n{"input":1}\n',
    });
    await assert.rejects(scriptIn(root, 'pairs.jsonl', 'm.joblib'), (error: { stderr: string }) => {
      assert.match(error.stderr, /^pairs\.jsonl:2: no pair of input and output/u);
      return true;
    });
  });
});
