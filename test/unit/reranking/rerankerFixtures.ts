import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { loadReranker } from '../../../src/core/reranking/loadReranker.js';
import { answerAlone, type Reranker } from '../../../src/core/reranking/reranker.js';
import { filesHolding } from '../support/memoryChunks.js';

/** Made by scripts/fixtures/rerankers.py. */
const FOLDER = 'test/fixtures/rerankers';

type Inputs = Readonly<Record<string, readonly string[]>>;
type Scores = readonly (readonly number[])[];

export async function readJson<Shape>(name: string): Promise<Shape> {
  return JSON.parse(await readFile(`${FOLDER}/${name}`, 'utf8'));
}

/** `sklearn-1.2.1` and its like: what was made by one scikit-learn each. */
export async function fixtureFolders(): Promise<string[]> {
  return (await readdir(FOLDER)).filter((name) => name.startsWith('sklearn-')).sort();
}

export function fixture(name: string): Promise<Buffer> {
  return readFile(`${FOLDER}/${name}.joblib`);
}

export async function rerankerIn(content: Uint8Array): Promise<Reranker> {
  const reranker = await loadReranker(filesHolding(content));
  assert.ok(reranker);
  return reranker;
}

/** The scores of every query with its candidates. */
export async function scoresOf(reranker: Reranker, inputs: Inputs): Promise<Scores> {
  const scores: (readonly number[])[] = [];
  for (const [query, candidates] of Object.entries(inputs)) {
    scores.push(await reranker.score(query, candidates.map(answerAlone)));
  }
  return scores;
}

export function assertClose(actual: Scores, expected: Scores, tolerance: number): void {
  assert.deepEqual(
    actual.map(({ length }) => length),
    expected.map(({ length }) => length),
  );
  const expectedFlat = expected.flat();
  for (const [at, score] of actual.flat().entries()) {
    const wanted = expectedFlat[at] ?? Number.NaN;
    assert.ok(Math.abs(score - wanted) <= tolerance, `score ${at}: ${score}, not ${wanted}`);
  }
}
