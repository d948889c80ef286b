/** Milliseconds that a person waits for something; printed for people to compare. */
export class Stopwatch {
  readonly #taken: { readonly what: string; readonly times: readonly number[] }[] = [];

  async time(what: string, work: () => Promise<unknown>): Promise<void> {
    const started = performance.now();
    await work();
    this.note(what, performance.now() - started);
  }

  note(what: string, ...times: readonly number[]): void {
    this.#taken.push({ what, times });
  }

  /** The slowest of what was noted last. */
  get last(): number {
    return Math.max(...(this.#taken.at(-1)?.times ?? []));
  }

  print(title: string): void {
    console.log(`      ${title}, in milliseconds:`);
    for (const { what, times } of this.#taken) {
      const sorted = [...times].sort((a, b) => a - b);
      const median = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
      const slowest = times.length > 1 ? `, slowest ${sorted.at(-1)?.toFixed(0)}` : '';
      console.log(`      ${what}: ${median.toFixed(0)}${slowest}`);
    }
  }
}
