import type { SignedBy } from './signatureFault.js';

type Identity = Pick<SignedBy, 'principal' | 'keyid'>;

/**
 * How many people have signed, at most counted once for each identity and once for each key: somebody with two
 * keys is one, and so are two names for one key. That is a largest matching between principals and keys, found
 * by augmenting paths (Kuhn's algorithm).
 */
export function distinctSigners(signed: readonly Identity[]): number {
  const keysOf = new Map<string, Set<string>>();
  for (const { principal, keyid } of signed) {
    const keys = keysOf.get(principal) ?? new Set();
    keysOf.set(principal, keys.add(keyid));
  }
  const ownerOf = new Map<string, string>();
  const place = (principal: string, tried: Set<string>): boolean => {
    for (const key of keysOf.get(principal) ?? []) {
      if (tried.has(key)) continue;
      tried.add(key);
      const owner = ownerOf.get(key);
      if (owner !== undefined && !place(owner, tried)) continue;
      ownerOf.set(key, principal);
      return true;
    }
    return false;
  };
  return [...keysOf.keys()].filter((principal) => place(principal, new Set())).length;
}
