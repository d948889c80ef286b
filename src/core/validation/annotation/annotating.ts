import type { JobContext } from '../../job.js';
import { readAnnotated } from '../holdout/annotated.js';
import { type Grade, grade, pairId, pairKey, takeBack, ungraded } from './annotations.js';
import { readSample, type SamplePair } from './sample.js';

/** Where somebody is in a sample. */
export interface AnnotationPlace {
  readonly sample: string;
  readonly pairs: number;
  /** How many of them this person graded. */
  readonly graded: number;
  /** How many are put off until the sample is opened again. */
  readonly skipped: number;
  /** What is to be graded next; undefined: nothing, but for what is skipped. */
  readonly next: SamplePair | undefined;
  /** Lines of the sample that cannot be used. */
  readonly unreadable: number;
}

/**
 * One person going through a sample. Every grade is in the file before the next pair is shown, so a window that is
 * killed loses none, and the next one goes on where it ended. Only what is skipped is remembered here alone.
 */
export class Annotating {
  readonly #context: Omit<JobContext, 'progress'>;
  readonly #sample: string;
  readonly #annotator: string;
  readonly #skipped = new Set<string>();

  constructor(context: Omit<JobContext, 'progress'>, sample: string, annotator: string) {
    this.#context = context;
    this.#sample = sample;
    this.#annotator = annotator;
  }

  /** @throws CodelumiError when the sample or the grades cannot be read */
  async place(): Promise<AnnotationPlace> {
    const { pairs, left, unreadable } = await this.#read();
    const waiting = left.filter((pair) => !this.#skipped.has(pairKey(pair)));
    return {
      sample: this.#sample,
      pairs: pairs.length,
      graded: pairs.length - left.length,
      skipped: left.length - waiting.length,
      next: waiting[0],
      unreadable,
    };
  }

  /** The pair of the sample that is named so. */
  async pair(id: string): Promise<SamplePair | undefined> {
    return (await this.#read()).pairs.find((pair) => pairId(pair) === id);
  }

  /** Grades what was shown. Somebody who had graded it in another window goes on to the next. */
  async grade(pair: SamplePair, label: Grade): Promise<void> {
    await grade(this.#context, pair, label, this.#annotator);
  }

  skip(pair: SamplePair): void {
    this.#skipped.add(pairKey(pair));
  }

  /**
   * Takes back this person's last grade of this sample, of this window or an earlier one.
   * @returns whether there was one
   */
  async undo(): Promise<boolean> {
    const { pairs, left } = await this.#read();
    const waiting = new Set(left.map(pairKey));
    const own = new Set(pairs.map(pairKey).filter((key) => !waiting.has(key)));
    const { lines } = await readAnnotated(this.#context);
    const last = lines.findLast(
      ({ value }) => value.annotator === this.#annotator && own.has(pairKey(value)),
    );
    if (last === undefined) return false;
    await takeBack(this.#context, last.value, this.#annotator);
    return true;
  }

  async #read() {
    const sample = await readSample(this.#context, this.#sample);
    const { lines } = await readAnnotated(this.#context);
    const pairs = sample.lines.map(({ value }) => value);
    const left = ungraded(
      pairs,
      lines.map(({ value }) => value),
      this.#annotator,
    );
    return { pairs, left, unreadable: sample.faults.length };
  }
}
