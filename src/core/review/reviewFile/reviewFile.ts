import * as z from 'zod';
import type { CandidateText } from '../../records/candidate.js';
import type { Checklist } from '../../records/decision.js';

/** The verdicts that can be ticked. */
export const TICKED_VERDICTS = ['accept', 'reject', 'flag'] as const;

export type TickedVerdict = (typeof TICKED_VERDICTS)[number];

export const VERDICT_LABELS: Readonly<Record<TickedVerdict, string>> = {
  accept: 'Accept',
  reject: 'Reject',
  flag: 'Flag',
};

export const CHECK_LABELS: Readonly<Record<keyof Checklist, string>> = {
  factual: 'Factually right',
  cited: 'Backed by its source',
  no_pii: 'Nothing private in it',
  clear: 'Clear and complete by itself',
};

const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);

/** What a decision on an item needs to be compare-and-set; stands in the file where nobody sees it. */
export const itemKeySchema = z.strictObject({
  candidate: z.string(),
  /** Digest of exactly the text that was written into the file, before masks. */
  fingerprint: sha256,
  /** The last decision then; null: none. */
  on: sha256.nullable(),
  /** Digest of the text as it was shown; tells whether somebody changed it, also when another stands there since. */
  shown: sha256,
});

export type ItemKey = z.infer<typeof itemKeySchema>;

/** A candidate as it is written into a review file. */
export interface ReviewFileItem {
  readonly key: ItemKey;
  /** With masks where secrets stand. */
  readonly text: CandidateText;
  /** What screening found and where it comes from: single lines, for reading only. */
  readonly notes: readonly string[];
}

/** What a person made of one item. */
export interface FilledItem {
  readonly key: ItemKey;
  /** Of its marker, from 1. */
  readonly line: number;
  readonly verdict: TickedVerdict | undefined;
  readonly checklist: Checklist;
  /** Empty: none was given. */
  readonly reason: string;
  /** As it stands in the file. */
  readonly text: CandidateText;
}

/** An item that cannot be understood, or part of it. */
export interface FilledFault {
  readonly candidate: string | undefined;
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

/**
 * Items are parted by lines that hold a random number made with the file. Nothing that was in a log before
 * can hold it, so no candidate's text, and no damage to one item, reaches another.
 */
const NONCE = /^[0-9a-f]{32}$/u;

export function headLine(nonce: string): string {
  return `<!-- codelumi review v1 ${nonce} -->`;
}

export function itemPrefix(nonce: string): string {
  return `<!-- codelumi item ${nonce} `;
}

export const MARK_END = ' -->';

/** The number of a file, from its first line; undefined: no review file. */
export function nonceOf(line: string): string | undefined {
  const nonce = line.slice(headLine('').length - MARK_END.length, -MARK_END.length);
  return NONCE.test(nonce) && line === headLine(nonce) ? nonce : undefined;
}
