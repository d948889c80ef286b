import type { SignedBy } from '../../signing/signatureFault.js';

/** Whose signatures were checked and hold, by the hash of the decision. */
export type SignedDecisions = ReadonlyMap<string, SignedBy>;

export const NOTHING_SIGNED: SignedDecisions = new Map();
