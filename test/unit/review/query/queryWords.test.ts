import assert from 'node:assert/strict';
import { requireQuery } from '../../../../src/core/review/query/parseQuery.js';
import { queryWords } from '../../../../src/core/review/query/queryWords.js';

describe('a filter in words', () => {
  const SAYS: readonly (readonly [string, string])[] = [
    ['', 'everything'],
    ['sort:impact', 'everything'],
    ['status:pending,flagged finding:pii', 'status pending or flagged; finding pii'],
    ['"two words" -docker', '“two words” in the text; not “docker” in the text'],
    ['source:user_memory rule:R1', 'from the log user_memory; found by rule R1'],
    ['reviewer:ME,ada -edited:yes', 'decided by you or ada; not edited'],
    ['id:candidate-20261120-0001', 'candidate-20261120-0001'],
    ['id:a,b,c,d', 'one of 4 candidates'],
    ['is:waiting-approval -is:disputed', 'waiting for approval; not disputed'],
    ['edited:no has:blocking', 'not edited; findings that block'],
    ['day:2026-01-24', 'added on 2026-01-24'],
    ['day:2026-01-24..', 'added on 2026-01-24 or later'],
    ['day:..2026-01-31 has:findings', 'added on 2026-01-31 or before; open findings'],
    ['-day:2026-01-24..2026-01-31', 'not added from 2026-01-24 to 2026-01-31'],
    ['score:>0.5 bm25:<=3', 'evidence strength above 0.5; BM25 of the nearest entry of at most 3'],
    ['impact:1..2 score:0.5', 'impact from 1 to 2; evidence strength of 0.5'],
  ];

  for (const [query, words] of SAYS)
    it(`says what “${query}” takes`, () => {
      assert.equal(queryWords(requireQuery(query)), words);
    });
});
