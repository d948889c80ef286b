/**
 * Which of these numbers belong to a longest ascending run, not necessarily side by side (patience sorting,
 * Fredman 1975; n log n). Numbers below 0 belong to none.
 */
export function longestInOrder(numbers: Int32Array): Uint8Array {
  const ends: number[] = [];
  const previous = new Int32Array(numbers.length).fill(-1);
  for (const [index, number] of numbers.entries()) {
    if (number < 0) continue;
    const at = firstNotBelow(ends, numbers, number);
    previous[index] = at === 0 ? -1 : (ends[at - 1] ?? -1);
    ends[at] = index;
  }
  const belongs = new Uint8Array(numbers.length);
  for (let index = ends.at(-1) ?? -1; index >= 0; index = previous[index] ?? -1) belongs[index] = 1;
  return belongs;
}

function firstNotBelow(ends: readonly number[], numbers: Int32Array, number: number): number {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[ends[middle] ?? 0] ?? 0) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}
