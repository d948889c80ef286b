import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  artefactFile,
  artefactOf,
  type Version,
} from '../../../src/core/training/artefacts/modelFamily.js';
import type { ModelManifest } from '../../../src/core/training/artefacts/modelManifest.js';
import {
  type Making,
  type ModelVersion,
  modelVersions,
  nextVersion,
} from '../../../src/core/training/artefacts/modelVersions.js';
import { temporaryWorkspace } from '../support/temporaryWorkspace.js';
import { testContext } from '../support/testContext.js';

const MADE: Making = {
  recipe: { name: 'builtin', sha256: 'a'.repeat(64) },
  format: 'one',
  features: 'b'.repeat(64),
};

function latest(version: Version, made: Making | undefined = MADE): ModelVersion {
  const manifest = made === undefined ? undefined : (made as ModelManifest);
  return { file: artefactFile('builtin', version), family: 'builtin', version, manifest };
}

describe('versions of rerankers', () => {
  it('begin with 1.0.0', () => {
    assert.deepEqual(nextVersion(undefined, MADE), [1, 0, 0]);
  });

  it('go up by a patch for new data, a minor for another recipe, a major for other features or format', () => {
    const other = 'c'.repeat(64);
    const next = (made: Making) => nextVersion(latest([1, 4, 2]), made);
    assert.deepEqual(next(MADE), [1, 4, 3]);
    assert.deepEqual(next({ ...MADE, recipe: { name: 'builtin', sha256: other } }), [1, 5, 0]);
    assert.deepEqual(next({ ...MADE, features: other }), [2, 0, 0]);
    assert.deepEqual(next({ ...MADE, format: 'two' }), [2, 0, 0]);
  });

  it('take what has no manifest for another recipe', () => {
    assert.deepEqual(nextVersion({ ...latest([1, 4, 2]), manifest: undefined }, MADE), [1, 5, 0]);
  });

  it('have one name each, and no other file has one', () => {
    const part = fc.nat(999_999_999);
    const family = fc.constantFrom('joblib' as const, 'builtin' as const);
    fc.assert(
      fc.property(family, part, part, part, (kind, ...version) => {
        const name = artefactFile(kind, version).replace('models/', '');
        assert.deepEqual(artefactOf(name), { family: kind, version });
      }),
    );
    const others = [
      'reranker.joblib',
      'reranker.joblib.v1.0',
      'reranker.joblib.v01.0.0',
      'reranker.v1.0.0.json.manifest.json',
      'reranker.v1.0.0-rc.1.json',
      'README.md',
    ];
    for (const name of others) assert.equal(artefactOf(name), undefined, name);
  });

  it('are listed newest first, by number and not by letter', async () => {
    const names = ['v1.10.0', 'v1.9.9', 'v2.0.0'].map((version) => `reranker.${version}.json`);
    const files = names.map((name) => [`models/${name}`, '{}']);
    const root = await temporaryWorkspace({
      ...Object.fromEntries(files),
      'models/reranker.joblib.v1.0.0': '',
      'models/reranker.joblib': '',
      'models/reranker.v1.9.9.json.manifest.json': '{"v":1',
    });
    const found = await modelVersions(testContext(root));
    assert.deepEqual(
      found.map(({ file, manifest }) => [file, manifest]),
      [
        ['models/reranker.v2.0.0.json', undefined],
        ['models/reranker.v1.10.0.json', undefined],
        ['models/reranker.v1.9.9.json', undefined],
        ['models/reranker.joblib.v1.0.0', undefined],
      ],
    );
  });
});
