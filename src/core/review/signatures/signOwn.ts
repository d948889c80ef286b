import { CodelumiError } from '../../errors.js';
import type { JobContext } from '../../job.js';
import { addToGroup } from '../../records/addToGroup.js';
import type { DecisionAction, Reviewer } from '../../records/decision.js';
import { keyidOf } from '../../signing/publicKey.js';
import { requireKey } from '../../signing/requireKey.js';
import { isProblem } from '../../workspace/candidateFiles.js';
import { withWorkspaceLock } from '../../workspace/lock.js';
import { knownWriter, writerOf } from '../../workspace/writer.js';
import { type JournalledDecision, stagedDays } from '../decisionJournals.js';
import type { ReviewReader } from '../reviewReader.js';
import { DaySignatures } from './daySignatures.js';
import type { Proof } from './reviewStatement.js';
import type { SignatureMark } from './signatureMark.js';
import { signStep } from './signStep.js';

type Context = Omit<JobContext, 'progress'>;

export interface OwnDecisions {
  readonly reviewer: Reviewer;
  /** Also those from other clones under the same address, which somebody else may have made. */
  readonly all?: boolean;
}

/** A decision of one's own that is not signed. */
export interface UnsignedDecision {
  readonly candidate: string;
  readonly action: DecisionAction;
  readonly at: string;
  readonly file: string;
  readonly line: number;
  readonly hash: string;
}

export interface UnsignedOwn {
  /** The key that would sign. */
  readonly keyid: string;
  /** In the order in which they were made, oldest day first. */
  readonly decisions: readonly UnsignedDecision[];
  /** How many of one's own were to be signed with another key, and cannot be by this one. */
  readonly otherKey: number;
}

export interface SignedOwn extends UnsignedOwn {
  /** How many are signed now. */
  readonly signed: number;
}

/**
 * One's own decisions that are not signed and can be.
 * @throws CodelumiError `cannot-sign` when there is no key to sign with
 */
export async function unsignedOwn(
  context: Context,
  wanted: OwnDecisions,
  reader: ReviewReader,
): Promise<UnsignedOwn> {
  const { keyid, open, otherKey } = await findOwn(context, wanted, reader);
  return { keyid, decisions: open.map(unsignedDecision), otherKey };
}

/**
 * Signs one's own decisions that are not signed: one statement for each journal.
 *
 * @param only the hashes of those that were shown; what was decided since waits
 * @throws CodelumiError `cannot-sign`, `locked`, `not-writable`
 */
export async function signOwn(
  context: Context,
  wanted: OwnDecisions & { readonly only: readonly string[] },
  reader: ReviewReader,
): Promise<SignedOwn> {
  return withWorkspaceLock(context, 'sign own decisions', async (lock) => {
    const { keyid, open, otherKey } = await findOwn(context, wanted, reader);
    const only = new Set(wanted.only);
    const chosen = open.filter(({ decision }) => only.has(decision.hash));
    const journals = new Map<string, JournalledDecision[]>();
    for (const entry of chosen) addToGroup(journals, entry.file, entry);
    const writer = await writerOf(context);
    await lock.confirm();
    let signed = 0;
    for (const [journal, entries] of journals) {
      await signJournal(context, writer, journal, entries, wanted.reviewer, reader);
      signed += entries.length;
    }
    return { keyid, decisions: chosen.map(unsignedDecision), otherKey, signed };
  });
}

async function signJournal(
  context: Context,
  writer: string,
  journal: string,
  entries: readonly JournalledDecision[],
  reviewer: Reviewer,
  reader: ReviewReader,
): Promise<void> {
  const day = dayOfJournal(journal);
  const decisions = entries.map(({ decision }) => decision);
  const proofs = await proofsOn(reader, day, decisions);
  const now = context.clock.now().toISOString();
  // A clock that was set back must not make a signature that is older than what it signs.
  const at = decisions.reduce(
    (latest, decision) => (decision.at > latest ? decision.at : latest),
    now,
  );
  const proofsOf = (candidate: string) => proofs.get(candidate) ?? [];
  await signStep(context, { day, writer, journal, at, reviewer, decisions, proofsOf });
}

async function proofsOn(
  reader: ReviewReader,
  day: string,
  decisions: readonly JournalledDecision['decision'][],
): Promise<ReadonlyMap<string, readonly Proof[]>> {
  const accepted = decisions.filter(({ action }) => action === 'accept');
  const proofs = new Map<string, readonly Proof[]>();
  // What cannot be read is named by `verify`; its proof is not said to hold.
  for await (const read of reader.candidates(
    day,
    new Set(accepted.map(({ candidate }) => candidate)),
  ))
    if (!isProblem(read)) proofs.set(read.candidate.id, read.candidate.provenance);
  return proofs;
}

interface Found {
  readonly keyid: string;
  readonly open: readonly JournalledDecision[];
  readonly otherKey: number;
}

async function findOwn(
  context: Context,
  { reviewer, all = false }: OwnDecisions,
  reader: ReviewReader,
): Promise<Found> {
  if (reviewer.email === '') throw noAddress();
  const keyid = keyidOf(await requireKey(context));
  const writer = await knownWriter(context);
  const open: JournalledDecision[] = [];
  let otherKey = 0;
  for (const day of await stagedDays(context)) {
    const { decisions } = await reader.decisions(day);
    const own = decisions.filter(
      (entry) =>
        entry.decision.reviewer.email === reviewer.email && (all || entry.writer === writer),
    );
    const marks = await new DaySignatures(context, day).marksOf(own);
    for (const entry of own) {
      const { reviewer: named, hash } = entry.decision;
      if (!isOpen(marks.get(hash), keyid)) continue;
      if (named.key !== undefined && named.key !== keyid) otherKey += 1;
      else open.push(entry);
    }
  }
  return { keyid, open, otherKey };
}

/** What this key signed already is not signed better by signing it again: its signer has to be allowed. */
function isOpen(mark: SignatureMark | undefined, keyid: string): boolean {
  if (mark === undefined || mark.kind === 'signed') return false;
  if (mark.kind === 'unsigned' || mark.fault === undefined) return true;
  return mark.keyid !== keyid || mark.fault === 'tampered' || mark.fault === 'malformed';
}

function unsignedDecision({ decision, file, line }: JournalledDecision): UnsignedDecision {
  const { candidate, action, at, hash } = decision;
  return { candidate, action, at, file, line, hash };
}

/** `staging_kb/2026-01-24/decisions/ada-1f.jsonl` */
function dayOfJournal(journal: string): string {
  return journal.split('/')[1] ?? '';
}

function noAddress(): CodelumiError {
  return new CodelumiError({
    reason: 'cannot-sign',
    what: 'A signature is made for an e-mail address, and Git knows none of yours',
    remedy: 'Run git config user.email with your address.',
  });
}
