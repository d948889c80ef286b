/** What something took, of all threads of this process together. */
export interface Cost {
  /** By the clock on the wall, in seconds. */
  readonly wall: number;
  /** Of processors, in seconds. */
  readonly cpu: number;
}

export class Stopwatch {
  #since = performance.now();
  #used = process.cpuUsage();

  /** Since the last lap. */
  lap(): Cost {
    const { user, system } = process.cpuUsage(this.#used);
    const wall = (performance.now() - this.#since) / 1_000;
    this.#since = performance.now();
    this.#used = process.cpuUsage();
    return { wall, cpu: (user + system) / 1e6 };
  }
}
