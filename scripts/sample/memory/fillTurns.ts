import type { KbTopic } from '../kb/kbModel.js';
import { cycle, type Random } from '../lib/random.js';
import type { FreshTopic } from './freshTurns.js';
import type { KnownTurns } from './knownTurns.js';
import type { Outcome } from './outcomeTypes.js';
import type { Turn } from './turn.js';

/** The ordinary days: mostly no feedback at all, sometimes a detector's mistake. */
export class FillTurns {
  readonly #random: Random;
  readonly #quiet = cycle<Outcome>([
    'none',
    'none',
    'weak',
    'none',
    'none',
    'none',
    'weak',
    'none',
  ]);
  readonly #mixed = cycle<Outcome>([
    'none',
    'weak',
    'none',
    'implicit',
    'none',
    'none',
    'weak',
    'none',
    'none',
    'none',
    'none',
    'weak',
    'none',
    'down',
    'none',
    'none',
    'none',
    'implicit',
    'none',
    'none',
  ]);

  constructor(random: Random) {
    this.#random = random;
  }

  /** The last paraphrase is never asked: it belongs to the holdout set. */
  known(topics: readonly KbTopic[], writer: KnownTurns, quiet: ReadonlySet<string>): Turn[] {
    return topics.flatMap((topic) =>
      [topic.ask, ...topic.also.slice(0, -1)]
        .filter(() => this.#random.chance(0.83))
        .map((question) =>
          writer.turn(topic, question, quiet.has(topic.id) ? this.#quiet() : this.#mixed()),
        ),
    );
  }

  fresh(topics: readonly FreshTopic[]): Turn[] {
    return topics.flatMap(({ theme, also, answer }) =>
      also
        .slice(1, -1)
        .filter(() => this.#random.chance(0.45))
        .map((question): Turn => ({ theme, question, answer, outcome: this.#quiet(), hits: [] })),
    );
  }

  /** Wrong answers that users noticed. */
  wrong(topics: readonly (FreshTopic | KbTopic)[]): Turn[] {
    const outcomes = cycle<Outcome>(['complained', 'down', 'complained', 'freeText', 'downBare']);
    return topics.map(({ theme, ask, wrong }) => ({
      theme,
      question: ask,
      answer: wrong ?? '',
      outcome: outcomes(),
      exact: true,
    }));
  }
}
