import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CompactRange } from '../../../src/core/audit/merkle/compactRange.js';
import {
  consistencyProof,
  inclusionProof,
  isConsistent,
  rootFromInclusion,
} from '../../../src/core/audit/merkle/proofs.js';
import { EMPTY_ROOT, leafHash, nodeHash } from '../../../src/core/audit/merkle/treeHash.js';

/** The leaves and roots that the reference implementation of Certificate Transparency is tested with. */
const LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((hex) => leafHash(Buffer.from(hex, 'hex')));
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

/** RFC 6962 §2.1 as it is written. */
function naiveRoot(leaves: readonly Buffer[]): Buffer {
  const [first] = leaves;
  if (first === undefined) return EMPTY_ROOT;
  if (leaves.length === 1) return first;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return nodeHash(naiveRoot(leaves.slice(0, split)), naiveRoot(leaves.slice(split)));
}

function treeOf(leaves: readonly Buffer[]): CompactRange {
  const tree = new CompactRange();
  for (const leaf of leaves) tree.append(leaf);
  return tree;
}

function numbered(count: number): Buffer[] {
  return Array.from({ length: count }, (_, index) => leafHash(`leaf ${index}`));
}

describe('the Merkle tree', () => {
  it('has the roots of RFC 6962', () => {
    assert.equal(
      new CompactRange().root().toString('hex'),
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
    const roots = LEAVES.map((_, index) => treeOf(LEAVES.slice(0, index + 1)).root());
    assert.deepEqual(
      roots.map((root) => root.toString('hex')),
      ROOTS,
    );
  });

  it('has the proofs that RFC 6962 §2.1.3 draws for seven leaves', () => {
    const d = LEAVES.slice(0, 7);
    const [a, b, c, dd, e, f, j] = d as [Buffer, Buffer, Buffer, Buffer, Buffer, Buffer, Buffer];
    const [g, h, i] = [nodeHash(a, b), nodeHash(c, dd), nodeHash(e, f)];
    const [k, l] = [nodeHash(g, h), nodeHash(i, j)];
    assert.deepEqual(inclusionProof(0, d), [b, h, l]);
    assert.deepEqual(inclusionProof(3, d), [c, g, l]);
    assert.deepEqual(inclusionProof(4, d), [f, j, k]);
    assert.deepEqual(inclusionProof(6, d), [i, k]);
    assert.deepEqual(consistencyProof(3, d), [c, dd, g, l]);
    assert.deepEqual(consistencyProof(4, d), [l]);
    assert.deepEqual(consistencyProof(6, d), [i, j, k]);
  });

  it('gives what the whole tree gives, wherever it is taken up again', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), fc.nat(200), (size, at) => {
        const leaves = numbered(size);
        const before = treeOf(leaves.slice(0, at));
        const taken = new CompactRange(before.size, before.roots);
        for (const leaf of leaves.slice(at)) taken.append(leaf);
        assert.deepEqual(taken.root(), naiveRoot(leaves));
        assert.ok(taken.roots.length <= Math.ceil(Math.log2(size + 1)));
      }),
    );
    assert.throws(() => new CompactRange(3, [EMPTY_ROOT]), RangeError);
    assert.throws(() => new CompactRange(1, [Buffer.alloc(4)]), RangeError);
  });

  it('proves each leaf, and no other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 70 }), fc.nat(), fc.nat(), (size, one, other) => {
        const leaves = numbered(size);
        const root = naiveRoot(leaves);
        const index = one % size;
        const proof = inclusionProof(index, leaves);
        const [leaf, wrong] = [leaves[index], leafHash('another')] as [Buffer, Buffer];
        assert.deepEqual(rootFromInclusion(leaf, index, size, proof), root);
        assert.notDeepEqual(rootFromInclusion(wrong, index, size, proof), root);
        const elsewhere = other % size;
        if (elsewhere !== index)
          assert.notDeepEqual(rootFromInclusion(leaf, elsewhere, size, proof), root);
        assert.notDeepEqual(rootFromInclusion(leaf, index, size, [...proof, wrong]), root);
        assert.notDeepEqual(
          rootFromInclusion(leaf, index, size, proof.slice(1)),
          size === 1 ? 0 : root,
        );
      }),
    );
    assert.throws(() => inclusionProof(3, numbered(3)), RangeError);
  });

  it('proves that a tree only grew, and nothing where it did not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 70 }), fc.nat(), fc.nat(), (size, cut, changed) => {
        const leaves = numbered(size);
        const before = 1 + (cut % size);
        const older = { size: before, root: naiveRoot(leaves.slice(0, before)) };
        const newer = { size, root: naiveRoot(leaves) };
        const proof = consistencyProof(before, leaves);
        assert.equal(isConsistent(older, newer, proof), true);
        const forged = leaves.with(changed % before, leafHash('forged'));
        const rewritten = { size, root: naiveRoot(forged) };
        assert.equal(isConsistent(older, rewritten, consistencyProof(before, forged)), false);
        assert.equal(isConsistent(older, newer, [...proof, EMPTY_ROOT]), false);
        if (size > before) assert.equal(isConsistent(newer, older, proof), false);
      }),
    );
    assert.throws(() => consistencyProof(0, numbered(3)), RangeError);
  });
});
