/** How a text is prepared before it is cut; the switches of `BertNormalizer` (huggingface/tokenizers). */
export interface Normalisation {
  /** Leaves out controls, and makes every kind of space a space. */
  readonly cleanText: boolean;
  /** Makes a word of each Chinese character. */
  readonly splitChinese: boolean;
  readonly stripAccents: boolean;
  readonly lowercase: boolean;
}

/** Controls, formats, private characters, half surrogates, and what stands for damage. */
const UNWANTED = /(?![\t\n\r])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\ufffd]/gu;
const SPACES = /[\t\n\r\p{Z}]/gu;
/** CJK Unified Ideographs and their extensions A to E, and the compatibility ones: the blocks that BERT names. */
const CHINESE =
  /[\u4e00-\u9fff\u3400-\u4dbf\u{20000}-\u{2a6df}\u{2a700}-\u{2b73f}\u{2b740}-\u{2b81f}\u{2b820}-\u{2ceaf}\uf900-\ufaff\u{2f800}-\u{2fa1f}]/gu;
/** Every ASCII character that is no letter, number or space counts, whatever Unicode says (`$`, `+`, `^`). */
const PIECES = /[!-/:-@[-`{-~\p{P}]|[^!-/:-@[-`{-~\p{P}\p{White_Space}]+/gu;

/** Words and single punctuation marks, as BERT's basic tokenizer cuts them (google-research/bert, tokenization.py). */
export function basicTokens(text: string, normalisation: Normalisation): string[] {
  return normalised(text, normalisation).match(PIECES) ?? [];
}

/** In the order of `BertNormalizer`. Letters are lowered one by one, as it does: a last sigma is like any other. */
function normalised(
  text: string,
  { cleanText, splitChinese, stripAccents, lowercase }: Normalisation,
): string {
  let result = text;
  if (cleanText) result = result.replaceAll(UNWANTED, '').replaceAll(SPACES, ' ');
  if (splitChinese) result = result.replaceAll(CHINESE, ' $& ');
  if (stripAccents) result = result.normalize('NFD').replaceAll(/\p{Mn}/gu, '');
  if (lowercase)
    result = result.replaceAll(/\p{Changes_When_Lowercased}/gu, (letter) => letter.toLowerCase());
  return result;
}
