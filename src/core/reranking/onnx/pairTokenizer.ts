import type { TemplatePart } from './pairEncoding.js';
import type { WordPieceModel } from './wordPiece.js';

/** How texts become what a model of the folder is given. */
export interface PairTokenizer {
  readonly model: WordPieceModel;
  readonly template: readonly TemplatePart[];
  /** Pieces of a row at most. */
  readonly longest: number;
  /** The number that fills up rows. */
  readonly padding: number;
  /** Its files, for digests. */
  readonly bytes: readonly Uint8Array[];
}

/** What BERT was trained with. */
export const LONGEST_ROW = 512;

/** `[CLS] query [SEP] passage [SEP]` */
export function usualTemplate(start: number, separator: number): TemplatePart[] {
  return [
    { piece: start, type: 0 },
    { piece: 'query', type: 0 },
    { piece: separator, type: 0 },
    { piece: 'passage', type: 1 },
    { piece: separator, type: 1 },
  ];
}
