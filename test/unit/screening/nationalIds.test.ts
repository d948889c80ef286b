import assert from 'node:assert/strict';
import { draftOf, ISSUED_NUMBERS, validNumber } from '../../../bench/screening/issuedNumbers.js';
import { Random } from '../../../bench/screening/random.js';
import { NATIONAL_IDS } from '../../../src/core/screening/recognisers/nationalIds/nationalIds.js';
import { found, foundBy, GENERAL } from '../support/scanning.js';

/**
 * Rules that, beside their word, also take numbers whose check the issuer gave up, or that do not look at the
 * lists of areas and centuries that stdnum has.
 */
const TAKES_MORE = new Set([
  ...[
    'be-national-number',
    'de-tax-id',
    'de-social-insurance',
    'no-fodselsnummer',
    'dk-cpr',
    'cz-rodne-cislo',
    'hk-id',
    'kr-rrn',
    'us-ssn',
    'cl-rut',
  ],
]);

describe('numbers by which states know people', () => {
  for (const kind of ISSUED_NUMBERS) {
    it(`${kind.rule}: finds what stdnum takes for valid${TAKES_MORE.has(kind.rule) ? '' : ', and nothing else'}`, () => {
      const random = new Random(20_260_124);
      const isFound = (number: string) =>
        foundBy(kind.rule, `Her ${kind.word} is ${number}, thanks.`, GENERAL).includes(number);
      for (let made = 0; made < 25; made += 1) {
        const number = validNumber(kind, random);
        assert.ok(isFound(number), `${number} is valid`);
      }
      if (TAKES_MORE.has(kind.rule)) return;
      for (let made = 0; made < 200; made += 1) {
        const number = draftOf(kind, random);
        if (!kind.isValid(number)) assert.ok(!isFound(number), `${number} is not valid`);
      }
    });
  }

  it('finds those that stdnum does not know', () => {
    const samples: [rule: string, text: string, number: string][] = [
      ['us-itin', 'ITIN 912-70-1234', '912-70-1234'],
      ['us-npi', 'NPI 1245319599', '1245319599'],
      ['gb-nhs', 'NHS number 943 476 5919', '943 476 5919'],
      ['au-medicare', 'Medicare 2123 45670 1', '2123 45670 1'],
      ['lv-personas-kods', 'personas kods 161175-19997', '161175-19997'],
      ['ru-snils', 'СНИЛС 112-233-445 95', '112-233-445 95'],
      ['jp-my-number', 'マイナンバー 1234 5678 9018', '1234 5678 9018'],
      ['sg-nric', 'S1234567D', 'S1234567D'],
      ['ae-emirates-id', '784-1984-1234567-4', '784-1984-1234567-4'],
      ['id-nik', 'NIK 3171012345670001', ''],
    ];
    for (const [rule, text, number] of samples) {
      assert.deepEqual(foundBy(rule, text, GENERAL), number === '' ? [] : [number], text);
    }
  });

  it('asks for a word where other numbers look alike', () => {
    const harmless = [
      'retry after 123456782 us, seed 987654324, offset 111222333',
      'job 85073012345 took 943476591 ns',
      'ids: 100000000009, 1706094180000, 17060941800000',
      'RGB 255 255 255, sizes 100 200 300, 046 454 286',
    ];
    for (const text of harmless) assert.deepEqual(found(text), [], text);
  });

  it('has one rule for each id', () => {
    const ids = NATIONAL_IDS.map(({ rule }) => rule);
    assert.equal(new Set(ids).size, ids.length);
  });
});
