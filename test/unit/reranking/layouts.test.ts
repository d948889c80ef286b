import assert from 'node:assert/strict';
import { readPickle } from '../../../src/core/reranking/pickle/pickleReader.js';
import {
  type PipelineModel,
  pipelineModelOf,
} from '../../../src/core/reranking/pipeline/pipelineModel.js';
import { array, type Layout, writeModel } from './modelWriter.js';
import { integer, list, named, object, text, tuple } from './pickleWriter.js';
import { fixture, readJson, rerankerIn, scoresOf } from './rerankerFixtures.js';

const inputs = await readJson<Record<string, string[]>>('inputs.json');

async function fixtureModel(name: string): Promise<PipelineModel> {
  return pipelineModelOf(readPickle(await fixture(`sklearn-1.2.1/${name}`)));
}

/** Exactly the same scores from a model and from the same model in another layout. */
async function assertSameScores(name: string, layout: Partial<Layout>): Promise<void> {
  const original = await rerankerIn(await fixture(`sklearn-1.2.1/${name}`));
  const rewritten = await rerankerIn(writeModel(await fixtureModel(name), layout));
  assert.deepEqual(await scoresOf(rewritten, inputs), await scoresOf(original, inputs));
}

describe('a reranker in the layout of another version', () => {
  it('scores the same: scikit-learn 1.8 with numpy 2', async () => {
    for (const name of ['plain', 'bigrams', 'accents-unicode', 'stop-words-listed', 'no-idf']) {
      await assertSameScores(name, {});
    }
  });

  it('scores the same: scikit-learn 1.5 with numpy 1', () =>
    assertSameScores('plain', {
      numpyCore: 'numpy.core',
      multiClass: 'deprecated',
      version: '1.5.2',
    }));

  it('scores the same: joblib before 1.2, which does not align arrays', () =>
    assertSameScores('plain', { alignment: undefined }));

  it('scores the same: a machine that puts the highest byte first', () =>
    assertSameScores('plain', { byteOrder: '>' }));

  it('scores the same: arrays in column order', () => assertSameScores('plain', { order: 'F' }));

  it('scores the same: integers of 32 bits, as numpy 1 has on Windows', () =>
    assertSameScores('plain', { integers: 'i4' }));

  it('scores the same: weights in a matrix of diagonals, or of rows under the older name of the class', async () => {
    const model = await fixtureModel('plain');
    const idf = model.tfidf.idf ?? new Float64Array();
    const size = idf.length;
    const shape = tuple(integer(size), integer(size));
    const ascending = (length: number) => Array.from({ length }, (_, at) => at);
    const diagonals = object(named('scipy.sparse.dia', 'dia_matrix'), {
      _shape: shape,
      offsets: array([1], 'i4', [0]),
      data: array([1, size], 'f8', idf),
    });
    const rows = object(named('scipy.sparse.csr', 'csr_matrix'), {
      _shape: shape,
      indices: array([size], 'i4', ascending(size)),
      indptr: array([size + 1], 'i4', ascending(size + 1)),
      data: array([size], 'f8', idf),
    });
    for (const matrix of [diagonals, rows]) {
      await assertSameScores('plain', { transformer: { idf_: undefined, _idf_diag: matrix } });
    }
  });

  it('scores by what single precision leaves of its coefficients', async () => {
    const model = await fixtureModel('plain');
    const { coefficients } = model.regression;
    const single = array([1, coefficients.length], 'f4', coefficients);
    const rounded = { ...model.regression, coefficients: coefficients.map(Math.fround) };
    const original = await rerankerIn(writeModel({ ...model, regression: rounded }));
    const rewritten = await rerankerIn(writeModel(model, { regression: { coef_: single } }));
    assert.deepEqual(await scoresOf(rewritten, inputs), await scoresOf(original, inputs));
  });

  it('scores the same: stop words in a tuple or a list', async () => {
    const words = [...(await fixtureModel('stop-words-listed')).tfidf.stopWords].map(text);
    await assertSameScores('stop-words-listed', { vectorizer: { stop_words: tuple(...words) } });
    await assertSameScores('stop-words-listed', { vectorizer: { stop_words: list(...words) } });
  });
});
