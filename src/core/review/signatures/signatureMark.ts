import type { SignatureFaultKind, SignedBy } from '../../signing/signatureFault.js';

/**
 * What is known of the signature of one decision. `unproven`: a key is named, or somebody signed, and it cannot
 * be shown that the reviewer did.
 */
export type SignatureMark =
  | ({ readonly kind: 'signed' } & SignedBy)
  | { readonly kind: 'unsigned' }
  | {
      readonly kind: 'unproven';
      /** As the beginning of a sentence without a full stop. */
      readonly why: string;
      /** undefined: there is no signature, or it is of something else. */
      readonly fault: SignatureFaultKind | undefined;
      /** The key that is said to have signed; undefined: nobody did. */
      readonly keyid: string | undefined;
    };

export type SignatureKind = SignatureMark['kind'];

/** By the hash of the decision. */
export type SignatureMarks = ReadonlyMap<string, SignatureMark>;
