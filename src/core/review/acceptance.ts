import type { Finding } from '../records/candidate.js';
import { CHECKLIST_ITEMS, type Checklist } from '../records/decision.js';
import { mayBePrivate } from '../screening/textFinding.js';

/** What stands between a candidate and its acceptance. Empty lists: it may be accepted. */
export interface Obstacles {
  readonly unchecked: readonly (keyof Checklist)[];
  readonly findings: readonly Finding[];
}

/** The checklist in a reviewer's words. */
export const CHECKLIST_WORDS: Readonly<Record<keyof Checklist, string>> = {
  factual: 'factually right',
  cited: 'backed by its source',
  no_pii: 'nothing private in it',
  clear: 'clear and complete by itself',
};

/**
 * The same for every way of accepting: panel, palette and command line.
 * @param findings of the text as it stands
 */
export function obstaclesTo(
  findings: readonly Finding[],
  checklist: Checklist | undefined,
): Obstacles {
  return {
    unchecked: CHECKLIST_ITEMS.filter((item) => checklist?.[item] !== true),
    findings: findings.filter(isObstacle),
  };
}

/**
 * Whether it stands in the way of acceptance whatever is confirmed. What is private never passes, however mild the rule: it
 * is redacted, or allowed with a reason.
 */
export function isObstacle(finding: Finding): boolean {
  return finding.severity === 'blocking' || mayBePrivate(finding);
}

/** The obstacles as the rest of the sentence "It cannot be accepted yet: …"; undefined when there are none. */
export function describeObstacles({ unchecked, findings }: Obstacles): string | undefined {
  const reasons: string[] = [];
  if (unchecked.length > 0) {
    reasons.push(`not confirmed: ${unchecked.map((item) => CHECKLIST_WORDS[item]).join(', ')}`);
  }
  const rules = [...new Set(findings.map((finding) => finding.rule))];
  if (rules.length > 0) reasons.push(`${findings.length} open: ${rules.join(', ')}`);
  return reasons.length === 0 ? undefined : reasons.join('; ');
}
