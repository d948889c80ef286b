/** Why a signature does not count. */
export type SignatureFaultKind =
  | 'unsigned'
  | 'malformed'
  | 'wrong-namespace'
  | 'wrong-key'
  | 'tampered'
  | 'unknown-signer'
  | 'not-for-this'
  | 'not-yet-valid'
  | 'expired'
  | 'revoked'
  | 'cannot-check';

export interface SignatureFault {
  readonly fault: SignatureFaultKind;
  /** What is wrong, as the beginning of a sentence without a full stop. */
  readonly message: string;
}

/** Whose signature it is. */
export interface SignedBy {
  readonly keyid: string;
  /** E-mail address, as it stands in `allowed_signers`. */
  readonly principal: string;
  /** When, as the signed statement says. */
  readonly at: string;
}

export function isSignatureFault(found: SignedBy | SignatureFault): found is SignatureFault {
  return 'fault' in found;
}
