import type { Bound, Condition, Query } from './query.js';
import { writtenValue } from './queryText.js';

/** What a word cannot hold, or begin with, without quotes. */
const NO_WORD = /[\s":]|^-/u;
const NO_VALUE = /[\s",]/u;

/** The query in its one written form: `parseQuery` gives the same query again. */
export function formatQuery({ terms, sort }: Query): string {
  const written = terms.map(
    ({ not, condition }) => `${not ? '-' : ''}${writtenCondition(condition)}`,
  );
  return [...written, ...(sort === 'queue' ? [] : [`sort:${sort}`])].join(' ');
}

function writtenCondition(condition: Condition): string {
  switch (condition.key) {
    case 'text':
      return writtenValue(condition.text, NO_WORD);
    case 'day':
      return `day:${writtenRange(condition.from, condition.to)}`;
    case 'has':
      return `has:${condition.what}`;
    case 'is':
      return `is:${condition.what}`;
    case 'edited':
      return `edited:${condition.is ? 'yes' : 'no'}`;
    case 'score':
    case 'bm25':
    case 'impact':
      return `${condition.key}:${writtenNumbers(condition.from, condition.to)}`;
    default:
      return `${condition.key}:${condition.any.map((each) => writtenValue(each, NO_VALUE)).join(',')}`;
  }
}

function writtenRange(from = '', to = ''): string {
  return from === to ? from : `${from}..${to}`;
}

function writtenNumbers(from: Bound | undefined, to: Bound | undefined): string {
  if (from !== undefined && to !== undefined)
    return writtenRange(String(from.value), String(to.value));
  const bound = from ?? to;
  if (bound === undefined) return '';
  return `${from === undefined ? '<' : '>'}${bound.included ? '=' : ''}${bound.value}`;
}
