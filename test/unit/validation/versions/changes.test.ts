import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SnapshotEntry } from '../../../../src/core/snapshots/snapshotEntry.js';
import { changesBetween } from '../../../../src/core/validation/versions/changes.js';
import { KnowledgeVersion } from '../../../../src/core/validation/versions/knowledgeVersion.js';
import { RevertibleVersion } from '../../../../src/core/validation/versions/revertibleVersion.js';
import { acceptance, entry } from '../validationEntries.js';

function version(...entries: readonly SnapshotEntry[]): KnowledgeVersion {
  return new KnowledgeVersion('some', entries);
}

const told = (changes: ReturnType<typeof changesBetween>) =>
  changes.map(({ entries, acceptances }) => [
    entries.map(({ id }) => id),
    acceptances.map(({ candidate }) => candidate),
  ]);

describe('what differs between two versions', () => {
  const kept = entry('kb-1', { q: 'One?' });

  it('is one change for each acceptance, with the candidate behind it', () => {
    const learned = entry('kb-9', { origin: acceptance('candidate-20260101-0001') });
    const merged = entry('kb-2', {
      variants: ['Two then?'],
      merged: [acceptance('candidate-20260101-0002')],
    });
    const changes = changesBetween(version(kept, entry('kb-2')), version(kept, learned, merged));
    assert.deepEqual(told(changes), [
      [['kb-2'], ['candidate-20260101-0002']],
      [['kb-9'], ['candidate-20260101-0001']],
    ]);
  });

  it('keeps together what cannot be taken back apart', () => {
    const heir = entry('kb-9', {
      origin: acceptance('candidate-20260101-0001'),
      supersedes: ['kb-2'],
      merged: [acceptance('candidate-20260101-0003')],
      variants: ['Another way?'],
    });
    const changes = changesBetween(version(kept, entry('kb-2')), version(kept, heir));
    assert.deepEqual(told(changes), [
      [
        ['kb-2', 'kb-9'],
        ['candidate-20260101-0001', 'candidate-20260101-0003'],
      ],
    ]);
  });

  it('names no candidate where somebody changed the knowledge base itself', () => {
    const changes = changesBetween(version(kept), version(entry('kb-1', { q: 'Another?' })));
    assert.deepEqual(told(changes), [[['kb-1'], []]]);
    assert.deepEqual(changesBetween(version(kept), version({ ...kept, confidence: 0.5 })), []);
  });

  it('can be taken back, one by one or all: then it is what it was before, and is found alike', () => {
    const ids = fc.uniqueArray(
      fc.nat(20).map((id) => `kb-${id}`),
      { maxLength: 12 },
    );
    const word = fc.constantFrom('commit', 'branch', 'docker', 'cache', 'port', 'login');
    const entries = fc
      .tuple(ids, fc.array(word, { minLength: 24, maxLength: 24 }))
      .map(([names, words]) =>
        names.map((id, at) =>
          entry(id, { q: `${words[at]} ${words[at + 12]}?`, a: `Use ${words[at]}.` }),
        ),
      );
    fc.assert(
      fc.property(entries, entries, fc.nat(4_095), (before, after, bits) => {
        const [old, now] = [version(...before), version(...after)];
        const changes = changesBetween(old, now);
        const revertible = new RevertibleVersion(now);
        const some = new Set(changes.filter((_, at) => (bits >> at) & 1));
        for (const left of [some, new Set(changes), new Set<never>()]) {
          const without = revertible.without(left);
          const { knowledge } = revertible;
          assert.deepEqual(
            knowledge.search('docker port', 20),
            without.index().search('docker port', 20),
          );
          if (left.size === changes.length)
            assert.deepEqual(knowledge.search('commit', 20), old.index().search('commit', 20));
        }
      }),
      { numRuns: 100 },
    );
  });
});
