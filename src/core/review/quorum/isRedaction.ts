import type { CandidateText, Finding } from '../../records/candidate.js';
import type { ScreeningPolicy } from '../../screening/recogniser.js';
import { FIELDS } from '../../screening/recogniser.js';
import { screenText } from '../../screening/screenText.js';

/** What stands where something was redacted, by the product or by hand: `[EMAIL_1]`, `[REDACTED_NAME]`. */
const PLACEHOLDER = /\[[A-Z][A-Z_]{0,40}(?:_\d{1,6})?\]/uy;

/**
 * Whether an edit did nothing but take out what screening found: each stretch that is another stood under a
 * finding that has a replacement, and holds that or a placeholder now. Findings are looked for anew, since
 * those that a file brings with it may say anything; values allowed by now were private when they were redacted.
 */
export function isRedaction(
  before: CandidateText,
  after: CandidateText,
  policy: ScreeningPolicy,
): boolean {
  const findings = screenText(before, { ...policy, allow: [] });
  return FIELDS.every(
    (field) =>
      before[field] === after[field] ||
      isRedactedField(
        before[field],
        after[field],
        findings.filter((finding) => finding.field === field && finding.replacement !== undefined),
      ),
  );
}

/** From left to right, each stretch once: either as it was, or replaced. */
function isRedactedField(before: string, after: string, findings: readonly Finding[]): boolean {
  let [from, to] = [0, 0];
  for (const { start, end, replacements } of stretchesOf(findings)) {
    const between = before.slice(from, start);
    if (!after.startsWith(between, to)) return false;
    to += between.length;
    const isKept = after.startsWith(before.slice(start, end), to);
    const length = isKept ? end - start : replacedAt(after, to, replacements);
    if (length === undefined) return false;
    to += length;
    from = end;
  }
  return after.slice(to) === before.slice(from);
}

/** How much of the text here is a replacement; undefined: nothing. */
function replacedAt(text: string, at: number, replacements: readonly string[]): number | undefined {
  PLACEHOLDER.lastIndex = at;
  const placeholder = PLACEHOLDER.exec(text)?.[0];
  if (placeholder !== undefined) return placeholder.length;
  return replacements.find((each) => text.startsWith(each, at))?.length;
}

interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly replacements: readonly string[];
}

/** Findings that overlap are redacted as one. */
function stretchesOf(findings: readonly Finding[]): Stretch[] {
  const stretches: { start: number; end: number; replacements: string[] }[] = [];
  for (const { start, end, replacement = '' } of findings.toSorted((a, b) => a.start - b.start)) {
    const last = stretches.at(-1);
    if (last === undefined || start >= last.end) {
      stretches.push({ start, end, replacements: [replacement] });
      continue;
    }
    last.end = Math.max(last.end, end);
    last.replacements.push(replacement);
  }
  return stretches;
}
