import { messageOf } from '../errors.js';
import { normalisedValue, valueDigest } from './normalisedValue.js';
import type { Recogniser, TextPolicy } from './recogniser.js';
import { type Ranked, resolveOverlaps } from './resolveOverlaps.js';
import { RECOGNISERS } from './rules.js';
import { ScannedText } from './scannedText.js';
import { type Slice, slicesOf } from './slices.js';
import type { TextFinding } from './textFinding.js';

/**
 * Everything private or hostile in one string, in text order: the one scanner behind candidates, acceptance,
 * snapshots, verification and the editor. Linear in the length of the text.
 */
export function scanText(
  text: string,
  policy: TextPolicy,
  recognisers: readonly Recogniser[] = RECOGNISERS,
): TextFinding[] {
  const found: Ranked[] = [];
  const failed = new Map<string, TextFinding>();
  for (const slice of slicesOf(text)) {
    const scanned = new ScannedText(slice.text);
    recognisers.forEach((recogniser, rank) => {
      try {
        for (const finding of findingsIn(slice, scanned, recogniser, policy)) {
          found.push({ finding, rank });
        }
      } catch (error) {
        failed.set(recogniser.rule, failureOf(recogniser, text, error));
      }
    });
  }
  const allowed = new Set(policy.allow.map(({ sha256 }) => sha256));
  const open =
    allowed.size === 0
      ? found
      : found.filter(({ finding }) => !allowed.has(valueDigest(finding.value)));
  return [...failed.values(), ...resolveOverlaps(open)];
}

function findingsIn(
  { text, offset, start, end }: Slice,
  scanned: ScannedText,
  recogniser: Recogniser,
  policy: TextPolicy,
): TextFinding[] {
  const { rule, version, kind, severity } = recogniser;
  return recogniser
    .find(scanned, policy)
    .filter((match) => match.start + offset >= start && match.start + offset < end)
    .map((match) => ({
      kind,
      rule,
      version,
      severity,
      start: match.start + offset,
      end: match.end + offset,
      score: match.score,
      message: match.message,
      placeholder: match.placeholder,
      value: normalisedValue(match.value ?? text.slice(match.start, match.end)),
    }));
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
    value: '',
  };
}
