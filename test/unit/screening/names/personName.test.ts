import assert from 'node:assert/strict';
import fc from 'fast-check';
import { capitalisedRuns } from '../../../../src/core/screening/recognisers/names/capitalisedRuns.js';
import {
  GIVEN,
  kindOfWord,
  ORDINARY,
  SURNAME,
} from '../../../../src/core/screening/recognisers/names/nameLexicon.js';
import * as data from '../../../../src/core/screening/recognisers/names/nameLexiconData.js';
import { PERSON_NAMES } from '../../../../src/core/screening/recognisers/personName.js';
import { scanText } from '../../../../src/core/screening/scanText.js';
import { found, POLICY } from '../secrets/scan.js';

const namesIn = (text: string): string[] => found(text, PERSON_NAMES);

describe('personName', () => {
  it('finds given name and surname of many languages', () => {
    const names = [
      'Grace Hopper',
      'Priya Raghunathan',
      'Søren Kierkegård',
      'Oluwaseun Adeyemi',
      'María José de la Cruz',
      'Zbigniew Kowalski',
      'Jean-Pierre Dubois',
      'Ludwig van Beethoven',
      'Wei Zhang',
      'Fatima Hassan',
      'Robert C. Martin',
      'Иван Петров',
    ];
    for (const name of names) {
      assert.deepEqual(namesIn(`Yesterday ${name} pushed the fix.`), [name], name);
    }
  });

  it('finds one name alone where something says that it is one', () => {
    const texts: readonly [string, string][] = [
      ['Dear Mr. Okonkwo,', 'Okonkwo'],
      ['Hi Sarah,\nthe build is broken.', 'Sarah'],
      ['Thanks, Kenji', 'Kenji'],
      ['My name is Akinori', 'Akinori'],
      ['my name is ravi', 'ravi'],
      ['written by Kapoor', 'Kapoor'],
      ["John's laptop died.", 'John'],
      ['"author": "Laura Schmidt"', 'Laura Schmidt'],
      ['Signed-off-by: Xu Qiang <x@q.cn>', 'Xu Qiang'],
      ['TODO(alice.jones): rename', 'alice.jones'],
      ['cc @maria-lopez please', 'maria-lopez'],
    ];
    for (const [text, name] of texts) assert.deepEqual(namesIn(text), [name], text);
  });

  it('finds both names where keys of JSON without blanks say so', () => {
    assert.deepEqual(namesIn('{"firstName":"Giulia","lastName":"Ferrari"}'), ['Giulia', 'Ferrari']);
  });

  it('leaves alone products, algorithms, places, and words at the beginning of sentences', () => {
    assert.deepEqual(namesIn('The Fisher Yates shuffle, Fisher-Yates for short.'), []);
    const harmless = [
      'The Jenkins server runs the Travis build with Jasmine and Julia.',
      "Dijkstra's algorithm, the Turing machine and a Gaussian filter",
      'Python, Ruby, Crystal and Kotlin on Amazon and Apache Kafka',
      'Visual Studio Code on Red Hat Enterprise Linux',
      'San Francisco, Santa Monica, Madison Square Garden, Jordan River',
      'Should Kubernetes restart? Will it? May I? Mark it. Grant access.',
      'class JohnSmith extends Person {} // John_Smith, john.smith(), /home/John',
      'String.fromCharCode(Math.max(a, b)); new Map<Robert, James>()',
      'Argo Rollouts and Matching Brace',
      'John Doe, Jane Doe and Max Mustermann',
      'I’ve set NaN; ABI, GUI and IBAN are fine.',
      'TODO(perf): measure; FIXME(docs)',
    ];
    for (const text of harmless) assert.deepEqual(namesIn(text), [], text);
  });

  it('blocks on certain names only among code, and on all in general text', () => {
    const text = 'Ask Kenji.\nSigned-off-by: Grace Hopper';
    const severities = (profile: 'code' | 'general') =>
      scanText(text, { ...POLICY, profile }, PERSON_NAMES).map(({ severity }) => severity);
    assert.deepEqual(severities('code'), ['warning', 'blocking']);
    assert.deepEqual(severities('general'), ['blocking', 'blocking']);
  });

  it('gives spans that begin with a letter and hold no line end, on any text', () => {
    const words = fc.constantFrom(
      'Grace',
      'Hopper',
      'the',
      'J.',
      'van',
      '\n',
      "'",
      '-',
      'É',
      '\\n',
      '*',
      'Ł',
    );
    fc.assert(
      fc.property(fc.array(words), fc.string(), (parts, noise) => {
        for (const name of namesIn(parts.join(' ') + noise)) {
          assert.match(name, /^\p{L}[^\n]*$/u);
        }
      }),
    );
  });
});

describe('capitalisedRuns', () => {
  it('gives tokens in text order, each with its own span', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        let end = 0;
        for (const token of capitalisedRuns(text).flat()) {
          assert.ok(token.start >= end && token.end > token.start);
          assert.ok(text.slice(token.start, token.end).startsWith(token.text));
          end = token.end;
        }
      }),
    );
  });
});

describe('the lexicon of names', () => {
  it('knows names in any spelling, and words that are names as well', () => {
    assert.equal(kindOfWord('José') & GIVEN, GIVEN);
    assert.equal(kindOfWord('jose') & GIVEN, GIVEN);
    assert.equal(kindOfWord("O'Brien") & SURNAME, SURNAME);
    assert.equal(kindOfWord('Will') & (GIVEN | ORDINARY), GIVEN | ORDINARY);
    assert.equal(kindOfWord('kubernetesque'), 0);
  });

  it('takes at most 150 kB', () => {
    const size = Object.values(data).reduce((total, list) => total + list.length, 0);
    assert.ok(size <= 150_000, `${size}`);
  });
});
