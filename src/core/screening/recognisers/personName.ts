import type { Match, Recogniser, TextPolicy } from '../recogniser.js';
import type { ScannedText } from '../scannedText.js';
import { isAttribution } from './names/attribution.js';
import { capitalisedRuns } from './names/capitalisedRuns.js';
import { bestName, LEAST_SCORE, type ScoredName } from './names/scoreName.js';
import { spokenNames } from './names/spokenNames.js';

/** Names so sure that they need no judgement, also among code. */
const CERTAIN = 0.9;

const COMMON = {
  rule: 'person-name',
  version: 3,
  kind: 'pii',
  description: 'The name of a person.',
} as const;

const TO_JUDGE = 'The name of a person, maybe of an author or of something else.';

/**
 * Names of people: known given names and surnames, and what stands around them. Among code a person judges
 * all but the certain ones, for products and algorithms have names, too, and those of authors, which are published;
 * in general text every one blocks.
 */
export const PERSON_NAMES: readonly Recogniser[] = [
  {
    ...COMMON,
    severity: 'blocking',
    find: (scanned, policy) =>
      matchesOf(scanned, policy, (name) => blocks(scanned, name, policy), COMMON.description),
  },
  {
    ...COMMON,
    severity: 'warning',
    find: (scanned, policy) =>
      matchesOf(scanned, policy, (name) => !blocks(scanned, name, policy), TO_JUDGE),
  },
];

function blocks({ text }: ScannedText, { score, start }: ScoredName, { profile }: TextPolicy) {
  return profile === 'general' || (score >= CERTAIN && !isAttribution(text, start));
}

function matchesOf(
  scanned: ScannedText,
  { profile }: TextPolicy,
  wanted: (name: ScoredName) => boolean,
  message: string,
): Match[] {
  return namesIn(scanned, profile).flatMap((name) =>
    wanted(name) ? [{ ...name, message, placeholder: 'NAME' }] : [],
  );
}

interface Known {
  readonly profile: TextPolicy['profile'];
  readonly names: readonly ScoredName[];
}

/** Both rules ask for the names of the same text, one after the other. */
const known = new WeakMap<ScannedText, Known>();

function namesIn(scanned: ScannedText, profile: TextPolicy['profile']): readonly ScoredName[] {
  const before = known.get(scanned);
  if (before?.profile === profile) return before.names;
  const { text } = scanned;
  const written = capitalisedRuns(text).flatMap((run) => bestName(text, run, profile) ?? []);
  const names = [...written.filter(({ score }) => score >= LEAST_SCORE), ...spokenNames(scanned)];
  known.set(scanned, { profile, names });
  return names;
}
