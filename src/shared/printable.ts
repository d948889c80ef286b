/**
 * Characters that change how other characters look instead of showing themselves: controls but tab
 * and line feed, bidirectional, zero-width and tag characters, line separators, half surrogates.
 */
const INVISIBLE = /(?![\t\n])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/**
 * Text from a log, made safe to show: what would be invisible or would drive a terminal stands as
 * `⟨U+202E⟩`. Everything else stays as it is.
 */
export function printable(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll(INVISIBLE, (character) => {
    const codePoint = character.codePointAt(0) ?? 0;
    return `⟨U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}⟩`;
  });
}

/** The same on one line, cut to `length` characters. */
export function printableLine(text: string, length: number): string {
  const line = printable(
    text
      .slice(0, length * 4)
      .replaceAll(/\s+/gu, ' ')
      .trim(),
  );
  const characters = Array.from(line);
  return characters.length <= length ? line : `${characters.slice(0, length - 1).join('')}…`;
}
