/** `1,234`, as sentences name a number. */
export function figure(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 3 });
}

/** `1 conversation`, `1,234 conversations`. */
export function figureOf(count: number, one: string, many = `${one}s`): string {
  return `${figure(count)} ${count === 1 ? one : many}`;
}
