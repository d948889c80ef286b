import { isPersonalOrSecret, type TextFinding } from './textFinding.js';

/** Findings with the place of their rule in the list of rules. */
export interface Ranked {
  readonly finding: TextFinding;
  readonly rank: number;
}

/**
 * Of findings of private text that overlap, one stays, and it covers all of them: nothing that was
 * found is left standing when it is redacted. A finding around another keeps its rule; otherwise the
 * more severe, the surer, the longer, the one of the earlier rule does. Findings of other kinds (say, hostile
 * text around an address) stand beside it.
 *
 * @returns in text order
 */
export function resolveOverlaps(found: readonly Ranked[]): TextFinding[] {
  const inOrder = found.toSorted(
    (a, b) =>
      a.finding.start - b.finding.start || b.finding.end - a.finding.end || compareRank(a, b),
  );
  const resolved: TextFinding[] = [];
  let open: Ranked | undefined;
  for (const next of inOrder) {
    if (!isPersonalOrSecret(next.finding)) {
      resolved.push(next.finding);
    } else if (open === undefined || next.finding.start >= open.finding.end) {
      if (open !== undefined) resolved.push(open.finding);
      open = next;
    } else if (next.finding.end > open.finding.end) {
      open = joined(open, next);
    }
  }
  if (open !== undefined) resolved.push(open.finding);
  return resolved.sort((a, b) => a.start - b.start || a.end - b.end);
}

function joined(first: Ranked, second: Ranked): Ranked {
  const better = compareRank(first, second) <= 0 ? first : second;
  const { start } = first.finding;
  const { end } = second.finding;
  return { ...better, finding: { ...better.finding, start, end } };
}

function compareRank({ finding: a, rank: rankA }: Ranked, { finding: b, rank: rankB }: Ranked) {
  const severity = Number(b.severity === 'blocking') - Number(a.severity === 'blocking');
  return severity || b.score - a.score || b.end - b.start - (a.end - a.start) || rankA - rankB;
}
