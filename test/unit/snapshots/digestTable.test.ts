import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sha256 } from '../../../src/core/records/sha256.js';
import { DigestTable } from '../../../src/core/snapshots/digestTable.js';

describe('a table of digests', () => {
  it('gives what was put in and nothing else, also where beginnings are the same', () => {
    const digest = fc.oneof(
      fc.nat(500).map((number) => sha256(String(number))),
      // All of these begin with the same 32 bits, so that they are looked for in one place.
      fc.nat(500).map((number) => `00000000${sha256(String(number)).slice(8)}`),
    );
    fc.assert(
      fc.property(fc.array(digest, { maxLength: 400 }), fc.array(digest), (put, asked) => {
        const table = new DigestTable();
        const map = new Map<string, number>();
        for (const [number, each] of put.entries()) {
          assert.equal(table.get(each), map.get(each));
          if (map.has(each)) continue;
          map.set(each, number);
          table.add(each, number);
        }
        for (const each of [...put, ...asked]) assert.equal(table.get(each), map.get(each));
      }),
    );
  });
});
