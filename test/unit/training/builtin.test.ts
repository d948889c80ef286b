import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '../../../src/core/records/sha256.js';
import { openReranker } from '../../../src/core/reranking/openReranker.js';
import { KnowledgeIndex } from '../../../src/core/retrieval/knowledgeIndex.js';
import { train } from '../../../src/core/training/train.js';
import { runCli } from '../support/runCli.js';
import { put } from '../support/temporaryWorkspace.js';
import {
  answerAbout,
  decideOn,
  putCandidates,
  questionsAbout,
  workspaceToTrain,
} from '../support/trainedWorkspace.js';

describe('training the built-in reranker', () => {
  it('adds a version that is read as any other, made from accepted variants alone', async () => {
    const { root, context } = await workspaceToTrain(8);
    const { file, manifest } = await train({ recipe: 'builtin' }, context);
    assert.equal(file, 'models/reranker.v1.0.0.json');
    const bytes = await readFile(join(root, file));
    assert.ok(bytes.length < 50_000);
    assert.equal(manifest.sha256, sha256(bytes));
    assert.equal(manifest.data.questions, 16);
    assert.ok(manifest.data.positive > 0 && manifest.data.negative > manifest.data.positive);
    assert.match(manifest.notes[0] ?? '', /nDCG@10/u);
    for (const name of ['random', 'bm25f', 'reranker', 'oracle'])
      assert.ok(
        manifest.metrics.some((metric) => metric.name === `${name}.ndcg_cut_10`),
        name,
      );
    const knowledge = new KnowledgeIndex(
      [0, 1, 2].map((number) => ({
        id: `kb-${number}`,
        questions: [...questionsAbout(number)],
        answer: answerAbout(number),
      })),
    );
    const reranker = await openReranker(context, file, knowledge);
    assert.equal(reranker.version, '1.0.0');
    const scores = await reranker.score(questionsAbout(1)[0], [...knowledge.entries()]);
    assert.equal(scores.indexOf(Math.max(...scores)), 1);
  });

  it('gives the same bytes for the same data and seed, and a patch for new data', async () => {
    const { root, context } = await workspaceToTrain(6);
    const first = await train({ recipe: 'builtin' }, context);
    const again = await train({ recipe: 'builtin' }, context);
    assert.deepEqual([again.isNew, again.file], [false, first.file]);
    const asked = {
      query: questionsAbout(9)[0],
      answer: answerAbout(9),
      variants: [questionsAbout(9)[1], questionsAbout(9)[2]],
    };
    await putCandidates(root, [asked]);
    await decideOn(context, 1, { action: 'accept' });
    const { file, manifest } = await train({ recipe: 'builtin' }, context);
    assert.equal(file, 'models/reranker.v1.0.1.json');
    assert.equal(manifest.data.questions, first.manifest.data.questions + 2);
    assert.equal(manifest.parent?.sha256, first.manifest.sha256);
  });

  it('says how much more it needs where there is too little, and runs nothing', async () => {
    const { context } = await workspaceToTrain(2);
    const programs = undefined as never;
    await assert.rejects(train({ recipe: 'builtin' }, context), {
      reason: 'invalid-input',
      message: /There are 4 questions about 2 answers/u,
    });
    await assert.rejects(train({}, { ...context, programs }), { reason: 'not-trusted' });
  });

  it('learns nothing that was accepted by too few', async () => {
    const { root, context } = await workspaceToTrain(6, {
      '.codelumi/config.json': JSON.stringify({ policy: { quorum: { entry: 2 } } }),
    });
    await putCandidates(root, [
      { query: questionsAbout(9)[0], answer: answerAbout(9), variants: [questionsAbout(9)[1]] },
    ]);
    await decideOn(context, 1, { action: 'accept' });
    const { manifest } = await train({}, context);
    assert.deepEqual(manifest.data.candidates, []);
    assert.equal(manifest.data.questions, 12);
  });

  it('is what the shell does, which says whether it is due', async () => {
    const { root } = await workspaceToTrain(6);
    const due = await runCli(['train', '--due', '--workspace', root]);
    assert.deepEqual([due.code, due.stdout], [1, 'not due: Nothing was accepted yet.\n']);
    const trained = await runCli(['train', '--workspace', root]);
    assert.equal(trained.stderr, '');
    assert.match(trained.stdout, /^trained {2}models\/reranker\.v1\.0\.0\.json/u);
    assert.match(
      trained.stdout,
      /bm25f: ndcg_cut_10 [\d.]+ \(95 %: [\d.]+ to [\d.]+\), .*\(n 12\)/u,
    );
    assert.match(
      trained.stdout,
      /Nothing ranks by it yet: codelumi validate --reranker models\/reranker\.v1\.0\.0\.json/u,
    );
    const { code, stdout } = await runCli(['train', '--json', '--workspace', root]);
    assert.equal(code, 0);
    assert.equal(JSON.parse(stdout).isNew, false);
    await put(root, 'models/reranker.v1.0.0.json', '{}');
    const verified = await runCli(['verify', '--workspace', root]);
    assert.equal(verified.code, 1);
    assert.match(
      verified.stdout,
      /reranker\.v1\.0\.0\.json:1: error: model: changed after it was trained/u,
    );
  });
});
