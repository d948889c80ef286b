import type { Candidate, CandidateText, Finding } from '../records/candidate.js';
import type { EvaluationContext } from '../screening/context/evaluationContext.js';
import { holdoutLeak, leaksIn } from '../screening/contextRules/holdoutLeak.js';
import type { ScreeningPolicy } from '../screening/recogniser.js';
import { CONTEXT_RULES } from '../screening/rules.js';
import { screenText } from '../screening/screenText.js';
import type { ReviewState } from './reviewState.js';

/** Rules that need all candidates and the whole knowledge base: too much for one decision. */
const STORED = new Set(
  CONTEXT_RULES.filter((rule) => rule !== holdoutLeak).map(({ rule }) => rule),
);

/**
 * What screening says of a candidate as it stands. The text, and whether its question leaks from an
 * evaluation set, is looked at anew; what the last screening held against the knowledge base and the other
 * candidates is kept, as far as the words it speaks of still stand there.
 */
export function currentFindings(
  candidate: Candidate,
  { text, overruled }: Pick<ReviewState, 'text' | 'overruled'>,
  evaluation: EvaluationContext,
  policy: ScreeningPolicy,
): Finding[] {
  const stored = candidate.findings.filter(({ rule }) => STORED.has(rule));
  const findings = [
    ...leaksIn(text, evaluation, policy),
    ...stored.flatMap((finding) => moved(finding, candidate, text)),
    ...screenText(text, policy),
  ];
  return overruled ? findings.map(asOverruled) : findings;
}

/** Somebody gave a reason why it is informative all the same; everything else still blocks. */
function asOverruled(finding: Finding): Finding {
  return finding.kind === 'uninformative' ? { ...finding, severity: 'warning' } : finding;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The finding where its words stand now; nothing when they are gone. */
function moved(finding: Finding, candidate: Candidate, text: CandidateText): Finding[] {
  const [before, now] = [candidate[finding.field], text[finding.field]];
  if (before === now) return [finding];
  if (finding.start === 0 && finding.end === before.length) {
    // How long an answer is was a matter of the old text; where it comes from is not.
    return finding.kind === 'uninformative' ? [] : [{ ...finding, end: now.length }];
  }
  const { spans, ...rest } = finding;
  const found = (spans ?? [finding]).flatMap((span) => spanOf(span, before, now));
  const [first] = found;
  if (first === undefined) return [];
  return [{ ...rest, ...first, ...(spans === undefined ? {} : { spans: found }) }];
}

/** Where the same words stand in the new text, nearest to where they stood. */
function spanOf({ start, end }: Span, before: string, now: string): Span[] {
  const words = before.slice(start, end);
  const behind = now.indexOf(words, start);
  const ahead = now.lastIndexOf(words, start);
  if (behind < 0 && ahead < 0) return [];
  const isBehind = ahead < 0 || (behind >= 0 && behind - start <= start - ahead);
  const at = isBehind ? behind : ahead;
  return [{ start: at, end: at + words.length }];
}
