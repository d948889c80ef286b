/** Work that somebody waits for; what takes long lets it pass. */
export class UrgentWork {
  #running = 0;
  #done: Promise<void> | undefined;
  #finish = () => {};

  /** Resolves when none is left; undefined while there is none. */
  get done(): Promise<void> | undefined {
    return this.#done;
  }

  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#running += 1;
    this.#done ??= new Promise((resolve) => {
      this.#finish = resolve;
    });
    try {
      return await work();
    } finally {
      this.#running -= 1;
      if (this.#running === 0) {
        this.#done = undefined;
        this.#finish();
      }
    }
  }
}
