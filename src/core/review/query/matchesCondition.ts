import type { Reviewer } from '../../records/decision.js';
import type { CandidateSummary } from '../candidateSummary.js';
import { reservationAt } from '../claims/claimState.js';
import type { ReviewStatus } from '../reviewState.js';
import { isSamePerson } from '../samePerson.js';
import type { FilterFacts } from './filterFacts.js';
import { folded } from './foldedText.js';
import { ANYBODY, type Bound, type Condition, type NumberKey, type StatusValue } from './query.js';

export interface Filterable {
  readonly summary: CandidateSummary;
  readonly facts: FilterFacts;
}

/** Every condition but those on the text, which the one who keeps the texts answers. */
export type FactCondition = Exclude<Condition, { readonly key: 'text' }>;

/** Who asks, and when. */
export interface Asking {
  /** For `me`; undefined: nobody knows. */
  readonly me: Reviewer | undefined;
  /** Reservations that have ended by then do not count. */
  readonly now: Date;
}

/** Whether a candidate fulfils a condition, as a function for many candidates. */
export function conditionTest(
  condition: FactCondition,
  { me, now }: Asking,
): (candidate: Filterable) => boolean {
  switch (condition.key) {
    case 'status':
      return statusTest(condition.any);
    case 'id': {
      const ids = new Set(condition.any.map((id) => id.toLowerCase()));
      return ({ summary }) => ids.has(summary.id);
    }
    case 'source':
      return anyOf(condition.any, ({ summary }, wanted) =>
        summary.source.toLowerCase().startsWith(wanted),
      );
    case 'rule':
      return anyOf(condition.any, ({ facts }, wanted) =>
        facts.mined.some((rule) => rule === wanted || rule.startsWith(`${wanted}-`)),
      );
    case 'finding':
      return anyOf(condition.any, ({ facts }, wanted) =>
        facts.findings.some((finding) => isFinding(finding, wanted)),
      );
    case 'reviewer':
      return personTest(condition.any, me, ({ facts }) => [
        facts.reviewer,
        ...(facts.approvers ?? []),
      ]);
    case 'assigned':
      return personTest(condition.any, me, ({ summary }) => [summary.claim?.assignee]);
    case 'reserved':
      return personTest(condition.any, me, ({ summary }) => [
        reservationAt(summary.claim?.reservation, now)?.by,
      ]);
    case 'day': {
      const { from = '', to = '~' } = condition;
      return ({ summary: { day } }) => from <= day && day <= to;
    }
    case 'has':
      return condition.what === 'blocking'
        ? ({ facts }) => facts.isBlocked
        : ({ facts }) => facts.findings.length > 0;
    case 'is': {
      const kind = condition.what === 'disputed' ? 'dispute' : 'approval';
      return ({ summary }) => summary.attention?.kind === kind;
    }
    case 'edited':
      return ({ summary }) => summary.edited === condition.is;
    default:
      return numberTest(condition.key, condition.from, condition.to);
  }
}

const STATUSES_OF: Readonly<Record<StatusValue, readonly ReviewStatus[]>> = {
  pending: ['pending'],
  flagged: ['flagged'],
  accepted: ['accepted'],
  rejected: ['rejected'],
  waiting: ['pending', 'flagged'],
  decided: ['accepted', 'rejected'],
};

function statusTest(values: readonly StatusValue[]): (candidate: Filterable) => boolean {
  const statuses = new Set(values.flatMap((value) => STATUSES_OF[value]));
  return ({ summary }) => statuses.has(summary.status);
}

function anyOf(
  values: readonly string[],
  fits: (candidate: Filterable, wanted: string) => boolean,
): (candidate: Filterable) => boolean {
  const wanted = values.map((value) => value.toLowerCase());
  return (candidate) => wanted.some((value) => fits(candidate, value));
}

/** `pii`, `pii.email`, `email`: a kind, or the beginning of a rule with or without it. */
function isFinding(finding: string, wanted: string): boolean {
  if (wanted.includes('.')) return finding.startsWith(wanted);
  const dot = finding.indexOf('.');
  return finding.slice(0, dot) === wanted || finding.startsWith(wanted, dot + 1);
}

/** @param of whom it is about; `anybody` fits everybody who is there */
function personTest(
  values: readonly string[],
  me: Reviewer | undefined,
  of: (candidate: Filterable) => readonly (Reviewer | undefined)[],
): (candidate: Filterable) => boolean {
  const wantsMe = values.some((value) => value.toLowerCase() === 'me');
  const wanted = values.filter((value) => value.toLowerCase() !== 'me').map(folded);
  const wantsAnybody = values.some((value) => value.toLowerCase() === ANYBODY);
  const isWanted = (reviewer: Reviewer | undefined) => {
    if (reviewer === undefined) return false;
    if (wantsAnybody) return true;
    if (wantsMe && me !== undefined && isSamePerson(reviewer, me)) return true;
    if (wanted.length === 0) return false;
    const name = folded(`${reviewer.name} ${reviewer.email}`);
    return wanted.some((part) => name.includes(part));
  };
  return (candidate) => of(candidate).some(isWanted);
}

function numberTest(
  key: NumberKey,
  from: Bound | undefined,
  to: Bound | undefined,
): (candidate: Filterable) => boolean {
  return ({ summary, facts }) => {
    const value = { bm25: summary.bm25, score: facts.evidence, impact: facts.impact }[key];
    if (value === undefined) return false;
    const isAbove =
      from === undefined || value > from.value || (from.included && value === from.value);
    return isAbove && (to === undefined || value < to.value || (to.included && value === to.value));
  };
}
