import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CodelumiError } from '../../../../src/core/errors.js';
import { formatQuery } from '../../../../src/core/review/query/formatQuery.js';
import {
  parseQuery,
  QUERY_KEYS,
  requireQuery,
} from '../../../../src/core/review/query/parseQuery.js';
import { EVERYTHING, SORTS, STATUS_VALUES } from '../../../../src/core/review/query/query.js';
import type { QueryFault } from '../../../../src/core/review/query/queryFault.js';
import { LONGEST_QUERY } from '../../../../src/core/review/query/queryText.js';

function canonical(text: string): string {
  return formatQuery(requireQuery(text));
}

function faultOf(text: string): QueryFault {
  const parsed = parseQuery(text);
  assert.ok(!parsed.ok, text);
  return parsed.fault;
}

/** Texts that say something about the language: keys, values, quotes, and rubbish between. */
const piece = fc.oneof(
  fc.constantFrom(...QUERY_KEYS.map((key) => `${key}:`)),
  fc.constantFrom(...STATUS_VALUES, ...SORTS, 'me', 'yes', '>0.5', '<=3', '1..2', '2026-01-24..'),
  fc.constantFrom('"', '\\', '-', ',', ':', ' ', '..', '\u0301', '\0'),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
);
const anyText = fc.array(piece, { maxLength: 24 }).map((pieces) => pieces.join(''));

describe('a query', () => {
  it('is written in one way', () => {
    const cases: Record<string, string> = {
      '': '',
      '  Docker   compose ': 'Docker compose',
      '"docker compose" -"a \\"b\\""': '"docker compose" -"a \\"b\\""',
      'Status:Pending,flagged': 'status:pending,flagged',
      'day:2026-01-24': 'day:2026-01-24',
      'day:2026-01-24.. day:..2026-01-31': 'day:2026-01-24.. day:..2026-01-31',
      'day:2026-01-24..2026-01-24': 'day:2026-01-24',
      'score:>0.50 bm25:<3 impact:1..2.5 score:<=1 score:0.5':
        'score:>0.5 bm25:<3 impact:1..2.5 score:<=1 score:0.5',
      'reviewer:"Ada Lovelace",me edited:YES': 'reviewer:"Ada Lovelace",me edited:yes',
      'sort:impact -rule:R1 has:findings': '-rule:R1 has:findings sort:impact',
      'IS:Waiting-Approval -is:disputed': 'is:waiting-approval -is:disputed',
      'sort:queue x': 'x',
      '- -"-x" "a:b"': '"-" -"-x" "a:b"',
    };
    for (const [text, written] of Object.entries(cases))
      assert.equal(canonical(text), written, text);
    assert.deepEqual(requireQuery(' '), EVERYTHING);
  });

  it('says where it cannot be understood, and what may stand there', () => {
    const cases: [string, number, RegExp, string | undefined][] = [
      ['docker stats:pending', 8, /no "stats:"/u, 'status'],
      ['status:done', 8, /"done"/u, 'accepted'],
      ['is:accepted', 4, /"accepted"/u, 'disputed'],
      ['status:', 8, /needs a value/u, 'pending'],
      ['status:pending,', 16, /needs a value/u, 'flagged'],
      ['day:2026-02-30', 5, /no day/u, '2026-01-24'],
      ['day:..', 5, /no day/u, undefined],
      ['score:high', 7, /no number/u, '>0.5'],
      ['score:1,2', 9, /one value/u, undefined],
      ['a "b c', 3, /never closed/u, undefined],
      ['""', 1, /nothing to look for/u, undefined],
      ['-sort:date', 1, /turned round/u, undefined],
      ['sort:date sort:impact', 11, /already/u, undefined],
      ['http://x', 1, /in quotes/u, undefined],
      ['x'.repeat(LONGEST_QUERY + 1), LONGEST_QUERY + 1, /at most/u, undefined],
    ];
    for (const [text, column, what, possible] of cases) {
      const fault = faultOf(text);
      assert.equal(fault.column, column, text);
      assert.match(fault.what, what);
      if (possible !== undefined) assert.ok(fault.possible.includes(possible), text);
    }
  });

  it('is refused with a typed error where nobody can show the place', () => {
    assert.throws(
      () => requireQuery('status:done'),
      (error) =>
        error instanceof CodelumiError &&
        error.reason === 'wrong-usage' &&
        /column 8.*Possible: pending/u.test(error.message),
    );
  });

  it('is either understood or refused at a place in it, whatever it is', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const parsed = parseQuery(text);
        if (parsed.ok) return;
        const { column, length } = parsed.fault;
        assert.ok(column >= 1 && length >= 0 && column - 1 + length <= text.length);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is the same after it was written', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const parsed = parseQuery(text);
        if (!parsed.ok) return;
        const written = formatQuery(parsed.query);
        assert.deepEqual(requireQuery(written), parsed.query);
        assert.equal(canonical(written), written);
      }),
      { numRuns: 2_000 },
    );
    assert.ok(!parseQuery('\\ : '.repeat(LONGEST_QUERY / 4)).ok);
    assert.ok(!parseQuery(`${'"a" '.repeat(LONGEST_QUERY / 4)}sort:date`).ok);
  });

  it('costs no more when it is hostile', () => {
    const hostile = ['"', '\\', '-', ':', 'status:a,', '"\\"', ' ', 'sort:'];
    const started = process.cpuUsage().user;
    for (const unit of hostile) parseQuery(unit.repeat(2_000_000 / unit.length));
    for (const unit of hostile) parseQuery(unit.repeat(LONGEST_QUERY / unit.length));
    assert.ok(process.cpuUsage().user - started < 2_000_000, 'microseconds');
  });
});
