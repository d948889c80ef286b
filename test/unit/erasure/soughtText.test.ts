import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CodelumiError } from '../../../src/core/errors.js';
import { soughtForms } from '../../../src/core/screening/erasure/soughtForms.js';
import { howWritten, matcherOf } from '../../../src/core/screening/erasure/soughtText.js';
import { Tombstones, tombstoneOf } from '../../../src/core/screening/erasure/tombstones.js';

const SALT = '0123456789abcdef0123456789abcdef';

function written(value: string, text: string): string | undefined {
  const forms = soughtForms(value);
  const how = howWritten(text, matcherOf(forms));
  const tombstone = { ...tombstoneOf(SALT, forms, []), at: '2026-11-20T10:00:00.000Z' };
  // A tombstone knows only hashes, and must know as much.
  assert.equal(new Tombstones([tombstone]).holds(text), how !== undefined, text);
  return how;
}

describe('looking for somebody', () => {
  it('finds a name in any case, with any accents and separators, turned round or together', () => {
    for (const text of [
      'Ask Zoë Müller about it.',
      'ZOE MULLER',
      'zoe.muller@acme.dev',
      'Müller, Zoë',
      'C:\\Users\\ZoeMuller\\notes',
      'Zo\u0065\u0308 M\u0075\u0308ller',
      'Z\u200bo\u00adë Müller',
      '{"text":"Zo\\u00eb\\nM\\u00fcller"}',
    ])
      assert.equal(written('Zoë Müller', text), 'plain', text);
  });

  it('finds no name inside another word, and none of its words alone', () => {
    for (const text of ['Zoeller Mullerman', 'Zoë', 'Herr Müller', 'zoe went, and muller came'])
      assert.equal(written('Zoë Müller', text), undefined, text);
    assert.equal(written('Anna', 'savannah annals'), undefined);
  });

  it('finds addresses and numbers however they are hidden from machines', () => {
    const mail = 'grace.hopper@navy.mil';
    assert.equal(written(mail, 'Mail GRACE.HOPPER@NAVY.MIL.'), 'plain');
    for (const text of [
      'grace.hopper at navy dot mil',
      'grace&#46;hopper&#64;navy&#46;mil',
      'grace%2Ehopper%40navy%2Emil',
      `see ${Buffer.from(mail).toString('base64')} there`,
    ])
      assert.ok(written(mail, text), text);
    for (const text of ['+1 (555) 010-9999', '15550109999', '1.555.0109.999'])
      assert.equal(written('+1 555 010 9999', text), 'plain', text);
    assert.equal(written('+1 555 010 9999', '15550109998 and 155501099990'), undefined);
  });

  it('finds names that are written without spaces', () => {
    assert.equal(written('田中太郎', '昨日、田中太郎さんに聞きました'), 'plain');
    assert.equal(written('田中太郎', '田中次郎さん'), undefined);
  });

  it('refuses what would be found everywhere', () => {
    for (const value of ['ab', ' . ', 'a-b', '', '12'])
      assert.throws(
        () => soughtForms(value),
        (error) => error instanceof CodelumiError && error.reason === 'wrong-usage',
      );
  });

  it('finds a secret in the middle of any text, by its hash as well', () => {
    const secret = 'sk-test_4eC39HqLyjWDarjtT1zdp7dc';
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (before, behind) => {
        assert.ok(written(secret, `${before} ${secret} ${behind}`));
      }),
      { numRuns: 200 },
    );
  });

  it('tells nobody what was erased', () => {
    const stone = tombstoneOf(SALT, soughtForms('Ada Lovelace'), []);
    assert.doesNotMatch(JSON.stringify(stone), /ada|lovelace/iu);
    const other = tombstoneOf(`${SALT}x`, soughtForms('Ada Lovelace'), []);
    assert.notDeepEqual(stone.forms, other.forms);
  });

  it('takes time in proportion to the length of hostile text', () => {
    const matches = matcherOf(soughtForms('Ada Lovelace'));
    const hostile = ['a\u0301'.repeat(200_000), '\\u0041'.repeat(100_000), '1 '.repeat(200_000)];
    const started = process.cpuUsage();
    for (const text of hostile) assert.equal(howWritten(text, matches), undefined);
    assert.ok(process.cpuUsage(started).user < 20_000_000);
  });
});
