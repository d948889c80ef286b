import { messageOf } from '../errors.js';
import { customRules } from './customRules.js';
import { normalisedValue, valueDigest } from './normalisedValue.js';
import { isAmong, NumberedRules } from './numberedRules.js';
import type { Match, Recogniser, TextPolicy } from './recogniser.js';
import { type Ranked, resolveOverlaps } from './resolveOverlaps.js';
import { RECOGNISERS } from './rules.js';
import { ScannedText } from './scannedText.js';
import { type Slice, slicesOf } from './slices.js';
import type { TextFinding } from './textFinding.js';
import { type Reading, readingsOf } from './views/views.js';

/**
 * Everything private or hostile in one string, in text order: the one scanner behind candidates,
 * acceptance, snapshots, verification and the editor. Linear in the length of the text.
 */
export function scanText(
  text: string,
  policy: TextPolicy,
  recognisers: readonly Recogniser[] = rulesOf(policy),
): TextFinding[] {
  const found: Ranked[] = [];
  const failed = new Map<string, TextFinding>();
  for (const slice of slicesOf(text)) {
    const plain = new ScannedText(slice.text);
    const readings = readingsOf(plain);
    const wanted = readings.length > 0 ? undefined : numberedIn(recognisers).of(plain.numbers);
    let rank = -1;
    for (const recogniser of recognisers) {
      rank += 1;
      if (!isAmong(wanted, rank)) continue;
      try {
        const matches = matchesIn(plain, readings, recogniser, policy);
        if (matches.length > 0) addFindings({ recogniser, rank, matches }, slice, found);
      } catch (error) {
        failed.set(recogniser.rule, failureOf(recogniser, text, error));
      }
    }
  }
  return [...failed.values(), ...resolveOverlaps(withoutAllowed(found, policy))];
}

interface Matched {
  readonly recogniser: Recogniser;
  readonly rank: number;
  readonly matches: readonly Match[];
}

function addFindings({ recogniser, rank, matches }: Matched, slice: Slice, found: Ranked[]): void {
  for (const match of matches) {
    if (isOf(slice, match)) found.push({ finding: findingOf(recogniser, match, slice), rank });
  }
}

const withCustom = new WeakMap<TextPolicy['custom'], readonly Recogniser[]>();

function rulesOf(policy: TextPolicy): readonly Recogniser[] {
  if (policy.custom.length === 0) return RECOGNISERS;
  const rules = withCustom.get(policy.custom) ?? [...RECOGNISERS, ...customRules(policy)];
  withCustom.set(policy.custom, rules);
  return rules;
}

const numbered = new WeakMap<readonly Recogniser[], NumberedRules>();

function numberedIn(recognisers: readonly Recogniser[]): NumberedRules {
  const known = numbered.get(recognisers) ?? new NumberedRules(recognisers);
  numbered.set(recognisers, known);
  return known;
}

function matchesIn(
  plain: ScannedText,
  readings: readonly Reading[],
  rule: Recogniser,
  policy: TextPolicy,
): readonly Match[] {
  const matches = rule.find(plain, policy);
  if (rule.seesThrough === false || readings.length === 0) return matches;
  const hidden = readings.flatMap((reading) => hiddenMatches(reading, rule, policy));
  return hidden.length === 0 ? matches : [...matches, ...hidden];
}

/** What a view shows that the text itself does not, at the place where it is hidden. */
function hiddenMatches(
  { view, scanned }: Reading,
  rule: Recogniser,
  policy: TextPolicy,
): readonly Match[] {
  return rule
    .find(scanned, policy)
    .filter((match) => view.differsIn(match))
    .map((match) => ({
      value: scanned.text.slice(match.start, match.end),
      ...match,
      ...view.original(match),
    }));
}

/** What begins in the shared part of two slices is found once. */
function isOf({ offset, start, end }: Slice, match: Match): boolean {
  return match.start + offset >= start && match.start + offset < end;
}

function findingOf(
  { rule, version, kind, severity }: Recogniser,
  { start, end, score, message, placeholder, replacement, value }: Match,
  { text, offset }: Slice,
): TextFinding {
  return {
    kind,
    rule,
    version,
    severity,
    start: start + offset,
    end: end + offset,
    score,
    message,
    placeholder,
    replacement,
    value: normalisedValue(value ?? text.slice(start, end)),
  };
}

function withoutAllowed(found: readonly Ranked[], { allow }: TextPolicy): readonly Ranked[] {
  if (allow.length === 0) return found;
  const allowed = new Set(allow.map(({ sha256 }) => sha256));
  return found.filter(({ finding }) => !allowed.has(valueDigest(finding.value)));
}

/** A scanner that fails must not pass for one that found nothing. */
function failureOf({ rule, version }: Recogniser, text: string, error: unknown): TextFinding {
  return {
    kind: 'scanner-failure',
    rule,
    version,
    severity: 'blocking',
    start: 0,
    end: text.length,
    score: 1,
    message: `This rule failed, so nobody knows whether the text is clean: ${messageOf(error)}`,
    placeholder: undefined,
    replacement: undefined,
    value: '',
  };
}
