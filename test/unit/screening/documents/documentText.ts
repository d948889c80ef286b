import type { LocatedFinding } from '../../../../src/core/screening/documents/findingsInDocument.js';
import type { TextChange } from '../../../../src/core/screening/documents/redactions.js';
import type {
  DocumentLines,
  DocumentPosition,
} from '../../../../src/core/screening/documents/stretches.js';

/** A text as an editor holds it: cut at any line end, which is not kept. */
export class DocumentText implements DocumentLines {
  readonly #lines: readonly string[];

  constructor(text: string) {
    this.#lines = text.split(/\r\n|\n|\r/u);
  }

  get lineCount(): number {
    return this.#lines.length;
  }

  line(index: number): string {
    return this.#lines[index] ?? '';
  }

  /** What stands at a finding's place, as it is written. */
  at({ start, end }: Pick<LocatedFinding, 'start' | 'end'>): string {
    if (start.line === end.line) return this.line(start.line).slice(start.character, end.character);
    const between = this.#lines.slice(start.line + 1, end.line);
    const last = this.line(end.line).slice(0, end.character);
    return [this.line(start.line).slice(start.character), ...between, last].join('\n');
  }

  /** The text with changes made, as an editor makes them: all at once. */
  with(changes: readonly TextChange[]): string {
    const text = this.#lines.join('\n');
    let result = '';
    let done = 0;
    for (const { start, end, text: inserted } of changes) {
      result += text.slice(done, this.#offset(start)) + inserted;
      done = this.#offset(end);
    }
    return result + text.slice(done);
  }

  #offset({ line, character }: DocumentPosition): number {
    return this.#lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, character);
  }
}
