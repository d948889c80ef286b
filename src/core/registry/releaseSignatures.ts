import * as z from 'zod';
import type { JobContext } from '../job.js';
import { parsedJson } from '../records/parsedJson.js';
import { envelopeLines } from '../review/signatures/signatureFiles.js';
import { parseEnvelope, statementIn } from '../signing/envelope.js';
import { isSignatureFault, type SignedBy } from '../signing/signatureFault.js';
import type { Signers } from '../signing/signers.js';
import { verifyEnvelope } from '../signing/verifyEnvelope.js';
import { filesIn } from '../workspace/filesIn.js';
import { RELEASE_SIGNATURES_FOLDER } from '../workspace/paths.js';
import type { JournalledEvent, ReleaseProblem } from './releaseJournals.js';
import type { ProvenEvent } from './rolloutState.js';
import { RELEASE_PREDICATE } from './signEvent.js';

const predicateSchema = z.object({
  timeCreated: z.iso.datetime(),
  by: z.object({ email: z.string() }),
});

export interface ProvenEvents {
  readonly events: readonly ProvenEvent[];
  readonly problems: readonly ReleaseProblem[];
}

/** The events, each with whose signature it bears: that of its actor, with a key that was theirs at that time. */
export async function proveEvents(
  context: Pick<JobContext, 'files' | 'signer'>,
  events: readonly JournalledEvent[],
  signers: Signers,
): Promise<ProvenEvents> {
  const byHash = new Map(events.map((each) => [each.event.hash, each]));
  const signed = new Map<string, SignedBy>();
  const problems: ReleaseProblem[] = [];
  for (const file of await filesIn(context.files, RELEASE_SIGNATURES_FOLDER)) {
    for await (const { line, bytes, terminated } of envelopeLines(context.files.readChunks(file))) {
      if (!terminated) continue;
      const read = await signatureOn(context, bytes, byHash, signers);
      if (typeof read === 'string') problems.push({ place: { file, line }, message: read });
      else if (read !== undefined) signed.set(read.hash, read.by);
    }
  }
  return {
    events: events.map((each) => ({ ...each, signedBy: signed.get(each.event.hash) })),
    problems,
  };
}

/** @returns why it does not count; undefined for one about an event that is not here, as on another branch */
async function signatureOn(
  context: Pick<JobContext, 'signer'>,
  bytes: Buffer | undefined,
  byHash: ReadonlyMap<string, JournalledEvent>,
  signers: Signers,
): Promise<{ readonly hash: string; readonly by: SignedBy } | string | undefined> {
  const envelope = parseEnvelope(parsedJson(bytes));
  const statement = envelope && statementIn(envelope);
  const predicate = predicateSchema.safeParse(statement?.predicate);
  const [subject] = statement?.subject ?? [];
  if (
    envelope === undefined ||
    statement?.predicateType !== RELEASE_PREDICATE ||
    !predicate.success ||
    subject === undefined
  )
    return 'not a signed statement about a release; it does not count';
  const hash = subject.digest.sha256;
  const about = byHash.get(hash);
  if (about === undefined) return undefined;
  const { event, file } = about;
  if (subject.name !== `${file}#${event.seq}`) return 'The statement is about another event';
  const { timeCreated: at, by } = predicate.data;
  const found = await verifyEnvelope(context, envelope, {
    namespace: 'codelumi-release@v1',
    signers,
    at,
  });
  if (isSignatureFault(found)) return `${found.message}; the signature does not count`;
  if (found.principal !== event.actor.email || by.email !== event.actor.email)
    return `${found.principal} signed what ${event.actor.email} did`;
  // Whoever has a key that is no longer valid could say that they signed long ago.
  if (Date.parse(at) < Date.parse(event.at))
    return 'The statement is said to have been signed before the event';
  return { hash, by: found };
}
