import { CodelumiError } from '../errors.js';
import type { JobContext } from '../job.js';
import type { Namespace } from '../ports/signer.js';
import { ED25519, isEd25519Signature } from './ed25519.js';
import { type Envelope, type EnvelopeSignature, pae } from './envelope.js';
import { keyidOf } from './publicKey.js';
import { isSignatureFault, type SignatureFault, type SignedBy } from './signatureFault.js';
import { type Signers, signerFor } from './signers.js';
import { parseSshsig, type Sshsig } from './sshsig.js';

export interface Verification {
  readonly namespace: Namespace;
  readonly signers: Signers;
  /** When it was signed, as the statement says: ISO 8601. */
  readonly at: string;
}

type CheckContext = Pick<JobContext, 'signer'>;

/**
 * Whose signature an envelope bears: the first that holds, or what is wrong with the first.
 */
export async function verifyEnvelope(
  context: CheckContext,
  envelope: Envelope,
  wanted: Verification,
): Promise<SignedBy | SignatureFault> {
  const found = await verifySignatures(context, envelope, wanted);
  const holds = found.find((each) => !isSignatureFault(each));
  return holds ?? found[0] ?? { fault: 'unsigned', message: 'Nobody has signed' };
}

/** The same for each signature of an envelope, in order. */
export async function verifySignatures(
  context: CheckContext,
  envelope: Envelope,
  wanted: Verification,
): Promise<(SignedBy | SignatureFault)[]> {
  const message = pae(envelope);
  const found: (SignedBy | SignatureFault)[] = [];
  for (const signature of envelope.signatures) {
    found.push(await verifySignature(context, message, signature, wanted));
  }
  return found;
}

/** Whose signature it is of these bytes, which may stand in no envelope, or what is wrong with it. */
export async function verifySignature(
  context: CheckContext,
  message: Uint8Array,
  { keyid, principal, sig }: EnvelopeSignature,
  { namespace, signers, at }: Verification,
): Promise<SignedBy | SignatureFault> {
  const sshsig = parsed(sig);
  if (sshsig === undefined)
    return { fault: 'malformed', message: 'The signature is no SSH signature' };
  const { publicKey: key } = sshsig;
  if (sshsig.namespace !== namespace) {
    const message = `The signature is for ${sshsig.namespace}, not for ${namespace}`;
    return { fault: 'wrong-namespace', message };
  }
  if (keyidOf({ blob: key }) !== keyid)
    return { fault: 'wrong-key', message: 'The signature is by another key than it names' };
  const signer = signerFor(signers, { key, principal, namespace, at });
  if ('fault' in signer) return signer;
  const isOfMessage =
    signer.key.type === ED25519
      ? isEd25519Signature(sshsig, message)
      : await checkedByKeygen(context, message, sig, namespace);
  if (typeof isOfMessage === 'object') return isOfMessage;
  if (!isOfMessage)
    return {
      fault: 'tampered',
      message: 'What was signed was changed since, or is something else',
    };
  return { keyid, principal, at };
}

/** A machine without ssh-keygen can still check everything else. */
async function checkedByKeygen(
  { signer }: CheckContext,
  message: Uint8Array,
  armoured: string,
  namespace: Namespace,
): Promise<boolean | SignatureFault> {
  const why = 'Signatures by this kind of key are checked by ssh-keygen';
  if (signer === undefined)
    return { fault: 'cannot-check', message: `${why}, which may not be run here` };
  try {
    return await signer.check(message, armoured, namespace);
  } catch (error) {
    if (!(error instanceof CodelumiError)) throw error;
    return { fault: 'cannot-check', message: `${why}: ${error.details.what}` };
  }
}

function parsed(armoured: string): Sshsig | undefined {
  try {
    return parseSshsig(armoured);
  } catch {
    return undefined; // The caller says that it is none.
  }
}
