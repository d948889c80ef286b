import { KnowledgeIndex } from '../../retrieval/knowledgeIndex.js';
import { indexedEntry } from '../../snapshots/indexedEntry.js';
import type { SnapshotEntry } from '../../snapshots/snapshotEntry.js';
import type { RefusedAnswer } from './judgedQuestion.js';
import { SameAnswers } from './sameAnswers.js';

/** A line of what `scripts/train_reranker.py` learns from. */
export interface LabelledPair {
  readonly input: string;
  readonly output: string;
  /** 1: this answers that. */
  readonly label: 0 | 1;
  /** Pairs of one group are held out together. */
  readonly group: string;
}

export interface LabelledPairs {
  readonly pairs: readonly LabelledPair[];
  /** Questions that are not used, as quality is measured with nearly the same. */
  readonly leftOut: number;
}

/** Wrong answers for each right one: more of them tell a linear model little more. */
const HARD_NEGATIVES = 3;
/** Of these best entries for a question, the wrong ones are the hardest to tell. */
const LOOKED_AT = 20;

/**
 * Every question with its answer; the answers that BM25F would give in its place; and what reviewers refused.
 * A question that nobody may learn from is in none of them, whatever it was held against.
 */
export function labelledPairs(
  entries: readonly SnapshotEntry[],
  refused: readonly RefusedAnswer[],
  isKept: (query: string) => boolean,
): LabelledPairs {
  const answers = new SameAnswers(entries);
  const neighbours = neighboursIn(entries);
  const leftOut = new Set<string>();
  const isUsed = (query: string): boolean => {
    if (isKept(query)) return true;
    leftOut.add(query);
    return false;
  };
  const known = entries.flatMap(({ id, q, a, variants = [] }) => {
    const right = new Set([id, ...answers.to(a)]);
    const group = [...right].sort()[0] ?? id;
    return [q, ...variants]
      .filter(isUsed)
      .flatMap((input): LabelledPair[] => [
        { input, output: a, label: 1, group },
        ...neighbours(input, right).map((output) => ({ input, output, label: 0 as const, group })),
      ]);
  });
  const accepted = new Set(known.filter(({ label }) => label === 1).map(keyOf));
  const wrong = refused
    .filter(({ query }) => isUsed(query))
    .map(({ query, answer }): LabelledPair => {
      const [group = `refused: ${query}`] = answers.to(answer);
      return { input: query, output: answer, label: 0, group };
    });
  // What was refused once and accepted since is right.
  const pairs = [...known, ...wrong.filter((pair) => !accepted.has(keyOf(pair)))];
  return { pairs, leftOut: leftOut.size };
}

/** Answers of the entries that rank best for a question, without those that are right. */
function neighboursIn(
  entries: readonly SnapshotEntry[],
): (query: string, right: ReadonlySet<string>) => string[] {
  const knowledge = new KnowledgeIndex(entries.map(indexedEntry));
  return (query, right) =>
    knowledge
      .search(query, LOOKED_AT)
      .filter(({ id }) => !right.has(id))
      .slice(0, HARD_NEGATIVES)
      .flatMap(({ id }) => knowledge.entry(id)?.answer ?? []);
}

function keyOf({ input, output }: LabelledPair): string {
  return JSON.stringify([input, output]);
}
