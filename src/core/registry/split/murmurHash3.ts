const BLOCK_BYTES = 4;

/**
 * MurmurHash3 x86 32 with seed 0 (Austin Appleby, https://github.com/aappleby/smhasher) of the text as UTF-8, from 0
 * to 2³² − 1: what flagd hashes with. flagd's JavaScript edition hashes UTF-16 units instead, so that the two agree
 * for ASCII only.
 */
export function murmurHash3(text: string): number {
  const bytes = Buffer.from(text);
  const end = bytes.length - (bytes.length % BLOCK_BYTES);
  let hash = 0;
  for (let at = 0; at < end; at += BLOCK_BYTES) {
    hash ^= scrambled(bytes.readInt32LE(at));
    hash = Math.imul(rotated(hash, 13), 5) + 0xe6546b64;
  }
  if (end < bytes.length) hash ^= scrambled(bytes.readUIntLE(end, bytes.length - end));
  hash ^= bytes.length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function scrambled(block: number): number {
  return Math.imul(rotated(Math.imul(block, 0xcc9e2d51), 15), 0x1b873593);
}

function rotated(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}
