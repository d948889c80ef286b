import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { loadReranker } from '../../../src/core/reranking/loadReranker.js';
import { WorkspaceFiles } from '../../../src/node/workspaceFiles.js';
import { temporaryWorkspace } from '../support/temporaryWorkspace.js';
import {
  assertClose,
  fixture,
  fixtureFolders,
  readJson,
  rerankerIn,
  scoresOf,
} from './rerankerFixtures.js';

/** What two orders of adding doubles may differ by, and far below what anybody can see. */
const ROUNDING = 1e-9;
/** scikit-learn's own rounding in a model of `dtype=float32`. */
const SINGLE_PRECISION = 1e-6;

/** What joblib can write and Node 20 cannot unpack. */
const REFUSED = new Set(['bz2', 'xz', 'lzma']);

type Inputs = Record<string, string[]>;
type Expected = Record<string, number[][]>;

const inputs = await readJson<Inputs>('inputs.json');

for (const folder of await fixtureFolders()) {
  const { versions, ...expected } = await readJson<Expected>(`${folder}/expected.json`);
  describe(`a reranker made by ${Object.entries(versions ?? {})
    .flat()
    .join(' ')}`, () => {
    for (const [name, scores] of Object.entries(expected)) {
      if (REFUSED.has(name)) continue;
      it(`scores as scikit-learn does: ${name}`, async () => {
        const reranker = await rerankerIn(await fixture(`${folder}/${name}`));
        const tolerance = name === 'float32' ? SINGLE_PRECISION : ROUNDING;
        assertClose(await scoresOf(reranker, inputs), scores, tolerance);
        assert.ok(new Set(scores.flat()).size > 2, 'the fixture tells nothing apart');
      });
    }
  });
}

describe("the repository's own reranker", () => {
  it('scores as scikit-learn does', async () => {
    const own = await readJson<{ inputs: Inputs; scores: number[][] }>('own-model.json');
    const reranker = await loadReranker(new WorkspaceFiles('.'));
    assert.ok(reranker);
    assertClose(await scoresOf(reranker, own.inputs), own.scores, ROUNDING);
  });

  it('says which file it is, by name, version and hash', async () => {
    const content = await readFile('models/reranker.joblib');
    const root = await temporaryWorkspace({ 'models/reranker.joblib.v1.2.0': content });
    const versioned = await loadReranker(new WorkspaceFiles(root), 'models/reranker.joblib.v1.2.0');
    const own = await loadReranker(new WorkspaceFiles('.'));
    assert.deepEqual([versioned?.name, versioned?.version], ['reranker.joblib', '1.2.0']);
    assert.deepEqual([own?.name, own?.version], ['reranker.joblib', 'unversioned']);
    assert.equal(versioned?.sha256, own?.sha256);
    assert.match(own?.sha256 ?? '', /^[0-9a-f]{64}$/u);
  });

  it('is undefined where there is none', async () => {
    assert.equal(await loadReranker(new WorkspaceFiles(await temporaryWorkspace())), undefined);
  });
});
