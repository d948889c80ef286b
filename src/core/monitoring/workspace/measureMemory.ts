interface Remembered {
  readonly stamp: string;
  readonly figures: unknown;
}

/**
 * What was read for the last measures: whoever measures again and again reads only what has changed since, and gets what
 * reading everything would give. Holds figures and places, and no text of logs, candidates or entries.
 */
export class MeasureMemory {
  readonly #known = new Map<string, Remembered>();

  /**
   * @param about one reading; always of the same kind of figures
   * @param stamp of all that they depend on, files and settings; see `stampsOf`
   */
  async recall<Figures>(
    about: string,
    stamp: string,
    read: () => Promise<Figures>,
  ): Promise<Figures> {
    const known = this.#known.get(about);
    if (known?.stamp === stamp) return known.figures as Figures;
    const figures = await read();
    this.#known.set(about, { stamp, figures });
    return figures;
  }
}
