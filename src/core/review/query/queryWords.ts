import type { Bound, Condition, NumberKey, Query } from './query.js';

const FIGURES: Readonly<Record<NumberKey, string>> = {
  score: 'evidence strength',
  bm25: 'BM25 of the nearest entry',
  impact: 'impact',
};

/** More of them are a number. */
const FEW_IDS = 3;

/**
 * What a filter takes, in a person's words: "status pending; finding pii; not “docker” in the text". What was
 * typed stands there as it was typed.
 */
export function queryWords({ terms }: Query): string {
  if (terms.length === 0) return 'everything';
  return terms
    .map(({ not, condition }) => `${not ? 'not ' : ''}${conditionWords(condition)}`)
    .join('; ');
}

function conditionWords(condition: Condition): string {
  switch (condition.key) {
    case 'text':
      return `“${condition.text}” in the text`;
    case 'status':
      return `status ${either(condition.any)}`;
    case 'id':
      return condition.any.length > FEW_IDS
        ? `one of ${condition.any.length} candidates`
        : either(condition.any);
    case 'source':
      return `from the log ${either(condition.any)}`;
    case 'rule':
      return `found by rule ${either(condition.any)}`;
    case 'finding':
      return `finding ${either(condition.any)}`;
    case 'reviewer':
      return `decided by ${people(condition.any)}`;
    case 'assigned':
      return `assigned to ${people(condition.any)}`;
    case 'reserved':
      return `reserved by ${people(condition.any)}`;
    case 'day':
      return dayWords(condition.from, condition.to);
    case 'has':
      return condition.what === 'blocking' ? 'findings that block' : 'open findings';
    case 'is':
      return condition.what === 'disputed' ? 'disputed' : 'waiting for approval';
    case 'edited':
      return condition.is ? 'edited' : 'not edited';
    default:
      return `${FIGURES[condition.key]} ${rangeWords(condition.from, condition.to)}`;
  }
}

function people(values: readonly string[]): string {
  return either(values.map((one) => (one.toLowerCase() === 'me' ? 'you' : one)));
}

function either(values: readonly string[]): string {
  return values.join(' or ');
}

function dayWords(from: string | undefined, to: string | undefined): string {
  if (from === to) return `added on ${from}`;
  if (to === undefined) return `added on ${from} or later`;
  if (from === undefined) return `added on ${to} or before`;
  return `added from ${from} to ${to}`;
}

function rangeWords(from: Bound | undefined, to: Bound | undefined): string {
  if (from !== undefined && to !== undefined)
    return from.value === to.value ? `of ${from.value}` : `from ${from.value} to ${to.value}`;
  if (from !== undefined) return `${from.included ? 'of at least' : 'above'} ${from.value}`;
  return `${to?.included === true ? 'of at most' : 'below'} ${to?.value}`;
}
