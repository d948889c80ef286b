/** Shows nothing of itself and changes what stands beside it: controls, directions, joiners, tags, half surrogates. */
const UNSEEN = /(?![\t\n])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** A text for a file that people read: what would be unseen in it stands as `⟨U+202E⟩`. */
export function visibleText(text: string): string {
  return text.replaceAll(UNSEEN, (character) => {
    const digits = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return `⟨U+${digits}⟩`;
  });
}

/** The same on one line, cut to so many characters. */
export function visibleLine(text: string, length: number): string {
  const line = visibleText(
    text
      .slice(0, length * 4)
      .replaceAll(/\s+/gu, ' ')
      .trim(),
  );
  const characters = Array.from(line);
  return characters.length <= length ? line : `${characters.slice(0, length - 1).join('')}…`;
}
