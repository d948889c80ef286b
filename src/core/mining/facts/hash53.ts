/** FNV-1a offset bases and primes of two lanes, mixed at the end by MurmurHash3's finaliser. */
const BASE_A = 0x811c9dc5;
const BASE_B = 0x9e3779b9;
const PRIME_A = 0x01000193;
const PRIME_B = 0x85ebca6b;

/**
 * A 53-bit hash of a text, 0 to 2^53 − 1: 400,000 texts meet by chance with probability 10⁻⁵. Not
 * for proof: whoever wants two texts to meet can make them.
 */
export function hash53(text: string): number {
  let a = BASE_A;
  let b = BASE_B;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, PRIME_A);
    b = Math.imul(b ^ code, PRIME_B) ^ (b >>> 15);
  }
  return joined(a, b);
}

/** The hash of a text that stands in bytes of ASCII, from one up to and not with another. */
export function hash53OfAscii(bytes: Uint8Array, from: number, end: number): number {
  let a = BASE_A;
  let b = BASE_B;
  for (let i = from; i < end; i += 1) {
    const code = bytes[i] as number;
    a = Math.imul(a ^ code, PRIME_A);
    b = Math.imul(b ^ code, PRIME_B) ^ (b >>> 15);
  }
  return joined(a, b);
}

function joined(a: number, b: number): number {
  return (finished(a) >>> 0) * 0x200000 + (finished(b) >>> 11);
}

function finished(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
