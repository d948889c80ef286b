import { isDay } from '../../workspace/paths.js';
import { folded } from './foldedText.js';
import { formatQuery } from './formatQuery.js';
import {
  ANYBODY,
  type Bound,
  type Condition,
  EDITED_VALUES,
  HAS_VALUES,
  IS_VALUES,
  type ListKey,
  type NumberKey,
  type Query,
  SORTS,
  type Sort,
  STATUS_VALUES,
  type Term,
} from './query.js';
import { type QueryFault, queryError } from './queryFault.js';
import { LONGEST_QUERY, type QueryPiece, QueryText } from './queryText.js';

export type ParsedQuery =
  | { readonly ok: true; readonly query: Query }
  | { readonly ok: false; readonly fault: QueryFault };

const LIST_KEYS: readonly string[] = [
  'id',
  'source',
  'rule',
  'finding',
  'reviewer',
  'assigned',
  'reserved',
];
const PEOPLE_KEYS: readonly string[] = ['reviewer', 'assigned', 'reserved'];
const NUMBER_KEYS: readonly string[] = ['score', 'bm25', 'impact'];

/** Everything that may stand before a colon. */
export const QUERY_KEYS = [
  'id',
  'status',
  'source',
  'day',
  'rule',
  'finding',
  'has',
  'is',
  'score',
  'bm25',
  'impact',
  'reviewer',
  'assigned',
  'reserved',
  'edited',
  'sort',
] as const;

/** Stops the parser; nobody else sees it. */
class Refusal extends Error {
  readonly fault: QueryFault;

  constructor(fault: QueryFault) {
    super(fault.what);
    this.fault = fault;
  }
}

/**
 * Understands a query such as `status:pending finding:pii -rule:R1 "docker compose" sort:impact`, in
 * time linear in its length. docs/filtering.md describes the language.
 */
export function parseQuery(text: string): ParsedQuery {
  try {
    return { ok: true, query: new Parser(text).query() };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ok: false, fault: error.fault };
  }
}

/** @throws CodelumiError `wrong-usage` with the column and what is possible there */
export function requireQuery(text: string): Query {
  const parsed = parseQuery(text);
  if (parsed.ok) return parsed.query;
  throw queryError(parsed.fault);
}

class Parser {
  readonly #text: QueryText;
  readonly #terms: Term[] = [];
  #sort: Sort | undefined;

  constructor(text: string) {
    this.#text = new QueryText(text);
  }

