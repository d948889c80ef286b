const TOKEN = /[\p{L}\p{N}]+(?:[._-][\p{L}\p{N}]+)*/gu;

/**
 * The terms of a text, in order, lower case. A term keeps inner `.`, `_` and `-`, so that file
 * names, versions and flags stay findable; its parts are terms as well.
 */
export function termsOf(text: string): string[] {
  const terms: string[] = [];
  for (const [token] of text.normalize('NFKC').toLowerCase().matchAll(TOKEN)) {
    terms.push(token);
    const parts = token.split(/[._-]/u);
    if (parts.length > 1) terms.push(...parts);
  }
  return terms;
}
