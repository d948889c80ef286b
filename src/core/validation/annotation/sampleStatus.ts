import type { Job } from '../../job.js';
import { compareBytes } from '../../records/byteOrder.js';
import { type WeightedAgreement, weightedKappa } from '../../statistics/weightedKappa.js';
import { type AnnotatedPair, readAnnotated } from '../holdout/annotated.js';
import type { LineFault } from '../holdout/evaluationLines.js';
import { pairKey } from './annotations.js';
import { readSample, sampleNames } from './sample.js';

/** How far one sample has come. */
export interface SampleProgress {
  readonly name: string;
  readonly pairs: number;
  /** How many of them each annotator graded. */
  readonly graded: Readonly<Record<string, number>>;
}

/** How far two people agree. */
export interface AnnotatorAgreement {
  readonly annotators: readonly [string, string];
  /** Pairs that both graded. */
  readonly n: number;
  /** Share of them with the same grade. */
  readonly same: number;
  /** Quadratic weights; undefined where one grade is all that was ever given. */
  readonly agreement: WeightedAgreement | undefined;
}

export interface SampleStatus {
  readonly samples: readonly SampleProgress[];
  /** Grades of all annotated pairs, those of samples and those that were there before. */
  readonly annotators: Readonly<Record<string, number>>;
  readonly agreements: readonly AnnotatorAgreement[];
  readonly faults: readonly LineFault[];
}

/** How many pairs of each sample are graded, and how far the people who graded them agree. */
export const sampleStatus: Job<Record<string, never>, SampleStatus> = async (_input, context) => {
  const { lines, faults } = await readAnnotated(context);
  const annotated = lines.map(({ value }) => value);
  const samples: SampleProgress[] = [];
  const damaged: LineFault[] = [...faults];
  for (const name of await sampleNames(context)) {
    const sample = await readSample(context, name);
    damaged.push(...sample.faults);
    const keys = new Set(sample.lines.map(({ value }) => pairKey(value)));
    const own = annotated.filter((each) => keys.has(pairKey(each)));
    samples.push({ name, pairs: keys.size, graded: countsOf(own) });
  }
  return {
    samples,
    annotators: countsOf(annotated),
    agreements: agreementsIn(annotated),
    faults: damaged,
  };
};

function countsOf(annotated: readonly AnnotatedPair[]): Record<string, number> {
  return Object.fromEntries([...byAnnotator(annotated)].map(([who, grades]) => [who, grades.size]));
}

/** By annotator, in byte order: the last grade that each pair got. */
function byAnnotator(annotated: readonly AnnotatedPair[]): Map<string, Map<string, number>> {
  const names = [...new Set(annotated.map(({ annotator }) => annotator))].sort(compareBytes);
  return new Map(
    names.map((name) => {
      const own = annotated.filter(({ annotator }) => annotator === name);
      return [name, new Map(own.map((each) => [pairKey(each), each.label]))];
    }),
  );
}

function agreementsIn(annotated: readonly AnnotatedPair[]): AnnotatorAgreement[] {
  const people = [...byAnnotator(annotated)];
  const agreements: AnnotatorAgreement[] = [];
  for (const [at, [one, first]] of people.entries()) {
    for (const [other, second] of people.slice(at + 1)) {
      const both = [...first].flatMap(([key, label]) => {
        const beside = second.get(key);
        return beside === undefined ? [] : [[label, beside] as const];
      });
      if (both.length === 0) continue;
      agreements.push({
        annotators: [one, other],
        n: both.length,
        same: both.filter(([a, b]) => a === b).length / both.length,
        agreement: weightedKappa(both),
      });
    }
  }
  return agreements;
}
