/** A text as SQL has it. */
export function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

/** A name as SQL has it; what stands in settings may hold anything. */
export function named(...parts: readonly string[]): string {
  return parts
    .map((part) => `\`${part.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``)
    .join('.');
}
