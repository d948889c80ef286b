/** 16 bands of 4 rows: pairs at Jaccard 0.8 meet in some band with probability 0.9998, at 0.3 with 0.12. */
export const BANDS = 16;
const ROWS = 4;
/** Values of one signature. */
export const HASHES = BANDS * ROWS;

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
/** 2^32 divided by the golden ratio: consecutive multiples lie far apart. */
const GOLDEN = 0x9e3779b9;

/** One per hash function; fixed, so that signatures are the same on every machine. */
const SEEDS = Uint32Array.from({ length: HASHES }, (_, index) => mix(Math.imul(index + 1, GOLDEN)));

/** The distinct terms as 32-bit FNV-1a hashes of their UTF-16 code units, in ascending order. */
export function termHashes(terms: Iterable<string>): Uint32Array {
  return Uint32Array.from(new Set(terms), hashOf).sort();
}

function hashOf(term: string): number {
  let hash = FNV_OFFSET;
  for (let at = 0; at < term.length; at += 1) {
    const unit = term.charCodeAt(at);
    hash = Math.imul(hash ^ (unit & 0xff), FNV_PRIME);
    hash = Math.imul(hash ^ (unit >>> 8), FNV_PRIME);
  }
  return hash >>> 0;
}

/** The finaliser of MurmurHash3: every bit of the input changes half the bits of the result. */
function mix(value: number): number {
  let hash = value ^ (value >>> 16);
  hash = Math.imul(hash, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * The least value of each of 64 hash functions over the terms (Broder 1997): two sets agree in a
 * place with the probability of their Jaccard similarity.
 */
export function signatureOf(hashes: Uint32Array): Uint32Array {
  const signature = new Uint32Array(HASHES).fill(0xffffffff);
  for (const hash of hashes) {
    for (let i = 0; i < HASHES; i += 1) {
      const value = mix(hash ^ (SEEDS[i] ?? 0));
      if (value < (signature[i] ?? 0)) signature[i] = value;
    }
  }
  return signature;
}

/** One key for each band of a signature: equal where all its rows are. */
export function bandKeys(signature: Uint32Array): Uint32Array {
  const keys = new Uint32Array(BANDS);
  for (let band = 0; band < BANDS; band += 1) {
    let key = band + 1;
    for (let row = 0; row < ROWS; row += 1)
      key = mix(Math.imul(key, GOLDEN) ^ (signature[band * ROWS + row] ?? 0));
    keys[band] = key;
  }
  return keys;
}

/**
 * Jaccard similarity of two sets of ascending hashes, 0 to 1.
 * @param least 0 is given instead as soon as it is certain to be below this: most pairs are told apart
 *   by their first few hashes
 */
export function jaccard(a: Uint32Array, b: Uint32Array, least = 0): number {
  const both = a.length + b.length;
  // From shared / (both − shared) ≥ least; a hair less, for rounding.
  let mayMiss = a.length - ((least * both) / (1 + least) - 1e-9);
  let shared = 0;
  let at = 0;
  for (const hash of a) {
    while ((b[at] ?? Number.POSITIVE_INFINITY) < hash) at += 1;
    if (b[at] === hash) shared += 1;
    else mayMiss -= 1;
    if (mayMiss < 0) return 0;
  }
  const union = both - shared;
  return union === 0 ? 0 : shared / union;
}
