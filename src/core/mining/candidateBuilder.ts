import { addToGroup } from '../records/addToGroup.js';
import { answerFingerprint, fingerprintOf } from '../records/fingerprint.js';
import { type CandidateDraft, draftOf } from './candidateDraft.js';
import type { Mined } from './mined.js';

/** Gathers what was mined: whatever is about the same thing becomes one candidate with all its evidence. */
export class CandidateBuilder {
  readonly #byPair = new Map<string, Mined[]>();
  /** Answers that were complained about and not praised since, by fingerprint. */
  readonly #complained = new Set<string>();

  add(mined: Mined): void {
    if (mined.feedback === 'positive_feedback')
      this.#complained.delete(answerFingerprint(mined.answer));
    addToGroup(this.#byPair, pairKey(mined), mined);
  }

  /**
   * Forgets what was mined of a pair that a user complained about later.
   * @returns how many observations no longer count
   */
  takeBack(pair: { readonly query: string; readonly answer: string }): number {
    const key = pairKey(pair);
    const taken = this.#byPair.get(key) ?? [];
    this.#byPair.delete(key);
    this.#complained.add(answerFingerprint(pair.answer));
    return taken.reduce((sum, { observations }) => sum + observations.length, 0);
  }

  /** Answers that users complained about last, by fingerprint: bad news for candidates made of them. */
  get complained(): ReadonlySet<string> {
    return this.#complained;
  }

  /** How many distinct pairs of question and answer there are. */
  get pairs(): number {
    return this.#byPair.size;
  }

  /**
   * The candidates, in the order in which their first pair was seen. Pairs belong together when they
   * share the answer's log line, or when the same answer was given to questions in other words.
   * Answers that are only similar stay apart: the one word they differ in may be the point.
   */
  drafts(now: number): CandidateDraft[] {
    const groups: Mined[][] = [];
    const groupOf = new Map<string, number>();
    for (const mined of this.#byPair.values()) {
      const keys = mined.flatMap((each) => [...answerLines(each), ...answerKey(each)]);
      const known = keys.map((key) => groupOf.get(key)).find((at) => at !== undefined);
      const at = known ?? groups.push([]) - 1;
      groups[at]?.push(...mined);
      for (const key of keys) groupOf.set(key, at);
    }
    return groups.map((group) => draftOf(bestFirst(group), now));
  }
}

function pairKey({ query, answer }: { readonly query: string; readonly answer: string }): string {
  return fingerprintOf({ query: query.trim(), assistant_output: answer.trim() });
}

function answerLines({ observations }: Mined): string[] {
  return observations
    .flatMap(({ lines }) => lines)
    .filter(({ part }) => part === 'answer')
    .map(({ file, byte_offset }) => `${file}:${byte_offset}`);
}

/** Gaps have no answer to share. */
function answerKey({ answer }: Mined): string[] {
  return answer.trim() === '' ? [] : [answerFingerprint(answer)];
}

/** What is linked to the knowledge base speaks for the group; then what has most evidence, then the first. */
function bestFirst(group: readonly Mined[]): Mined[] {
  const rank = ({ kbId, observations }: Mined) =>
    (kbId === undefined ? 0 : 1_000_000) + observations.length;
  return [...group].sort((a, b) => rank(b) - rank(a));
}
