/** A stretch of a text and what stands for it in a view of that text. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * A text as it would read without what hides it from machines, and the way back from its offsets to
 * those of the text that was scanned.
 */
export interface View {
  readonly text: string;
  /** Where a span of the view stands in the scanned text: the shortest stretch that holds all of it. */
  original(span: Span): Span;
  /** False: the view says there what the scanned text says itself. */
  differsIn(span: Span): boolean;
}

/** A view made by exchanging stretches of a text. */
export class EditedView implements View {
  readonly text: string;
  readonly #edits: readonly Edit[];
  /** Where each edit begins in the view. */
  readonly #at: readonly number[];
  readonly #under: View | undefined;

  /**
   * @param edits in text order, not overlapping
   * @param under the view whose text was edited; left out: the scanned text itself
   */
  constructor(text: string, edits: readonly Edit[], under?: View) {
    const at: number[] = [];
    let edited = '';
    let done = 0;
    for (const edit of edits) {
      if (edit.start > done) edited += text.slice(done, edit.start);
      at.push(edited.length);
      if (edit.text !== '') edited += edit.text;
      done = edit.end;
    }
    this.text = edited + text.slice(done);
    this.#edits = edits;
    this.#at = at;
    this.#under = under;
  }

  original(span: Span): Span {
    const edited = this.#edited(span);
    return this.#under?.original(edited) ?? edited;
  }

  differsIn(span: Span): boolean {
    const first = this.#lastBeginningBefore(span.start);
    const last = this.#lastBeginningBefore(span.end - 1);
    if (last > first || (first >= 0 && this.#endOf(first) > span.start)) return true;
    return this.#under?.differsIn(this.#edited(span)) ?? false;
  }

  /** The span in the text that was edited. */
  #edited({ start, end }: Span): Span {
    return {
      start: this.#startBehind(this.#lastBeginningBefore(start), start),
      end: this.#endBehind(this.#lastBeginningBefore(end - 1), end),
    };
  }

  #startBehind(index: number, offset: number): number {
    const edit = this.#edits[index];
    if (edit === undefined) return offset;
    return this.#endOf(index) > offset ? edit.start : edit.end + offset - this.#endOf(index);
  }

  #endBehind(index: number, offset: number): number {
    const edit = this.#edits[index];
    if (edit === undefined) return offset;
    return this.#endOf(index) >= offset ? edit.end : edit.end + offset - this.#endOf(index);
  }

  /** Where an edit ends in the view. */
  #endOf(index: number): number {
    return (this.#at[index] ?? 0) + (this.#edits[index]?.text.length ?? 0);
  }

  /** The last edit that begins at or before an offset of the view; -1: none. */
  #lastBeginningBefore(offset: number): number {
    let low = 0;
    let high = this.#at.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#at[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}
