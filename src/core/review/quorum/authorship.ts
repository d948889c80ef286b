import type { Candidate, CandidateText } from '../../records/candidate.js';
import { textDigest } from '../../records/fingerprint.js';
import type { ScreeningPolicy } from '../../screening/recogniser.js';
import type { JournalledDecision } from '../decisionJournals.js';
import type { ReviewState } from '../reviewState.js';
import { isRedaction } from './isRedaction.js';

interface Written {
  readonly text: CandidateText;
  readonly edits: readonly JournalledDecision[];
}

/**
 * The edits behind the text that stands, by whoever made them. Edits build on each other, so who wrote a part
 * is an author of all that came of it, also where the edit itself was taken back. An edit that only redacts
 * makes nobody an author.
 */
export function authorsOf(
  candidate: Candidate,
  { history, fingerprint }: Pick<ReviewState, 'history' | 'fingerprint'>,
  policy: ScreeningPolicy,
): readonly JournalledDecision[] {
  return authorsOfTexts(candidate, history, policy)(fingerprint);
}

/**
 * As `authorsOf`, for every text that ever stood there, by its digest. Of a text that is not here any more (it was
 * erased), every edit may be behind it, but none that came after a decision on it.
 */
export function authorsOfTexts(
  candidate: Candidate,
  history: readonly JournalledDecision[],
  policy: ScreeningPolicy,
): (digest: string, decidedOn?: JournalledDecision) => readonly JournalledDecision[] {
  const edits = history.filter(({ decision }) => decision.action === 'edit');
  if (edits.length === 0) return () => [];
  const { query, assistant_output } = candidate;
  const original = { query, assistant_output };
  const texts = new Map<string, Written>([[textDigest(original), { text: original, edits: [] }]]);
  for (const [at, edit] of edits.entries()) {
    const { before, after } = edit.decision;
    if (after === undefined) continue;
    const base = texts.get(before?.fingerprint ?? '');
    const behind = base?.edits ?? edits.slice(0, at);
    const isMechanical = base !== undefined && isRedaction(base.text, after, policy);
    const own = isMechanical ? behind : [...behind, edit];
    const digest = textDigest(after);
    texts.set(digest, { text: after, edits: joined(texts.get(digest)?.edits, own) });
  }
  return (digest, decidedOn) => {
    const known = texts.get(digest)?.edits;
    if (known !== undefined || decidedOn === undefined) return known ?? edits;
    const end = history.indexOf(decidedOn);
    return history.slice(0, end).filter((each) => edits.includes(each));
  };
}

/** What several ways lead to: nobody's, where one of them needs no author, else everybody's on any of them. */
function joined(
  known: readonly JournalledDecision[] | undefined,
  own: readonly JournalledDecision[],
): readonly JournalledDecision[] {
  if (known === undefined) return own;
  return known.length === 0 || own.length === 0 ? [] : [...new Set([...known, ...own])];
}
