import assert from 'node:assert/strict';
import { bisect } from '../../../../src/core/validation/bisect/bisect.js';
import type { Canaries } from '../../../../src/core/validation/gates/canaryGate.js';
import { changesBetween } from '../../../../src/core/validation/versions/changes.js';
import { KnowledgeVersion } from '../../../../src/core/validation/versions/knowledgeVersion.js';
import { configSchema } from '../../../../src/core/workspace/configSchema.js';
import { acceptance, entry } from '../validationEntries.js';

const { validation } = configSchema.parse({});
const policy = { ...validation, minimumQueries: 1 };
const context = { signal: new AbortController().signal, progress: () => {} };
const file = 'training/eval/canary.jsonl';
const BAD = 'candidate-20260101-0001';

const known = ['cache', 'proxy', 'branch'].map((thing) =>
  entry(`kb-${thing}`, { q: `How do I clear the ${thing}?` }),
);
const before = new KnowledgeVersion('before', known);
const after = new KnowledgeVersion('after', [
  ...known,
  entry('kb-bad', { q: 'Clear the cache', a: 'Delete everything.', origin: acceptance(BAD) }),
  entry('kb-good', { q: 'Where is it?', origin: acceptance('candidate-20260101-0002') }),
]);

function canaries(...all: readonly (readonly [query: string, says: string])[]): Canaries {
  const lines = all.map(([query, says], at) => ({
    value: { query, must_not_say: [says], within: 3 },
    place: { file, line: at + 1 },
  }));
  return { file, sha256: 'a'.repeat(64), lines, faults: [] };
}

function blame(asked: Canaries, candidate = after) {
  const measure = { queries: [], before, baseline: [], canaries: asked, policy };
  const changes = changesBetween(before, candidate);
  return bisect(context, { candidate, open: async () => undefined, measure, changes });
}

describe('whom a failure is owed to', () => {
  it('is found for what came with the changes, and not for what was so before', async () => {
    const found = await blame(
      canaries(['clear the cache', 'Delete everything'], ['clear the proxy', 'kb-proxy']),
    );
    assert.deepEqual(found?.gates, ['canary']);
    assert.deepEqual(
      found?.explanation?.items.flatMap(({ acceptances }) =>
        acceptances.map((each) => each.candidate),
      ),
      [BAD],
    );
    assert.equal(found?.explanation?.isSmallest, true);
    // Without queries nothing about quality can pass, whatever is taken back.
    assert.deepEqual(found?.unexplained, ['precision@10', 'ndcg@10', 'mrr@10', 'success@1']);
  });

  it('is nobody where everything was so before', async () => {
    const found = await blame(canaries(['clear the proxy', 'kb-proxy']));
    assert.deepEqual(found?.explanation, undefined);
    assert.ok(found?.unexplained.includes('canary'));
  });

  it('is not looked for where nothing was changed', async () => {
    assert.equal(await blame(canaries(['clear the proxy', 'kb-proxy']), before), undefined);
  });
});
