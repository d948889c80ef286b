import type { Checklist } from './panelProtocol.js';

/** The checklist as reviewers read it, in the order in which it is worked through. */
export const CHECKLIST: readonly { readonly item: keyof Checklist; readonly label: string }[] = [
  { item: 'factual', label: 'Factually right' },
  { item: 'cited', label: 'Backed by its source' },
  { item: 'no_pii', label: 'Nothing private in it' },
  { item: 'clear', label: 'Clear and complete by itself' },
];

const RULE_WORDS: Readonly<Record<string, string>> = {
  'no-answer': 'No answer yet',
  'too-short': 'Too short',
  'email-address': 'E-mail address',
  'url-credentials': 'Credentials in a URL',
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
