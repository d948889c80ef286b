import type { Labelled } from '../labelledText.js';

/**
 * Where a tool that only gives back text has replaced something: what lies between its labels stands in the
 * original, in the same order.
 *
 * @param label finds the labels that the tool writes; global
 * @param typeOf undefined for labels of types that are not compared
 */
export function alignedSpans(
  original: string,
  redacted: string,
  label: RegExp,
  typeOf: (label: string) => string | undefined,
): Labelled[] {
  const spans: Labelled[] = [];
  let from = 0;
  let done = 0;
  let open: { type: string | undefined; start: number } | undefined;
  const close = (end: number) => {
    if (open?.type !== undefined && end > open.start)
      spans.push({ type: open.type, start: open.start, end });
    open = undefined;
  };
  for (const { index, 0: written } of redacted.matchAll(label)) {
    const literal = redacted.slice(done, index);
    const at = original.indexOf(literal, from);
    if (at < 0) return spans;
    close(at);
    from = at + literal.length;
    open = { type: typeOf(written), start: from };
    done = index + written.length;
  }
  const rest = redacted.slice(done);
  close(rest === '' ? original.length : Math.max(from, original.lastIndexOf(rest)));
  return spans;
}