  query(): Query {
    const { text } = this.#text;
    if (text.length > LONGEST_QUERY) {
      const place = { start: LONGEST_QUERY, end: text.length };
      refuse(place, `a filter has at most ${LONGEST_QUERY} characters`);
    }
    while (this.#text.skipSpaces()) this.#readTerm();
    const query: Query = { terms: this.#terms, sort: this.#sort ?? 'queue' };
    // Quotes make a query longer. What is understood can be written, in any order, and understood again.
    if (formatQuery({ ...query, sort: 'impact' }).length > LONGEST_QUERY)
      refuse({ start: 0, end: text.length }, `a filter has at most ${LONGEST_QUERY} characters`);
    return query;
  }

  #readTerm(): void {
    const start = this.#text.at;
    const not = !this.#text.endsAt(1) && this.#text.take('-');
    const piece = this.#text.piece(':');
    requireClosed(piece);
    if (!piece.isQuoted && this.#text.take(':')) {
      this.#readKey(piece, not, start);
      return;
    }
    if (folded(piece.text).trim() === '') refuse(piece, 'there is nothing to look for');
    this.#terms.push({ not, condition: { key: 'text', text: piece.text } });
  }

  #readKey(name: QueryPiece, not: boolean, start: number): void {
    const key = name.text.toLowerCase();
    const values = this.#values(name, key);
    if (key !== 'sort') {
      this.#terms.push({ not, condition: conditionOf(key, values, name) });
      return;
    }
    const place = { start, end: this.#text.at };
    if (not) refuse(place, 'an order cannot be turned round');
    if (this.#sort !== undefined) refuse(place, 'there is an order already');
    this.#sort = oneOf(SORTS, single(values));
  }

  #values(name: QueryPiece, key: string): QueryPiece[] {
    if (!QUERY_KEYS.some((known) => known === key)) {
      const what = `there is no "${name.text}:" here; put a text with a colon in quotes`;
      refuse(name, what, QUERY_KEYS);
    }
    const values: QueryPiece[] = [];
    do {
      const value = this.#text.piece(',');
      requireClosed(value);
      if (value.text.trim() === '') refuse(value, `"${key}:" needs a value`, possibleFor(key));
      values.push(value);
    } while (this.#text.take(','));
    return values;
  }
}

function conditionOf(key: string, values: readonly QueryPiece[], name: QueryPiece): Condition {
  if (LIST_KEYS.includes(key))
    return { key: key as ListKey, any: values.map(({ text }) => text.trim()) };
  if (NUMBER_KEYS.includes(key))
    return { key: key as NumberKey, ...numberRange(key, single(values)) };
  switch (key) {
    case 'status':
      return { key, any: values.map((value) => oneOf(STATUS_VALUES, value)) };
    case 'day':
      return { key, ...dayRange(single(values)) };
    case 'has':
      return { key, what: oneOf(HAS_VALUES, single(values)) };
    case 'is':
      return { key, what: oneOf(IS_VALUES, single(values)) };
    case 'edited':
      return { key, is: oneOf(EDITED_VALUES, single(values)) === 'yes' };
    default:
      return refuse(name, `there is no "${name.text}:" here`, QUERY_KEYS);
  }
}

function possibleFor(key: string): readonly string[] {
  if (key === 'status') return STATUS_VALUES;
  if (key === 'has') return HAS_VALUES;
  if (key === 'is') return IS_VALUES;
  if (key === 'edited') return EDITED_VALUES;
  if (key === 'sort') return SORTS;
  if (key === 'day') return DAYS;
  if (PEOPLE_KEYS.includes(key)) return ['me', ANYBODY, 'a name', 'a mail address'];
  return NUMBER_KEYS.includes(key) ? NUMBERS : [];
}

const DAYS = ['2026-01-24', '2026-01-24..', '..2026-01-31', '2026-01-24..2026-01-31'];
const NUMBERS = ['>0.5', '>=0.5', '<3', '<=3', '0.5..3', '0.5'];

function single(values: readonly QueryPiece[]): QueryPiece {
  const [first, second] = values;
  if (first === undefined) throw new Error('A key was read without a value.');
  return second === undefined ? first : refuse(second, 'only one value can stand here');
}

function oneOf<Value extends string>(values: readonly Value[], piece: QueryPiece): Value {
  const wanted = piece.text.trim().toLowerCase();
  const found = values.find((value) => value === wanted);
  return found ?? refuse(piece, `"${piece.text}" is not known here`, values);
}

function dayRange(piece: QueryPiece): { from?: string; to?: string } {
  const [first = '', second, ...more] = piece.text.trim().split('..');
  const isRange = second !== undefined;
  const days = isRange ? [first, second] : [first];
  const isKnown = days.every((day) => (isRange && day === '') || isDay(day));
  if (!isKnown || more.length > 0 || days.join('') === '')
    refuse(piece, `"${piece.text}" is no day and no range of days`, DAYS);
  if (!isRange) return { from: first, to: first };
  return { ...(first === '' ? {} : { from: first }), ...(second === '' ? {} : { to: second }) };
}

const NUMBER = /^\d{1,9}(?:\.\d{1,6})?$/u;

function numberRange(key: string, piece: QueryPiece): { from?: Bound; to?: Bound } {
  const text = piece.text.trim();
  const sign = /^(?:[<>]=?)?/u.exec(text)?.[0] ?? '';
  const parts = sign === '' ? text.split('..') : [text.slice(sign.length)];
  const numbers = parts.map((part) => (NUMBER.test(part) ? Number(part) : Number.NaN));
  const [first = Number.NaN, last = first] = numbers;
  if (numbers.some(Number.isNaN) || numbers.length > 2)
    refuse(piece, `"${piece.text}" is no number and no range for "${key}:"`, NUMBERS);
  if (sign === '')
    return { from: { value: first, included: true }, to: { value: last, included: true } };
  const bound = { value: first, included: sign.endsWith('=') };
  return sign.startsWith('>') ? { from: bound } : { to: bound };
}

function requireClosed(piece: QueryPiece): void {
  if (piece.isOpen) refuse(piece, 'this quote is never closed');
}

function refuse(
  { start, end }: Pick<QueryPiece, 'start' | 'end'>,
  what: string,
  possible: readonly string[] = [],
): never {
  throw new Refusal({ column: start + 1, length: end - start, what, possible });
}
