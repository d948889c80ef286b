import { CHECKLIST_ITEMS, type Decision } from '../../records/decision.js';
import type { Policy } from '../../workspace/settings/policySchema.js';
import type { JournalledDecision } from '../decisionJournals.js';
import { People } from './people.js';
import type { SignedDecisions } from './signedDecisions.js';

/** What candidates are approved for: the next snapshot, or one that must not wait. */
export type Release = 'entry' | 'hotfix';

export interface Approved {
  /** Acceptances of one text. */
  readonly approvals: readonly JournalledDecision[];
  /** The edits behind that text; see `authorsOf`. */
  readonly authors: readonly JournalledDecision[];
}

/** Whether enough people stand behind a text. */
export interface Quorum {
  /** How many have to: those whom policy asks for, or one more where only authors approved. */
  readonly needed: number;
  /** How many do, by decisions that count. */
  readonly given: number;
  /** What is missing, as the rest of "it …"; undefined: nothing. */
  readonly missing: string | undefined;
}

/**
 * Counts the people who accepted a text, not their acceptances: one with two addresses and one key is one, and so
 * is one with two keys and one address. Nobody who wrote the text is its only approver. An acceptance without its
 * whole checklist counts for nothing, nor does one without a signature where policy asks for it.
 *
 * @param signed whose signature was checked, by the hash of the decision
 */
export function quorumOf(
  { approvals, authors }: Approved,
  signed: SignedDecisions,
  release: Release,
  policy: Policy,
): Quorum {
  const needsKeys = release === 'hotfix' || policy.unsigned === 'none';
  const checked = approvals.map(({ decision }) => decision).filter(isChecked);
  const counted = needsKeys ? checked.filter(({ hash }) => signed.has(hash)) : checked;
  const written = authors.map(({ decision }) => decision);
  const people = new People([...counted, ...written], signed);
  const given = people.count(counted);
  const own = written.find((edit) => counted.some((each) => people.isSame(edit, each)));
  const isOnlyAuthor = given === 1 && own !== undefined;
  const needed = Math.max(policy.quorum[release], isOnlyAuthor ? 2 : 1);
  if (given >= needed) return { needed, given, missing: undefined };
  const unsigned = checked.filter((each) => !counted.includes(each));
  return { needed, given, missing: wordsFor({ needed, given, needsKeys, counted, unsigned, own }) };
}

interface Lack {
  readonly needed: number;
  readonly given: number;
  readonly needsKeys: boolean;
  readonly counted: readonly Decision[];
  readonly unsigned: readonly Decision[];
  /** An edit by the only approver. */
  readonly own: Decision | undefined;
}

function wordsFor({ needed, given, needsKeys, counted, unsigned, own }: Lack): string {
  const reasons = [
    given === 1 && own !== undefined
      ? `${own.reviewer.name} edited it and is its only approver`
      : undefined,
    given < counted.length ? `${namesOf(counted)} are one person, by address or key` : undefined,
    unsigned.length > 0 ? `nothing proves who approved it as ${namesOf(unsigned)}` : undefined,
  ].filter((reason) => reason !== undefined);
  const what = needsKeys ? 'signed approval' : 'approval';
  const wants =
    given === 1 && needed === 2
      ? `needs a second reviewer${needsKeys ? ' who signs' : ''}`
      : `needs ${needed} ${what}${needed === 1 ? '' : 's'} and has ${given === 0 ? 'none' : given}`;
  return reasons.length === 0 ? wants : `${wants}: ${reasons.join('; ')}`;
}

function isChecked({ checklist }: Decision): boolean {
  return CHECKLIST_ITEMS.every((item) => checklist?.[item] === true);
}

function namesOf(decisions: readonly Decision[]): string {
  return [...new Set(decisions.map(({ reviewer }) => reviewer.name))].join(' and ');
}
