import { CodelumiError } from '../../errors.js';
import { sha256 } from '../../records/sha256.js';

/** Ids that the assistant has, of which the first that is there counts. */
export interface Subject {
  readonly installation?: string | undefined;
  readonly user?: string | undefined;
  readonly session?: string | undefined;
}

/**
 * What traffic is split by: the SHA-256 of an id, so that no file or server learns the id, and what is hashed into
 * buckets is ASCII. undefined where there is no id.
 * @throws CodelumiError `wrong-usage` for an id that is no text, as callers in JavaScript may have: taken for none,
 *   everybody would silently be served what is stable
 */
export function targetingKeyOf({ installation, user, session }: Subject): string | undefined {
  const id = [installation, user, session].find((each) => (each ?? '') !== '');
  if (id === undefined) return undefined;
  if (typeof id === 'string') return sha256(id);
  throw new CodelumiError({
    reason: 'wrong-usage',
    what: `An id of a subject is a ${typeof id}`,
    remedy: 'Give ids as text.',
  });
}
