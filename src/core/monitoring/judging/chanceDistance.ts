import { jensenShannonDistance } from '../../statistics/jensenShannon.js';
import { momentsOf } from '../../statistics/moments.js';
import { SeededRandom } from '../../statistics/seededRandom.js';

const DRAWS = 40;
const SEED = 1;

/**
 * How far two samples of these sizes lie from each other when nothing has changed: mean and three standard deviations (the rule of
 * NannyML for thresholds) of the distance of Jensen and Shannon, of samples that are drawn from the reference. With few values, or many
 * categories, that is more than any fixed limit.
 *
 * @param counts of the reference, by category; not all 0
 */
export function chanceDistance(
  counts: readonly number[],
  { n, m }: { readonly n: number; readonly m: number },
): number {
  const random = new SeededRandom(SEED);
  const categories = Uint32Array.from(counts.flatMap((count, i) => new Array(count).fill(i)));
  const distances = Array.from(
    { length: DRAWS },
    () => jensenShannonDistance(drawn(m), drawn(n)) ?? 0,
  );
  const { mean, variance } = momentsOf(distances);
  return mean + 3 * Math.sqrt(variance);

  function drawn(size: number): number[] {
    const sample = new Array<number>(counts.length).fill(0);
    for (let i = 0; i < size; i += 1) {
      const category = categories[random.below(categories.length)] ?? 0;
      sample[category] = (sample[category] ?? 0) + 1;
    }
    return sample;
  }
}
