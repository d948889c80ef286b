/** A stretch of characters that nobody sees. */
export interface HiddenRun {
  readonly start: number;
  readonly end: number;
  /** `direction` turns the order of what is shown; `tag` can spell whole sentences; `invisible` is the rest. */
  readonly kind: 'direction' | 'tag' | 'invisible';
}

/**
 * Characters without a picture of their own that can stand in any text (Unicode's Default_Ignorable_Code_Point:
 * soft hyphen, zero-width characters, directional marks, fillers, variation selectors, the byte order
 * mark, tags), and interlinear annotation.
 */
const ANY_HIDDEN = /\p{Default_Ignorable_Code_Point}|[\ufff9-\ufffb]/u;
const HIDDEN = new RegExp(ANY_HIDDEN, 'gu');

/** U+202A–U+202E and U+2066–U+2069: embeddings, overrides and isolates (UAX #9; "Trojan Source"). */
const DIRECTION = [
  [0x202a, 0x202e],
  [0x2066, 0x2069],
] as const;
const FIRST_TAG = 0xe0000;
const LAST_TAG = 0xe007f;
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u;
/** Scripts in which joiners shape letters (Unicode Standard 16, §23.2). */
const JOINING =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const PICTOGRAPH = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u20e3|\ufe0f/u;
/** They choose between forms of one ideograph. */
const IDEOGRAPH_SELECTOR = /^[\ufe00-\ufe0d\u{e0100}-\u{e01ef}]$/u;
const BLACK_FLAG = '\u{1f3f4}';
/** Longest sequence of tags after a flag that names a region: `gbeng` and the end. */
const FLAG_TAGS = 7;

/** Whether there is anything to look at; some of the characters of a text are enough to tell. */
export function mayHide(characters: string): boolean {
  return ANY_HIDDEN.test(characters);
}

/** Hidden characters that have no business where they stand; neighbours of one kind are one stretch. Linear. */
export function hiddenRuns(text: string): HiddenRun[] {
  const runs: { start: number; end: number; kind: HiddenRun['kind'] }[] = [];
  let flagUntil = 0;
  HIDDEN.lastIndex = 0;
  // Only asked whether there is another one: a match of each would be an object.
  while (HIDDEN.test(text)) {
    const end = HIDDEN.lastIndex;
    const start = startOfCharacter(text, end);
    const character = text.slice(start, end);
    const kind = kindOf(character);
    if (kind === 'tag' && text.slice(start - 2, start) === BLACK_FLAG) {
      flagUntil = start + 2 * FLAG_TAGS;
    }
    if (start < flagUntil || isInPlace(text, start, end, character)) continue;
    const last = runs.at(-1);
    if (last?.end === start && last.kind === kind) last.end = end;
    else runs.push({ start, end, kind });
  }
  return runs;
}

function kindOf(character: string): HiddenRun['kind'] {
  const code = character.codePointAt(0) ?? 0;
  if (DIRECTION.some(([first, last]) => code >= first && code <= last)) return 'direction';
  return code >= FIRST_TAG && code <= LAST_TAG ? 'tag' : 'invisible';
}

/** Joiners inside emoji and in scripts that need them, selectors after pictures, marks in text that runs both ways. */
function isInPlace(text: string, start: number, end: number, character: string): boolean {
  const before = () => text.slice(startOfCharacter(text, start), start);
  const after = () => String.fromCodePoint(text.codePointAt(end) ?? 0);
  switch (character) {
    case '\u200b': // The commonest of all, and nowhere in place.
      return false;
    case '\u200d':
      return (PICTOGRAPH.test(before()) && PICTOGRAPH.test(after())) || JOINING.test(before());
    case '\u200c':
      return JOINING.test(before());
    case '\ufe0e':
    case '\ufe0f':
      return /[\p{Emoji}\p{S}\p{Zs}‼⁉]/u.test(before());
    case '\u200e':
    case '\u200f':
    case '\u061c':
      return RIGHT_TO_LEFT.test(text.slice(Math.max(0, start - 40), end + 40));
    default:
      return IDEOGRAPH_SELECTOR.test(character) && /\p{Script=Han}/u.test(before());
  }
}

/** Where the character begins that ends there. */
function startOfCharacter(text: string, end: number): number {
  const low = text.charCodeAt(end - 1);
  const isLow = low >= 0xdc00 && low <= 0xdfff;
  return Math.max(0, end - (isLow ? 2 : 1));
}

/** What tag characters spell, in ASCII. */
export function spelledByTags(run: string): string {
  return Array.from(run, (character) =>
    String.fromCharCode((character.codePointAt(0) ?? 0) - 0xe0000),
  ).join('');
}
