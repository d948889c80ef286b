/** An entry's place among the postings, and how long its fields are, in fifths of a word. */
export interface DocumentRow {
  readonly question: number;
  readonly answer: number;
  readonly start: number;
  readonly end: number;
}

/** The documents of an index by number, which never changes; a removed one leaves its number empty. */
export class DocumentTable {
  readonly #numbers = new Map<string, number>();
  readonly #ids: (string | undefined)[] = [];
  readonly #rows: DocumentRow[] = [];
  #questionTotal = 0;
  #answerTotal = 0;

  /** Living documents. */
  get size(): number {
    return this.#numbers.size;
  }

  /** Numbers given so far. */
  get numbers(): number {
    return this.#ids.length;
  }

  /** Lengths of all fields together. */
  get totals(): { readonly question: number; readonly answer: number } {
    return { question: this.#questionTotal, answer: this.#answerTotal };
  }

  numberOf(id: string): number | undefined {
    return this.#numbers.get(id);
  }

  /** undefined of a removed document. */
  idOf(document: number): string | undefined {
    return this.#ids[document];
  }

  rowOf(document: number): DocumentRow | undefined {
    return this.#ids[document] === undefined ? undefined : this.#rows[document];
  }

  /** Adds the document whose number is `numbers`. */
  add(id: string, row: DocumentRow): void {
    this.#numbers.set(id, this.#ids.length);
    this.#ids.push(id);
    this.#rows.push(row);
    this.#questionTotal += row.question;
    this.#answerTotal += row.answer;
  }

  /** @returns the row it had; undefined when there is no such document */
  remove(id: string): DocumentRow | undefined {
    const document = this.#numbers.get(id);
    const row = document === undefined ? undefined : this.rowOf(document);
    if (document === undefined || row === undefined) return undefined;
    this.#numbers.delete(id);
    this.#ids[document] = undefined;
    this.#questionTotal -= row.question;
    this.#answerTotal -= row.answer;
    return row;
  }

  /** Ids and rows of living documents, in order of their numbers. */
  *living(): Generator<readonly [string, DocumentRow]> {
    for (const [document, id] of this.#ids.entries()) {
      const row = this.#rows[document];
      if (id !== undefined && row !== undefined) yield [id, row];
    }
  }
}
