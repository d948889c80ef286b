import { QuestionIndex, type SameQuestion } from '../../retrieval/questionIndex.js';
import { Origins, type Place } from '../poisoning/origins.js';
import type { KnownAnswer } from './knowledgeContext.js';
import type { Screenable } from './screenable.js';

/** What rules ask of the other candidates, of all days. Each answer is worked out when it is first asked for. */
export class OtherCandidates {
  readonly #candidates: readonly Screenable[];
  readonly #gapMs: number;
  #questions: QuestionIndex<KnownAnswer> | undefined;
  #origins: Origins | undefined;

  /** @param gapMs the pause, in milliseconds, after which a new conversation begins */
  constructor(candidates: readonly Screenable[], gapMs: number) {
    this.#candidates = candidates;
    this.#gapMs = gapMs;
  }

  get count(): number {
    return this.#candidates.length;
  }

  get questions(): readonly string[] {
    return this.#candidates.map(({ query }) => query);
  }

  /** Other candidates that answer the same question, most similar first. */
  sameQuestion(
    { id, query }: Screenable,
    least: number,
    limit: number,
  ): SameQuestion<KnownAnswer>[] {
    this.#questions ??= indexOf(this.#candidates);
    return this.#questions
      .find(query, least, limit + 1)
      .filter(({ item }) => item.id !== id)
      .slice(0, limit);
  }

  /** Where a candidate stands among those of the same conversation or author. */
  placesOf({ id }: Screenable): readonly Place[] {
    this.#origins ??= new Origins(this.#candidates, this.#gapMs);
    return this.#origins.placesOf(id);
  }
}

function indexOf(candidates: readonly Screenable[]): QuestionIndex<KnownAnswer> {
  const index = new QuestionIndex<KnownAnswer>();
  for (const { id, query, assistant_output } of candidates) {
    if (assistant_output.trim() !== '')
      index.add({ id, question: query, answer: assistant_output }, query);
  }
  return index;
}
