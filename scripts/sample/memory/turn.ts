import type { Plant } from '../lib/planted.js';
import { cycle, type Random } from '../lib/random.js';
import type { Draft, Hit } from './draft.js';
import { Outcomes } from './outcome.js';
import type { Outcome } from './outcomeTypes.js';
import { analysisOf, closers, sessionNotes, weakOpeners } from './phrases.js';

/** One question, its answer, and what came of it. */
export interface Turn {
  readonly theme: string;
  readonly question: string;
  readonly answer: string;
  readonly outcome: Outcome;
  /** Undefined: the knowledge base was not asked. Empty: it was, and had nothing. */
  readonly hits?: readonly Hit[];
  readonly label?: string;
  readonly plants?: readonly (Plant & { readonly field: 'question' | 'answer' })[];
  /** Keep the answer to the letter: no opener, no closer. */
  readonly exact?: boolean;
}

const usageSources = ['kbContext', 'kbContext', 'kbContext', 'kbFirst', 'kbSearch'];

/** Turns a plan into log entries, in the order in which the assistant writes them. */
export class TurnWriter {
  readonly outcomes: Outcomes;
  readonly #random: Random;
  readonly #nextOpener = cycle(weakOpeners);
  readonly #nextCloser = cycle(closers);
  readonly #nextNote = cycle(sessionNotes);
  #analyses = 0;

  constructor(random: Random) {
    this.#random = random;
    this.outcomes = new Outcomes(random);
  }

  drafts(turn: Turn): Draft[] {
    const opener = turn.outcome === 'weak' ? this.#nextOpener() : undefined;
    const closer = this.#closerFor(turn);
    const answer = `${opener?.text ?? ''}${turn.answer}${closer}`;
    return [
      ...this.#notes(),
      {
        role: 'user',
        text: turn.question,
        after: this.#random.int(25, 110),
        ...(turn.hits?.length === 0 ? this.#usage(turn) : {}),
        ...this.#plantsOf(turn, 'question'),
      },
      ...this.#analysis(turn),
      ...this.#knowledge(turn),
      {
        role: 'assistant',
        text: answer,
        after: this.#random.int(3, 14),
        ...this.#plantsOf(turn, 'answer'),
      },
      ...this.outcomes.drafts({ ...turn, answer, ...(opener ? { opener } : {}) }),
    ];
  }

  #closerFor(turn: Turn): string {
    const wanted = turn.exact !== true && turn.outcome === 'none' && this.#random.chance(0.15);
    return wanted ? this.#nextCloser() : '';
  }

  #notes(): Draft[] {
    if (!this.#random.chance(0.09)) return [];
    return [{ role: 'system', text: this.#nextNote(), after: this.#random.int(20, 60) }];
  }

  #analysis(turn: Turn): Draft[] {
    if (!this.#random.chance(0.14)) return [];
    const text = analysisOf(turn.theme, this.#analyses++);
    return [{ role: 'lumi-analysis', text, after: this.#random.int(1, 2) }];
  }

  /** Only a hit leaves a `kb_used` entry; a search without one shows in the KB usage log alone. */
  #knowledge(turn: Turn): Draft[] {
    if (turn.hits === undefined || turn.hits.length === 0) return [];
    const text = `KB_ANSWER: ${turn.answer}`;
    const meta = { hits: turn.hits };
    return [{ role: 'kb_used', text, meta, after: this.#random.int(1, 3), ...this.#usage(turn) }];
  }

  #usage({ question, hits = [] }: Turn): Pick<Draft, 'usage'> {
    return { usage: { query: question, source: this.#random.pick(usageSources), hits } };
  }

  #plantsOf(turn: Turn, field: 'question' | 'answer'): { plants?: readonly Plant[] } {
    const plants = turn.plants?.filter((plant) => plant.field === field) ?? [];
    return plants.length > 0 ? { plants } : {};
  }
}
