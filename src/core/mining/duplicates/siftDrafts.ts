import { answerKey } from '../../records/fingerprint.js';
import { type NearDuplicate, NearDuplicates } from '../../retrieval/nearDuplicates.js';
import type { CandidateDraft } from '../candidateDraft.js';
import type { KnownText } from './knownText.js';
import type { KnownTexts } from './knownTexts.js';

/** A draft that becomes a candidate, with what it resembles. */
export interface FreshDraft {
  readonly draft: CandidateDraft;
  readonly near: readonly NearDuplicate<KnownText>[];
  /** Others that become candidates in this run, by index in `fresh`. */
  readonly alike: readonly NearDuplicate<number>[];
  /** What was rejected and comes back with it. */
  readonly returns: Return | undefined;
}

export interface Return {
  readonly known: KnownText;
  /** Conversations that speak for it and did not when it was rejected. */
  readonly newSessions: number;
}

/** A draft that repeats or resembles something rejected, and has too little new evidence. */
export interface HeldBack extends Return {
  /** Jaccard similarity of the answers' terms; 1 for a copy. */
  readonly similarity: number;
}

export interface Sifted {
  readonly fresh: readonly FreshDraft[];
  readonly heldBack: readonly HeldBack[];
  /** Drafts of something known; `newSessions` may be 0. */
  readonly known: readonly Return[];
  /** Drafts that hold something that was erased. */
  readonly erased: number;
  /** Drafts of what the assistant approved itself. */
  readonly staged: number;
  /** Drafts that say the same as an earlier one of this run. */
  readonly repeated: number;
}

export interface SiftOptions {
  /** New conversations from which on something rejected comes back. */
  readonly returnAfter: number;
  /** Whether the assistant approved a draft's answer itself, so that a candidate would only be a copy. */
  readonly isStaged: (draft: CandidateDraft) => boolean;
  /** Whether a draft holds something that was erased; asked only of what would be new. */
  readonly isErased?: (draft: CandidateDraft) => boolean;
}

/**
 * Which drafts become candidates: none that is a copy of something known, and none that repeats or
 * resembles something rejected unless its evidence has grown.
 */
export function siftDrafts(
  drafts: readonly CandidateDraft[],
  known: KnownTexts,
  options: SiftOptions,
): Sifted {
  const fresh: Omit<FreshDraft, 'alike'>[] = [];
  const heldBack: HeldBack[] = [];
  const repeats: Return[] = [];
  const seen = new Set<string>();
  const counts = { staged: 0, repeated: 0, erased: 0 };
  for (const draft of drafts) {
    const keys = keysOf(draft);
    const fate = keys.some((key) => seen.has(key)) ? 'repeated' : fateOf(draft, known, options);
    for (const key of keys) seen.add(key);
    if (typeof fate === 'string') counts[fate] += 1;
    else if ('fresh' in fate) fresh.push(fate.fresh);
    else if ('heldBack' in fate) heldBack.push(fate.heldBack);
    else repeats.push(fate.known);
  }
  return { fresh: withAlike(fresh), heldBack, known: repeats, ...counts };
}

type Fate =
  | { readonly fresh: Omit<FreshDraft, 'alike'> }
  | { readonly heldBack: HeldBack }
  | { readonly known: Return }
  | 'staged'
  | 'erased';

function fateOf(
  draft: CandidateDraft,
  known: KnownTexts,
  { returnAfter, isStaged, isErased }: SiftOptions,
): Fate {
  const copies = known.copiesOf(draft);
  const living = copies.find(({ rejectedBy }) => rejectedBy === undefined);
  if (living !== undefined)
    return { known: { known: living, newSessions: newSessions(draft, [living]) } };
  if (isErased?.(draft) === true) return 'erased';
  if (isStaged(draft)) return 'staged';
  const near = known.resembling(draft);
  const rejected = rejectedLike(draft, copies, near);
  if (rejected === undefined || rejected.newSessions >= returnAfter)
    return { fresh: { draft, near, returns: rejected } };
  // Nothing new was said since: not worth a line in the report, run after run.
  const isOld = copies.length > 0 && rejected.newSessions === 0;
  return isOld ? { known: rejected } : { heldBack: rejected };
}

/** The latest rejection of the same counts what was known then; one of a like text knew nothing of this one. */
function rejectedLike(
  draft: CandidateDraft,
  copies: readonly KnownText[],
  near: readonly NearDuplicate<KnownText>[],
): HeldBack | undefined {
  const latest = copies.toSorted((a, b) => b.sessions - a.sessions)[0];
  if (latest !== undefined)
    return { known: latest, newSessions: newSessions(draft, copies), similarity: 1 };
  const like = near.find(({ id }) => id.rejectedBy !== undefined);
  return like === undefined
    ? undefined
    : { known: like.id, newSessions: newSessions(draft, []), similarity: like.similarity };
}

/** How many more conversations speak for a draft than were counted for any of its copies. */
function newSessions({ metadata }: CandidateDraft, copies: readonly KnownText[]): number {
  const before = copies.reduce((most, { sessions }) => Math.max(most, sessions), 0);
  return Math.max(0, (metadata.corroboration?.sessions ?? 0) - before);
}

function keysOf({ fingerprint, assistant_output }: CandidateDraft): string[] {
  return assistant_output === '' ? [fingerprint] : [fingerprint, answerKey(assistant_output)];
}

function withAlike(fresh: readonly Omit<FreshDraft, 'alike'>[]): FreshDraft[] {
  const answers = new NearDuplicates<number>();
  for (const [index, { draft }] of fresh.entries()) answers.add(index, draft.assistant_output);
  return fresh.map((each, index) => ({
    ...each,
    alike: answers.find(each.draft.assistant_output).filter(({ id }) => id !== index),
  }));
}
