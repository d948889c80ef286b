/** What speaks for a candidate, in counts. */
export interface EvidenceCounts {
  /** Feedback buttons that users pressed. */
  readonly buttons: number;
  /** Praise in a user's next message. */
  readonly messages: number;
  /** Questions that it bears on, or that nothing answers: nobody said that it is good. */
  readonly questions: number;
  /** Distinct conversations and days. */
  readonly sessions: number;
  readonly days: number;
}

/** How much one observation of a kind is worth at most, 0 to 1: a button > the next message > the rest. */
const WEIGHTS = { buttons: 0.8, messages: 0.6, questions: 0.3 } as const;

/**
 * How much speaks for a candidate, 0 (nothing) to below 1:
 *
 *   1 − Π over kinds (1 − w·σ(n)) · (1 − ½·w*·σ(sessions − 1)) · (1 − ¼·w*·σ(days − 1))
 *
 * where σ(n) = 1 − 2⁻ⁿ saturates, so that the tenth click says next to nothing, and w* is the weight
 * of the strongest kind there is: repetition is worth as much as what is repeated. It never falls
 * when any count grows. It speaks of usefulness to people, not of truth.
 */
export function evidenceStrength({ sessions, days, ...observed }: EvidenceCounts): number {
  const kinds = [
    { weight: WEIGHTS.buttons, count: observed.buttons },
    { weight: WEIGHTS.messages, count: observed.messages },
    { weight: WEIGHTS.questions, count: observed.questions },
  ].filter(({ count }) => count > 0);
  const strongest = Math.max(0, ...kinds.map(({ weight }) => weight));
  const doubts = [
    ...kinds.map(({ weight, count }) => 1 - weight * saturation(count)),
    1 - (strongest / 2) * saturation(sessions - 1),
    1 - (strongest / 4) * saturation(days - 1),
  ];
  return 1 - doubts.reduce((product, doubt) => product * doubt, 1);
}

function saturation(count: number): number {
  return 1 - 2 ** -Math.max(0, count);
}
