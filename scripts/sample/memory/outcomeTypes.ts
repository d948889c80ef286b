import type { TypedReaction } from './phrases.js';

/**
 * button, buttonBare: thumbs up with and without the pair · said: praise in the next message, seen by
 * the detector · saidOnly: praise the detector missed · weak: the detector fired on the answer itself.
 */
export type Outcome =
  | 'none'
  | 'button'
  | 'buttonBare'
  | 'said'
  | 'saidOnly'
  | 'weak'
  | 'implicit'
  | 'down'
  | 'downBare'
  | 'complained'
  | 'freeText'
  | 'thenUndone'
  | 'thenTestsFailed'
  | 'thenDown'
  | 'thenDownDaysLater'
  | 'thenComplained';

/** A pair with a strong positive signal, as the miner should see it. */
export interface StrongPositive {
  readonly label: string;
  readonly by: 'button' | 'buttonBare' | 'said' | 'saidOnly';
  readonly question: string;
  readonly answer: string;
  readonly cancelledBy?: string;
}

export interface Subject {
  readonly question: string;
  readonly answer: string;
  readonly theme?: string;
  readonly outcome: Outcome;
  readonly label?: string;
  readonly opener?: TypedReaction;
}
