import * as z from 'zod';
import type { JobContext } from '../job.js';
import type { Namespace } from '../ports/signer.js';
import { type Statement, statementSchema } from './statement.js';

export const PAYLOAD_TYPE = 'application/vnd.in-toto+json';

const signatureSchema = z.strictObject({
  /** Fingerprint of the key, as `ssh-keygen -l` prints it. A hint: what counts is the key in `sig`. */
  keyid: z.string().regex(/^SHA256:[A-Za-z0-9+/]{43}$/u),
  /** Who signed, by the e-mail address that `allowed_signers` knows the key by. */
  principal: z.string().min(1).max(320),
  /** An armoured SSHSIG over the PAE. */
  sig: z.string().max(32 * 1024),
});

/**
 * A DSSE envelope: https://github.com/secure-systems-lab/dsse/blob/master/envelope.md. What is signed are the
 * payload's bytes as they stand here, so nothing depends on how JSON is written.
 */
export const envelopeSchema = z.strictObject({
  payloadType: z.literal(PAYLOAD_TYPE),
  /** The bytes of an in-toto Statement in base64. */
  payload: z.base64(),
  signatures: z.array(signatureSchema).max(32),
});

export interface EnvelopeSignature {
  readonly keyid: string;
  readonly principal: string;
  readonly sig: string;
}

export interface Envelope {
  readonly payloadType: typeof PAYLOAD_TYPE;
  readonly payload: string;
  readonly signatures: readonly EnvelopeSignature[];
}

/** DSSE's pre-authentication encoding: what a signature of the envelope is made over. */
export function pae({ payloadType, payload }: Pick<Envelope, 'payloadType' | 'payload'>): Buffer {
  const body = Buffer.from(payload, 'base64');
  const type = Buffer.from(payloadType, 'utf8');
  const head = `DSSEv1 ${type.length} ${payloadType} ${body.length} `;
  return Buffer.concat([Buffer.from(head, 'utf8'), body]);
}

/**
 * Signs a statement with this machine's key.
 *
 * @param principal e-mail address of who signs
 * @returns undefined where there is no key to sign with
 * @throws CodelumiError `cannot-sign` where there is one and it cannot be used
 */
export async function signStatement(
  { signer }: Pick<JobContext, 'signer'>,
  statement: Statement,
  namespace: Namespace,
  principal: string,
): Promise<Envelope | undefined> {
  const key = await signer?.key();
  if (signer === undefined || key === undefined) return undefined;
  const payload = Buffer.from(JSON.stringify(statement), 'utf8').toString('base64');
  const unsigned = { payloadType: PAYLOAD_TYPE, payload } as const;
  const sig = await signer.sign(pae(unsigned), namespace);
  return { ...unsigned, signatures: [{ keyid: key.keyid, principal, sig }] };
}

/** An envelope as it was read; undefined for anything else. */
export function parseEnvelope(value: unknown): Envelope | undefined {
  const parsed = envelopeSchema.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}

/** The statement in an envelope, whoever signed it; undefined where there is none. */
export function statementIn({ payload }: Pick<Envelope, 'payload'>): Statement | undefined {
  try {
    const bytes = Buffer.from(payload, 'base64');
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const parsed = statementSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined; // Not UTF-8 or not JSON: no statement, says the caller.
  }
}
