import { DocumentScanner } from '../../records/documentScanner.js';
import type { DocumentType } from './documentKind.js';

/** The text of a file as an editor has it: in lines, without their ends, without a byte order mark. */
export interface DocumentLines {
  readonly lineCount: number;
  /** @param index from 0 */
  line(index: number): string;
}

/** A part of a document that is read by itself: a line, or an element of a JSON document. */
export interface Stretch extends DocumentPosition {
  readonly text: string;
}

/** How much is looked through before somebody else gets a turn, in code units. */
const PIECE = 64 * 1024;

/**
 * Cuts a document into what is read by itself, in order. Yields undefined now and then where that
 * takes its time, so that the caller can pause.
 */
export function* stretchesOf(
  document: DocumentLines,
  { format }: Pick<DocumentType, 'format'>,
): Generator<Stretch | undefined> {
  if (format === 'document') {
    yield* elementsOf(document);
    return;
  }
  for (let line = 0; line < document.lineCount; line += 1) {
    yield { text: document.line(line), line, character: 0 };
  }
}

function* elementsOf(document: DocumentLines): Generator<Stretch | undefined> {
  const scanner = new DocumentScanner(0);
  const starts: number[] = [];
  let offset = 0;
  for (let index = 0; index < document.lineCount; index += 1) {
    const line = `${document.line(index)}\n`;
    starts.push(offset);
    for (let from = 0; from < line.length; from += PIECE) {
      const found = scanner.push(structureOf(line.slice(from, from + PIECE)));
      yield* found.map((each) => stretchAt(document, starts, each));
      if (line.length > PIECE) yield undefined;
    }
    offset += line.length;
    if (index % 256 === 255) yield undefined;
  }
  yield* scanner.finish().map((each) => stretchAt(document, starts, each));
}

/** One byte for each code unit: brackets and quotes as they are, so that byte offsets are offsets in the text. */
function structureOf(text: string): Buffer {
  return Buffer.from(text.replaceAll(/[^\0-\x7f]/g, '?'), 'latin1');
}

function stretchAt(
  document: DocumentLines,
  starts: readonly number[],
  found: { readonly line: number; readonly byteOffset: number; readonly byteLength: number },
): Stretch {
  const first = found.line - 1;
  const character = found.byteOffset - (starts[first] ?? 0);
  const text: string[] = [];
  let length = -character;
  for (let line = first; length < found.byteLength && line < document.lineCount; line += 1) {
    text.push(document.line(line));
    length += (text.at(-1)?.length ?? 0) + 1;
  }
  return {
    text: text.join('\n').slice(character, character + found.byteLength),
    line: first,
    character,
  };
}

/** A place in a document, both from 0; `character` in UTF-16 code units. */
export interface DocumentPosition {
  readonly line: number;
  readonly character: number;
}

/** Finds lines and characters for offsets in a stretch that may go over several lines. */
export class StretchPositions {
  readonly #stretch: Stretch;
  /** Where each further line begins in the text. */
  readonly #starts: readonly number[];

  constructor(stretch: Stretch) {
    this.#stretch = stretch;
    const starts: number[] = [];
    const { text } = stretch;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    this.#starts = starts;
  }

  at(offset: number): DocumentPosition {
    const { line, character } = this.#stretch;
    const further = this.#starts.findLastIndex((start) => start <= offset);
    if (further < 0) return { line, character: character + offset };
    return { line: line + further + 1, character: offset - (this.#starts[further] ?? 0) };
  }
}
