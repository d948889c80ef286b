import { printableLine } from './printable.js';

/** What is known of the signature of a decision; see `SignatureMark` of the core. */
export type SignatureKind = 'signed' | 'unsigned' | 'unproven';

/** The same with what there is to say about it. */
export type Signature =
  | { readonly kind: 'signed'; readonly principal: string; readonly keyid: string }
  | { readonly kind: 'unsigned' }
  | { readonly kind: 'unproven'; readonly why: string };

/** As a label by itself. */
export const SIGNATURE_WORDS: Readonly<Record<SignatureKind, string>> = {
  signed: 'Signed',
  unsigned: 'Unsigned',
  unproven: 'Signature unproven',
};

/** `, unsigned`, behind a word such as "Accepted"; nothing where nobody has looked. */
export function signatureSuffix(kind: SignatureKind | undefined): string {
  return kind === undefined ? '' : `, ${SIGNATURE_WORDS[kind].toLowerCase()}`;
}

const LONGEST = 300;

/** In full, without a full stop, as one line that is safe to show. */
export function signatureDetail(signature: Signature): string {
  return printableLine(detailOf(signature), LONGEST);
}

function detailOf(signature: Signature): string {
  switch (signature.kind) {
    case 'signed':
      return `Signed by ${signature.principal} with the key ${signature.keyid}`;
    case 'unsigned':
      return 'Unsigned: nobody can prove who decided this';
    case 'unproven':
      return `Signature unproven: ${signature.why}`;
  }
}

/** `2 of 3 acceptances are signed` */
export function signedCountWords({
  signed,
  of,
}: {
  readonly signed: number;
  readonly of: number;
}): string {
  const what = of === 1 ? 'acceptance' : 'acceptances';
  return `${signed} of ${of} ${what} ${of === 1 ? 'is' : 'are'} signed`;
}
