/** How long work goes on before everybody else gets a turn: far below the 50 ms that people notice. */
const TURN_MS = 12;

/** Splits long work on the extension host's own thread into short turns. */
export class TurnTaking {
  #startedAt = performance.now();

  get isOver(): boolean {
    return performance.now() - this.#startedAt >= TURN_MS;
  }

  /** Lets everything else happen that waits, then begins the next turn. */
  async next(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.#startedAt = performance.now();
  }
}
