import type { RunReport } from '../runReport.js';
import { thousandths } from '../thousandths.js';
import type { KnownText } from './knownText.js';
import type { Sifted } from './siftDrafts.js';

const MOST_LISTED = 1_000;

/** What became of drafts that are not new, in counts, and the ids that matter to somebody. */
export function siftReport({
  fresh,
  known,
  heldBack,
  staged,
  repeated,
  erased,
}: Sifted): Omit<RunReport['candidates'], 'pairs' | 'mined' | 'complained_about' | 'added'> {
  const copiesIn = (place: KnownText['where']) =>
    known.filter(({ known: { where } }) => where === place);
  const grown = copiesIn('candidate').filter(({ newSessions }) => newSessions > 0);
  return {
    already_known: copiesIn('candidate').length,
    in_knowledge_base: copiesIn('kb').length,
    in_staging: staged,
    repeated,
    ...(erased === 0 ? {} : { erased }),
    held_back: heldBack.length,
    returned: fresh.filter(({ returns }) => returns !== undefined).length,
    with_new_evidence: grown.length,
    new_evidence: mostFirst(grown).map(({ known: { id }, newSessions }) => ({
      candidate: id,
      new_sessions: newSessions,
    })),
    rejected_again: mostFirst(heldBack).map(({ known: { id }, similarity, newSessions }) => ({
      candidate: id,
      similarity: thousandths(similarity),
      new_sessions: newSessions,
    })),
  };
}

function mostFirst<T extends { readonly newSessions: number }>(some: readonly T[]): T[] {
  return some.toSorted((a, b) => b.newSessions - a.newSessions).slice(0, MOST_LISTED);
}
