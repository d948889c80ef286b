import type { Checklist } from './panelProtocol.js';

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

export const STATUS_WORDS = {
  pending: 'Pending',
  flagged: 'Flagged',
  accepted: 'Accepted',
  rejected: 'Rejected',
} as const;
