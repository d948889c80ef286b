/** Why something is not exported, in the words of the manifest. */
export const LEFT_OUT_WORDS = {
  filtered: 'does not fit the filter',
  rejected: 'was rejected in review',
  'not-approved':
    'too few people approved it, people disagree about it, or it was decided beside one that waits',
  merged: 'was accepted as another question to an entry that is there; a snapshot holds it so',
  superseded: 'another accepted candidate took its place',
  unsigned: 'no signature of its reviewer holds for its acceptance',
  'not-releasable': 'is accepted, but screening objects to it as it stands today',
  private: 'holds something private or hostile',
  erased: 'holds something that was erased',
  evaluation: 'asks nearly what quality is measured with',
  unreadable: 'is a line that cannot be read',
} as const;

export type LeftOutReason = keyof typeof LEFT_OUT_WORDS;

/** A manifest names so many ids for each reason; beyond that it counts. */
const MOST_NAMED = 1_000;

/** What was left out for one reason. */
export interface LeftOut {
  readonly reason: LeftOutReason;
  readonly why: string;
  readonly count: number;
  /** The first ones. */
  readonly ids: readonly string[];
}

/** Counts what is left out, by reason. */
export class LeftOutTally {
  readonly #by = new Map<LeftOutReason, { count: number; ids: string[] }>();

  add(reason: LeftOutReason, id: string): void {
    const known = this.#by.get(reason) ?? { count: 0, ids: [] };
    this.#by.set(reason, known);
    known.count += 1;
    if (known.ids.length < MOST_NAMED) known.ids.push(id);
  }

  /** In the order of `LEFT_OUT_WORDS`. */
  all(): LeftOut[] {
    return (Object.keys(LEFT_OUT_WORDS) as LeftOutReason[]).flatMap((reason) => {
      const known = this.#by.get(reason);
      return known === undefined ? [] : [{ reason, why: LEFT_OUT_WORDS[reason], ...known }];
    });
  }
}
