import { parsedJson } from '../../records/parsedJson.js';
import { type Envelope, parseEnvelope, statementIn } from '../../signing/envelope.js';
import type { SignedBy } from '../../signing/signatureFault.js';
import type { Subject } from '../../signing/statement.js';
import type { JournalledDecision } from '../decisionJournals.js';
import {
  type AttestedDecision,
  REVIEW_PREDICATE,
  type ReviewPredicate,
  reviewPredicateSchema,
  subjectName,
} from './reviewStatement.js';

/** A statement about decisions, whoever signed it. */
export interface Attestation {
  readonly envelope: Envelope;
  /** One for each of the predicate's decisions. */
  readonly subjects: readonly Subject[];
  readonly predicate: ReviewPredicate;
}

/** A line that is no statement about decisions, and why. */
export interface NoAttestation {
  readonly problem: string;
}

/** Reads a line of a file of statements; nothing is known yet of its signature. */
export function readAttestation(line: Uint8Array | undefined): Attestation | NoAttestation {
  const envelope = line && parseEnvelope(parsedJson(line));
  if (envelope === undefined) return { problem: 'not an envelope with signatures' };
  const statement = statementIn(envelope);
  if (statement?.predicateType !== REVIEW_PREDICATE)
    return { problem: 'what was signed is no statement about decisions' };
  const predicate = reviewPredicateSchema.safeParse(statement.predicate);
  if (!predicate.success || predicate.data.decisions.length !== statement.subject.length)
    return { problem: 'the statement about decisions is not of a known form' };
  return { envelope, subjects: statement.subject, predicate: predicate.data };
}

export function isAttestation(read: Attestation | NoAttestation): read is Attestation {
  return 'envelope' in read;
}

/**
 * Why a signature that holds does not speak for this decision: it is of another one, or not its reviewer's.
 * @param at the number of the subject
 * @returns the beginning of a sentence; undefined where it does speak for it
 */
export function whyNotOf(
  { subjects, predicate }: Attestation,
  at: number,
  { decision, file }: Pick<JournalledDecision, 'decision' | 'file'>,
  { principal, keyid }: Pick<SignedBy, 'principal' | 'keyid'>,
): string | undefined {
  const subject = subjects[at];
  const stated = predicate.decisions[at];
  const { seq, hash, reviewer } = decision;
  if (subject?.name !== subjectName(file, seq) || subject.digest.sha256 !== hash)
    return 'The statement is about another decision';
  if (stated === undefined || !isSaidOf(stated, decision))
    return 'The statement says something else than the decision';
  if (principal !== reviewer.email || predicate.reviewer.email !== reviewer.email)
    return `${principal} signed what ${reviewer.email || reviewer.name} decided`;
  if (reviewer.key !== undefined && reviewer.key !== keyid)
    return `The decision names the key ${reviewer.key}, and ${keyid} signed`;
  if (Date.parse(predicate.timeCreated) < Date.parse(decision.at))
    return 'The statement is said to have been signed before the decision was made';
  return undefined;
}

function isSaidOf(
  { seq, candidate, action, text }: AttestedDecision,
  decision: JournalledDecision['decision'],
): boolean {
  return (
    seq === decision.seq &&
    candidate === decision.candidate &&
    action === decision.action &&
    text.sha256 === decision.fingerprint
  );
}
