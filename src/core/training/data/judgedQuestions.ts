import type { IndexedEntry } from '../../retrieval/bm25f/bm25fIndex.js';
import { indexedEntry } from '../../snapshots/indexedEntry.js';
import type { SnapshotEntry } from '../../snapshots/snapshotEntry.js';
import type { JudgedQuestion, RefusedAnswer } from './judgedQuestion.js';
import { QuestionTable } from './questionTable.js';
import { SameAnswers } from './sameAnswers.js';

/** What was accepted, beside the entries that came of it. */
export interface AcceptedQuestions {
  readonly candidate: string;
  /** The question that was accepted. */
  readonly query: string;
  /** Other ways in which users asked it, as far as screening has nothing to say of them. */
  readonly variants: readonly string[];
}

export interface Judged {
  readonly questions: readonly JudgedQuestion[];
  /**
   * The entries to rank for them: without those that were made of a question that is asked here. What is found by
   * being the same teaches a ranker nothing but that; of variants the trainer sees to it.
   */
  readonly entries: readonly IndexedEntry[];
  /** Questions that are not used, as quality is measured with nearly the same. */
  readonly leftOut: number;
}

/**
 * Questions with the entries that people found to answer them: accepted variants, the ways in which users asked
 * what was accepted, and accepted questions whose answer stands in another entry as well; with what reviewers
 * refused for these. Where only a wrong answer is known there is nothing to rank before it.
 *
 * @param isKept false for a question that quality is measured with, or nearly so
 */
export function judgedQuestions(
  entries: readonly SnapshotEntry[],
  accepted: readonly AcceptedQuestions[],
  refused: readonly RefusedAnswer[],
  isKept: (query: string) => boolean,
): Judged {
  const table = new QuestionTable(isKept);
  const answers = new SameAnswers(entries);
  const away = new Set<string>();
  const ofCandidate = entriesOfCandidates(entries);
  for (const { candidate, query, variants } of accepted) {
    const entry = ofCandidate.get(candidate);
    if (entry === undefined) continue; // Merged: its questions are variants of another entry.
    const same = answers.to(entry.a);
    const others = same.filter((id) => id !== entry.id && !away.has(id));
    if (others.length > 0) {
      table.add(query, 'relevant', others);
      away.add(entry.id);
    }
    for (const variant of variants) table.add(variant, 'relevant', [entry.id, ...same]);
  }
  for (const { id, a, variants = [] } of entries)
    for (const variant of variants) table.add(variant, 'relevant', [id, ...answers.to(a)]);
  for (const { query, answer } of refused) table.add(query, 'rejected', answers.to(answer));
  const ranked = entries.filter(({ id }) => !away.has(id));
  const ids = new Set(ranked.map(({ id }) => id));
  return {
    questions: table.questions((id) => ids.has(id)),
    entries: ranked.map(indexedEntry),
    leftOut: table.leftOut,
  };
}

function entriesOfCandidates(entries: readonly SnapshotEntry[]): Map<string, SnapshotEntry> {
  const found = new Map<string, SnapshotEntry>();
  for (const entry of entries)
    if ('candidate' in entry.origin) found.set(entry.origin.candidate, entry);
  return found;
}
