/** Grams are told apart by a hash of so many bits. */
const BITS = 18;
export const GRAM_KINDS = 2 ** BITS;
const SHORTEST = 3;
const LONGEST = 5;
const MOST_OCCURRENCES = 0xffff;
/** What a question asks stands at its beginning; the rest of a long one is pasted. */
const LOOKED_AT = 1_000;

/** A text's grams of 3 to 5 characters, each once, with how often it stands there. */
export interface CharacterGrams {
  /** Hashes below `GRAM_KINDS`, in the order of the text. */
  readonly kinds: Int32Array;
  readonly counts: Uint16Array;
}

/**
 * Letters and digits in lower case, whatever stands between them one space, and a space at either end: then a
 * gram also tells where words begin and end.
 */
export function gramText(text: string): string {
  const words = text
    .slice(0, LOOKED_AT)
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ');
  return ` ${words.trim()} `;
}

/** Counts the grams of texts; holds a table for that, so one serves many texts. */
export class GramCounter {
  /** By kind, all 0 between texts. */
  readonly #table = new Uint16Array(GRAM_KINDS);

  count(text: string): CharacterGrams {
    const table = this.#table;
    const folded = gramText(text);
    const met: number[] = [];
    for (let start = 0; start + SHORTEST <= folded.length; start += 1) {
      // FNV-1a over UTF-16 code units; longer grams go on from the hash of shorter ones.
      let hash = 0x811c9dc5;
      const end = Math.min(start + LONGEST, folded.length);
      for (let at = start; at < end; at += 1) {
        hash = Math.imul(hash ^ folded.charCodeAt(at), 0x01000193);
        if (at - start + 1 < SHORTEST) continue;
        const kind = (hash ^ (hash >>> BITS)) & (GRAM_KINDS - 1);
        const before = table[kind] as number;
        if (before === 0) met.push(kind);
        if (before < MOST_OCCURRENCES) table[kind] = before + 1;
      }
    }
    const kinds = new Int32Array(met);
    const counts = new Uint16Array(kinds.length);
    for (let at = 0; at < kinds.length; at += 1) {
      const kind = kinds[at] as number;
      counts[at] = table[kind] as number;
      table[kind] = 0;
    }
    return { kinds, counts };
  }
}
