import { RECOGNISERS } from '../../src/core/screening/rules.js';
import { scanText } from '../../src/core/screening/scanText.js';
import { configSchema } from '../../src/core/workspace/configSchema.js';
import { STRUCTURED } from './labelledText.js';
import type { Tool } from './tool.js';

const TYPES: Readonly<Record<string, string>> = {
  'email-address': 'EMAIL',
  'phone-number': 'PHONE',
  'credit-card': 'CREDIT_CARD',
  iban: 'IBAN',
  'ip-address': 'IP',
  'us-ssn': 'SSN',
  'mac-address': 'MAC',
  'date-of-birth': 'DATE_OF_BIRTH',
  'geo-coordinates': 'GEO',
  'path-user-name': 'USER',
  'person-name': 'PERSON',
  'postal-address': 'LOCATION',
};
/** Rules that take most of the time and none of which is about structured data. */
const NAMES = new Set(['person-name']);

export type Profile = 'code' | 'general';

/** Our scanner; `names` off: without the rule for names of people. */
export function ours(profile: Profile, names = true): Tool {
  const { screening } = configSchema.parse({ screening: { profile } });
  const rules = names ? undefined : RECOGNISERS.filter(({ rule }) => !NAMES.has(rule));
  const scan = (text: string) => scanText(text, screening, rules);
  return {
    name: `codelumi ${profile}${names ? '' : ', no names'}`,
    types: STRUCTURED,
    detect: (text) =>
      scan(text).map(({ rule, kind, start, end }) => ({ type: typeOf(rule, kind), start, end })),
    run: scan,
  };
}

/** What is hostile or badly encoded counts among all flags, and is no private value. */
function typeOf(rule: string, kind: string): string {
  if (kind === 'secret') return 'SECRET';
  return TYPES[rule] ?? (kind === 'pii' ? 'ID' : kind.toUpperCase());
}
