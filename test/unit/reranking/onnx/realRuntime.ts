import * as assert from 'node:assert/strict';
import { openOnnxReranker } from '../../../../src/core/reranking/onnx/openOnnxReranker.js';
import { encodePair } from '../../../../src/core/reranking/onnx/pairEncoding.js';
import { readTokenizer } from '../../../../src/core/reranking/onnx/readTokenizer.js';
import { pieceNumbers } from '../../../../src/core/reranking/onnx/wordPiece.js';
import { systemOnnxRuntime } from '../../../../src/node/onnx/systemOnnxRuntime.js';
import { WorkspaceFiles } from '../../../../src/node/workspaceFiles.js';
import { temporaryWorkspace } from '../../support/temporaryWorkspace.js';
import { testContext } from '../../support/testContext.js';
import { PASSAGES, QUERY, VOCABULARY, WEIGHTS } from './tinyFolder.js';
import { tinyLogit, tinyModel } from './tinyModel.js';

/** Run by scripts/onnx-tests.mjs, which installs the package. */
describe('onnxruntime-node', () => {
  const runtime = systemOnnxRuntime('/nowhere');

  async function folderWith(model: Uint8Array): Promise<string> {
    return temporaryWorkspace({
      'models/tiny/model.onnx': model,
      'models/tiny/vocab.txt': VOCABULARY,
    });
  }

  /** What the model must give, worked out here. */
  async function expected(root: string): Promise<number[]> {
    const { model, template, longest } = await readTokenizer(
      new WorkspaceFiles(root),
      'models/tiny',
    );
    return PASSAGES.map(({ questions, answer }) => {
      const passage = pieceNumbers([...questions, answer].join('\n'), model);
      const row = encodePair(pieceNumbers(QUERY, model), passage, template, longest);
      return 1 / (1 + Math.exp(-tinyLogit(WEIGHTS, row.pieces, row.types)));
    });
  }

  it('gives the scores that the model says', async () => {
    const root = await folderWith(tinyModel(WEIGHTS));
    const reranker = await openOnnxReranker({ ...testContext(root), onnx: runtime }, 'models/tiny');
    const scores = await reranker.score(QUERY, PASSAGES);
    const right = await expected(root);
    assert.equal(scores.length, PASSAGES.length);
    for (const [index, score] of scores.entries())
      assert.ok(Math.abs(score - (right[index] ?? 0)) < 1e-6, `${index}: ${score} ${right[index]}`);
    assert.ok(new Set(scores).size > 15, 'they differ');
    assert.deepEqual(await reranker.score(QUERY, PASSAGES), scores);
  });

  it('gives the same of a model with two numbers a row, twice as far apart', async () => {
    const root = await folderWith(tinyModel(WEIGHTS, { isTwofold: true }));
    const reranker = await openOnnxReranker({ ...testContext(root), onnx: runtime }, 'models/tiny');
    const scores = await reranker.score(QUERY, PASSAGES);
    for (const [index, right] of (await expected(root)).entries()) {
      const doubled = right ** 2 / (right ** 2 + (1 - right) ** 2);
      assert.ok(Math.abs((scores[index] ?? 0) - doubled) < 1e-6);
    }
  });

  it('refuses bytes that are no model, and says what the runtime says', async () => {
    const root = await folderWith(Buffer.from('no model at all'));
    await assert.rejects(
      openOnnxReranker({ ...testContext(root), onnx: runtime }, 'models/tiny'),
      /The model cannot be loaded: .*(?:protobuf|ModelProto|parse)/isu,
    );
  });
});
