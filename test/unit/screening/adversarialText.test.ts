import assert from 'node:assert/strict';
import { CANDIDATE_RULES, CONTEXT_RULES, RECOGNISERS } from '../../../src/core/screening/rules.js';
import { scanText } from '../../../src/core/screening/scanText.js';
import { candidate, contextWith, entry, POLICY } from './screeningSamples.js';

const MILLION = 1_000_000;
/** What one piece is repeated to. Nothing of one string sees more than a slice of about this length at once. */
const SIZE = 72_000;
/** CPU milliseconds; something quadratic would need half a minute for a piece, and hours for a million characters. */
const MOST = 2_000;
const MOST_FOR_A_MILLION = 20_000;

/** Each the beginning of something that a rule looks for, and never the end of it. */
const PIECES = [
  'a',
  ' ',
  '\n',
  '`',
  '```\n',
  '<!--',
  '<a ',
  '<a b on',
  '[](',
  '[![',
  '![a](http://x?',
  '[x]: ',
  'curl ',
  'curl x | ',
  '$(curl ',
  'ignore all ',
  'ignore all all all all previous ',
  'you must always ',
  'if the user asks ',
  'from now on, ',
  `ignore all${' '.repeat(5_000)}`,
  `if the user asks${' '.repeat(50_000)}`,
  'system: ',
  '\n> system : ',
  '<|im_',
  '<system ',
  '\u001b[',
  '\u001b]0;',
  '\u200b',
  '\u202e',
  '\u{e0041}',
  '\u{1f3f4}\u{e0067}',
  'а',
  'aа',
  'Ã',
  'â€',
  'Ã¢',
  'ðŸ',
  '\ufffd',
  'I cannot ',
  'I cannot find. ',
  "I'm sorry, but ",
  'It depends on the ',
  'it is, but ',
  'please ',
  'a. ',
  '1 ',
  '1.1',
  '1-',
  'port 1 ',
  'not ',
  'git a --b ',
  '`git a -b` ',
  '"a": b, ',
  'a_b',
  'aB',
  'a.b',
  '/a',
  './a/b.ts ',
  'http://a',
  '-----',
  '=',
  '?? || ',
];

/** What rules with a context make of text: terms, signs, claims, clauses, commands. */
const CONTEXT_PIECES = [
  'a',
  ' ',
  'a ',
  '\n',
  '1-',
  'a_b',
  './a/b.ts ',
  'port 1 ',
  'not ',
  '`git a -b` ',
  '"a": b, ',
  '?? || ',
];

function repeated(piece: string): string {
  return piece.repeat(Math.ceil(SIZE / piece.length));
}

/** All pieces, one after the other. */
function mixed(pieces: readonly string[]): string {
  const length = Math.ceil(MILLION / pieces.length);
  return pieces.map((piece) => piece.repeat(Math.ceil(length / piece.length))).join('\n');
}

/** Each piece by itself, and a million characters of all. */
function textsOf(pieces: readonly string[]): [text: string, most: number, name: string][] {
  return [
    ...pieces.map((piece): [string, number, string] => [
      repeated(piece),
      MOST,
      JSON.stringify(piece.slice(0, 40)),
    ]),
    [mixed(pieces), MOST_FOR_A_MILLION, 'a million characters'],
  ];
}

function timed(work: () => void): number {
  const started = process.cpuUsage();
  work();
  return process.cpuUsage(started).user / 1_000;
}

describe('hostile text, up to a million characters', () => {
  it('takes the rules of one string time in proportion', () => {
    const rules = RECOGNISERS.filter(({ kind }) => kind === 'hostile' || kind === 'encoding');
    for (const [text, most, name] of textsOf(PIECES)) {
      const spent = timed(() => scanText(text, POLICY, rules));
      assert.ok(spent < most, `${name} took ${spent} ms`);
    }
  }).timeout(120_000);

  it('takes the rules of a candidate time in proportion', () => {
    for (const [text, most, name] of textsOf(PIECES)) {
      const spent = timed(() => {
        for (const rule of CANDIDATE_RULES)
          rule.find({ query: '', assistant_output: text }, POLICY);
      });
      assert.ok(spent < most, `${name} took ${spent} ms`);
    }
  }).timeout(120_000);

  it('takes every rule with a context time in proportion, as candidate and as what is known', () => {
    for (const [text, most, name] of textsOf(CONTEXT_PIECES)) {
      const screened = candidate(text, text);
      const entries = [
        entry('kb-1', text, `${text}!`),
        ...Array.from({ length: 30 }, (_, index) =>
          entry(`kb-x${index}`, `q${index}`, `a ${index}`),
        ),
      ];
      const context = contextWith({
        entries,
        candidates: [screened, candidate(text, `${text}?`)],
        queries: [text],
      });
      for (const rule of CONTEXT_RULES) {
        const spent = timed(() => rule.find(screened, context, POLICY));
        assert.ok(spent < most, `${rule.rule}: ${name} took ${spent} ms`);
      }
    }
  }).timeout(120_000);
});
