/** A part of what a model is given for two texts, and to which of them it says that it belongs. */
export interface TemplatePart {
  /** The number of a special token, or which text stands here. */
  readonly piece: number | 'query' | 'passage';
  /** The token type. */
  readonly type: number;
}

/** One row of a model's input. */
export interface EncodedPair {
  readonly pieces: readonly number[];
  readonly types: readonly number[];
}

/**
 * Two texts as one row of at most `longest` pieces. The longer text is cut first, from its end, until both are of one
 * length (`LongestFirst` of huggingface/tokenizers).
 */
export function encodePair(
  query: readonly number[],
  passage: readonly number[],
  template: readonly TemplatePart[],
  longest: number,
): EncodedPair {
  const special = template.filter(({ piece }) => typeof piece === 'number').length;
  const [ofQuery, ofPassage] = shares(query.length, passage.length, longest - special);
  const texts = { query: query.slice(0, ofQuery), passage: passage.slice(0, ofPassage) };
  const pieces: number[] = [];
  const types: number[] = [];
  for (const { piece, type } of template) {
    const part = typeof piece === 'number' ? [piece] : texts[piece];
    pieces.push(...part);
    types.push(...part.map(() => type));
  }
  return { pieces, types };
}

/** How many pieces each text keeps of `room`; an odd one goes to the longer text, to the passage where both are equal. */
function shares(query: number, passage: number, room: number): [query: number, passage: number] {
  if (query + passage <= room) return [query, passage];
  const half = Math.floor(room / 2);
  const shorter = Math.min(query, passage);
  const [less, more] = shorter <= half ? [shorter, room - shorter] : [half, room - half];
  return query > passage ? [more, less] : [less, more];
}
