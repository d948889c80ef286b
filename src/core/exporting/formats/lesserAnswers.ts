import { addToGroup } from '../../records/addToGroup.js';
import { queryKey } from '../../retrieval/queryText.js';
import type { ExportRow } from '../exportRow.js';

/** An answer that somebody looked at and found worse than another. */
export interface LesserAnswer {
  readonly answer: string;
  /** Rejected by a reviewer, changed before it was accepted, or replaced by what was accepted. */
  readonly kind: 'rejected' | 'edited' | 'superseded';
  /** The candidate whose decision says so. */
  readonly candidate: string;
  readonly decision: string;
}

/** Answers that lost against those that are exported. */
export class LesserAnswers {
  readonly #byQuestion = new Map<string, LesserAnswer[]>();
  readonly #byCandidate = new Map<string, LesserAnswer[]>();

  addRejected(question: string, lesser: LesserAnswer): void {
    const key = queryKey(question);
    if (key !== '') addToGroup(this.#byQuestion, key, lesser);
  }

  /** What the candidate's own acceptance was preferred to. */
  addReplaced(lesser: LesserAnswer): void {
    addToGroup(this.#byCandidate, lesser.candidate, lesser);
  }

  /** Of the same question, each answer once; never the one that is exported. */
  to({ question, variants, answer, candidate }: ExportRow): LesserAnswer[] {
    const keys = new Set([question, ...variants].map(queryKey));
    const all = [
      ...(this.#byCandidate.get(candidate ?? '') ?? []),
      ...[...keys].flatMap((key) => this.#byQuestion.get(key) ?? []),
    ];
    const seen = new Set([answer]);
    return all.filter((lesser) => {
      const isNew = !seen.has(lesser.answer);
      seen.add(lesser.answer);
      return isNew;
    });
  }
}
