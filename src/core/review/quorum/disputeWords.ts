import type { DecisionAction } from '../../records/decision.js';
import type { JournalledDecision } from '../decisionJournals.js';

const DID: Readonly<Record<DecisionAction, string>> = {
  accept: 'accepted it',
  reject: 'rejected it',
  flag: 'flagged it',
  edit: 'edited it',
  reopen: 'reopened it',
  undo: 'took a decision back',
  comment: 'commented on it',
};

/** Who decided what in parallel, as the rest of "it …"; see `ReviewState.disputed`. */
export function disputeWords(sides: readonly JournalledDecision[]): string {
  const said = sides.map(({ decision }) => `${decision.reviewer.name} ${DID[decision.action]}`);
  return `is disputed: ${said.join(', ')}, not knowing of each other`;
}
