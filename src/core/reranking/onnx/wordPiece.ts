import { basicTokens, type Normalisation } from './basicTokens.js';

/** What a WordPiece model knows. */
export interface WordPieceModel {
  /** Numbers of the pieces; those inside of a word begin with `continuing`. */
  readonly vocabulary: ReadonlyMap<string, number>;
  /** The number of what is not in the vocabulary. */
  readonly unknown: number;
  /** `##` */
  readonly continuing: string;
  /** Words of more characters are unknown; it bounds what a word costs. */
  readonly longestWord: number;
  readonly normalisation: Normalisation;
}

/** More of a text than any model sees. In UTF-16 code units. */
const LONGEST_TEXT = 100_000;

/**
 * The pieces of a text, by number: each word cut into the longest pieces from its beginning on (Schuster and Nakajima
 * 2012, as in BERT). Names of special tokens in the text are text, whoever wrote them there.
 */
export function pieceNumbers(text: string, model: WordPieceModel): number[] {
  return basicTokens(text.slice(0, LONGEST_TEXT), model.normalisation).flatMap((word) =>
    piecesOf(word, model),
  );
}

function piecesOf(
  word: string,
  { vocabulary, unknown, continuing, longestWord }: WordPieceModel,
): number[] {
  const characters = Array.from(word);
  if (characters.length > longestWord) return [unknown];
  const pieces: number[] = [];
  for (let start = 0; start < characters.length; ) {
    const found = longestPiece(characters, start, start === 0 ? '' : continuing, vocabulary);
    if (found === undefined) return [unknown];
    pieces.push(found.piece);
    start = found.end;
  }
  return pieces;
}

function longestPiece(
  characters: readonly string[],
  start: number,
  prefix: string,
  vocabulary: WordPieceModel['vocabulary'],
): { readonly piece: number; readonly end: number } | undefined {
  for (let end = characters.length; end > start; end -= 1) {
    const piece = vocabulary.get(prefix + characters.slice(start, end).join(''));
    if (piece !== undefined) return { piece, end };
  }
  return undefined;
}
