/** 0 of no numbers. */
export function sumOf(numbers: readonly number[] | Float64Array): number {
  let sum = 0;
  for (const each of numbers) sum += each;
  return sum;
}
