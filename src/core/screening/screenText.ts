import { messageOf } from '../errors.js';
import type { CandidateStatus, CandidateText, Finding } from '../records/candidate.js';
import { Placeholders } from './placeholders.js';
import { type CandidateRule, FIELDS, type ScreeningPolicy } from './recogniser.js';
import { CANDIDATE_RULES } from './rules.js';
import { scanText } from './scanText.js';
import type { TextFinding } from './textFinding.js';

/** Everything screening sees in a question and answer: of the whole first, then in text order. */
export function screenText(
  text: CandidateText,
  policy: ScreeningPolicy,
  rules: readonly CandidateRule[] = CANDIDATE_RULES,
): Finding[] {
  const placeholders = new Placeholders(FIELDS.map((field) => text[field]));
  return [
    ...rules.flatMap((rule) => candidateFindings(rule, text, policy)),
    ...FIELDS.flatMap((field) =>
      scanText(text[field], policy).map((found) => findingIn(field, found, placeholders)),
    ),
  ];
}

function findingIn(
  field: Finding['field'],
  found: TextFinding,
  placeholders: Placeholders,
): Finding {
  const { kind, rule, version, severity, start, end, score, message } = found;
  const replacement = found.replacement ?? placeholders.replacementOf(found);
  return {
    kind,
    rule,
    version,
    severity,
    field,
    start,
    end,
    score,
    message,
    ...(replacement === undefined ? {} : { replacement }),
  };
}

function candidateFindings(
  candidateRule: CandidateRule,
  text: CandidateText,
  policy: ScreeningPolicy,
): Finding[] {
  try {
    return candidateRule.find(text, policy);
  } catch (error) {
    return [ruleFailure(candidateRule, text, error)];
  }
}

/** A rule that fails must not pass for one that found nothing. */
export function ruleFailure(
  { rule, version }: Pick<CandidateRule, 'rule' | 'version'>,
  text: CandidateText,
  error: unknown,
): Finding {
  const field = 'assistant_output';
  return {
    kind: 'scanner-failure',
    rule,
    version,
    severity: 'blocking',
    field,
    start: 0,
    end: text[field].length,
    score: 1,
    message: `This rule failed, so nobody knows what it would have found: ${messageOf(error)}`,
  };
}

/**
 * The verdict: what cannot be mended is rejected, what a person can redact or judge is flagged.
 * Nothing disappears: a rejected candidate stays in its file and can be reopened.
 */
export function verdictOf(findings: readonly Finding[]): CandidateStatus {
  if (findings.some(isBeyondMending)) return 'rejected';
  return findings.length > 0 ? 'flagged' : 'pending';
}

function isBeyondMending({ kind, replacement }: Finding): boolean {
  if (kind === 'uninformative') return true;
  return (kind === 'pii' || kind === 'secret') && replacement === undefined;
}
