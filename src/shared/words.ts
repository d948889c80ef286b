import type { Checklist, Resolution } from './candidateProtocol.js';
import { printableLine } from './printable.js';

/** The checklist as reviewers read it, in the order in which it is worked through. */
export const CHECKLIST: readonly { readonly item: keyof Checklist; readonly label: string }[] = [
  { item: 'factual', label: 'Factually right' },
  { item: 'cited', label: 'Backed by its source' },
  { item: 'no_pii', label: 'Nothing private in it' },
  { item: 'clear', label: 'Clear and complete by itself' },
];

const RULE_WORDS: Readonly<Record<string, string>> = {
  'active-markup': 'Active markup',
  'bidi-control': 'Hidden text direction',
  boilerplate: 'Says nothing',
  'broken-encoding': 'Wrongly decoded',
  contradiction: 'Contradiction',
  'control-sequence': 'Control characters',
  'hidden-comment': 'Hidden instruction',
  'holdout-leak': 'Evaluation query',
  'invisible-character': 'Invisible characters',
  'mixed-script': 'Look-alike letters',
  'model-instruction': 'Speaks to a model',
  'mostly-code': 'Code without a word',
  'near-duplicate-cluster': 'Pushed again and again',
  'no-answer': 'No answer yet',
  'no-provenance': 'No proof',
  'non-answer': 'No real answer',
  'origin-cap': 'Too many from one source',
  'piped-download': 'Runs a download',
  'retrieval-reach': 'Found everywhere',
  'tag-characters': 'Hidden text',
  'too-few-tokens': 'Too few tokens',
  'ungrounded-claims': 'Nothing to support it',
  'too-short': 'Too short',
  'email-address': 'E-mail address',
  'url-credentials': 'Credentials in a URL',
  iban: 'Bank account (IBAN)',
  'credit-card': 'Payment card',
  'phone-number': 'Phone number',
  'ip-address': 'IP address',
  'mac-address': 'Hardware address',
  'date-of-birth': 'Date of birth',
  'geo-coordinates': 'Coordinates',
  'path-user-name': 'User name in a path',
  passport: 'Passport',
  'driving-licence': 'Driving licence',
  'medical-record': 'Medical record',
  'bank-account': 'Bank account',
  'us-bank-routing': 'US bank routing number',
  'identity-number': 'Identity number',
  'us-ssn': 'US social security number',
  imei: 'Phone device number (IMEI)',
};

/** A screening rule in a reviewer's words; a rule of a later version goes by its id. */
export function ruleWords(rule: string): string {
  return RULE_WORDS[rule] ?? rule;
}

/** Why something is rejected or flagged; `REASON_CODES` of the records, in the order in which they are offered. */
export const REASON_WORDS: Readonly<Record<string, string>> = {
  wrong: 'Wrong',
  outdated: 'Outdated',
  'not-general': 'Of use to one user only',
  private: 'Private',
  unclear: 'Unclear',
  duplicate: 'Known already',
  unsafe: 'Unsafe',
  other: 'Another reason',
};

/** A reason with the words that reviewers read. */
export interface ReasonChoice {
  readonly code: string;
  readonly label: string;
}

/** All reasons to choose from: the usual ones, then the workspace's own, which may rename a usual one. */
export function reasonChoices(own: readonly ReasonChoice[]): ReasonChoice[] {
  const labels = new Map(Object.entries(REASON_WORDS));
  for (const { code, label } of own) labels.set(code, label);
  return [...labels].map(([code, label]) => ({ code, label }));
}

/** A code that the settings no longer name goes by itself. */
export function reasonLabel(code: string, choices: readonly ReasonChoice[]): string {
  return choices.find((choice) => choice.code === code)?.label ?? code;
}

const MINING_RULE_WORDS: Readonly<Record<string, string>> = {
  'R1-positive-feedback': 'Answers users were glad of',
  'R2-repeated-hit': 'Entries accepted again and again',
  'R3-frequent-memory': 'Statements that bear on many questions',
  'R4-knowledge-gap': 'Questions nothing answers',
};

/** A rule of mining in a reviewer's words; a rule of a later version goes by its id. */
export function miningRuleWords(rule: string): string {
  return Object.hasOwn(MINING_RULE_WORDS, rule) ? (MINING_RULE_WORDS[rule] ?? rule) : rule;
}

const LONGEST_ID = 60;

/** `, merging into kb-0042`, behind a word such as "Accept"; nothing where both stay. */
export function resolutionWords(resolution: Resolution | undefined): string {
  if (resolution === undefined || resolution.kind === 'keep') return '';
  const id = printableLine(resolution.entry.id, LONGEST_ID);
  return resolution.kind === 'merge' ? `, merging into ${id}` : `, superseding ${id}`;
}

export const STATUS_WORDS = {
  pending: 'Pending',
  flagged: 'Flagged',
  accepted: 'Accepted',
  rejected: 'Rejected',
} as const;
