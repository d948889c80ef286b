import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hash53, hash53OfAscii } from '../../../../src/core/mining/facts/hash53.js';
import { QueryTable } from '../../../../src/core/mining/facts/queryTable.js';
import { Strings } from '../../../../src/core/mining/facts/strings.js';
import { Table } from '../../../../src/core/mining/facts/table.js';
import { PlainJson } from '../../../../src/core/records/plainJson.js';

const TEXTS = fc.array(
  fc.oneof(
    fc.constantFrom('', 'a', 'kb-1', 'kb-2', 'say "it"', 'tab\t', 'grün', 'How?'),
    fc.string(),
  ),
);

/** A text as a log has it, gone past. */
function written(text: string) {
  const buffer = Buffer.from(JSON.stringify(text));
  const json = new PlainJson();
  json.begin(buffer, 1, buffer.length);
  return json.passesString() ? { buffer, string: json.string } : undefined;
}

describe('texts that are found by their bytes', () => {
  it('have the numbers that they have by themselves', () => {
    fc.assert(
      fc.property(TEXTS, (texts) => {
        const byBytes = new Strings();
        const byText = new Strings();
        for (const text of texts) {
          const found = written(text);
          const number =
            found === undefined
              ? byBytes.numberOf(text)
              : byBytes.numberOfString(found.buffer, found.string);
          assert.equal(number, byText.numberOf(text));
          assert.equal(byBytes.at(number), text);
        }
      }),
    );
  });

  it('are not those of a list that was taken over since', () => {
    const strings = new Strings();
    const buffer = Buffer.from('one"');
    const string = { from: 0, end: 3, isAscii: true, isPlain: true };
    assert.equal(strings.numberOfString(buffer, string), 0);
    strings.adopt(['two', 'one']);
    assert.equal(strings.numberOfString(buffer, string), 1);
  });

  it('have the same hash, and queries that were asked before are known by it', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ -~]{0,60}$/), (text) => {
        const bytes = Buffer.from(`..${text}`);
        assert.equal(hash53OfAscii(bytes, 2, bytes.length), hash53(text));
        const queries = new QueryTable();
        assert.equal(queries.knownNumberOf(bytes, 2, bytes.length), undefined);
        const number = queries.numberOf(text);
        assert.equal(queries.knownNumberOf(bytes, 2, bytes.length), number);
      }),
    );
  });

  it('are known as far as queries are looked at', () => {
    const queries = new QueryTable();
    const long = 'word '.repeat(1_000);
    const number = queries.numberOf(long);
    const bytes = Buffer.from(`${long}and more`);
    assert.equal(queries.knownNumberOf(bytes, 0, bytes.length), number);
  });
});

describe('a table', () => {
  it('takes rows whatever the order of their names', () => {
    const table = new Table({ a: 'i32', b: 'f64', c: 'u8' });
    assert.equal(table.add({ a: 1, b: 0.5, c: 3 }), 0);
    assert.equal(table.add({ c: 6, a: 4, b: 5.5 }), 1);
    const rows = [0, 1].map((row) => [table.at(row, 'a'), table.at(row, 'b'), table.at(row, 'c')]);
    assert.deepEqual(rows, [
      [1, 0.5, 3],
      [4, 5.5, 6],
    ]);
  });
});
