import fc from 'fast-check';
import { kbLine, pair } from './smallReview.js';

/** How many entries a candidate of `smallReview` may have been decided beside. */
export const NAMED = 4;

/** Texts that normalise to the same, that JSON has to escape, that are not ASCII, and half of a surrogate pair. */
const words = fc.constantFrom(
  'one',
  'One ',
  'two.',
  'ünö',
  '中文',
  'a"b\\c',
  '\u2028',
  '\ud800',
  '',
);
const ids = fc.constantFrom('kb-0', 'kb-1', 'kb-2', 'a', 'A', 'é', '\u{1f600}', '\uffff', '7');

const noise = fc
  .record(
    {
      id: fc.oneof(ids, fc.nat(9)),
      q: words,
      a: words,
      variants: fc.array(words, { maxLength: 2 }),
      supersedes: fc.array(ids, { maxLength: 2 }),
      confidence: fc.double({ noNaN: true, noDefaultInfinity: true }),
      source: words,
      date: fc.constant('2026-01-24'),
      embedding: fc.constant([0.5, -0]),
    },
    { requiredKeys: ['q', 'a'] },
  )
  .map((value) => JSON.stringify(value));

/** Of an entry that stands there too, under its id or another. */
const again = fc.record({ number: fc.nat(NAMED - 1), id: ids }).map(({ number, id }) => {
  const { query, assistant_output } = pair(number);
  return JSON.stringify({ id, question: `${query} `, answer: assistant_output });
});

const broken = fc.constantFrom(
  '',
  '  ',
  '{"torn": "yes',
  'plain text',
  '[1]',
  '{"other":"shape"}',
  '{"q":"two","a":"on one line"} {"q":"really","a":"two"}',
  'ruins {"q":"found","a":"in ruins"} of a line',
  '{"q":"a\\ud800","a":"half"}',
);

const line = fc.oneof({ weight: 4, arbitrary: noise }, again, broken);

/** Files of a knowledge base; the entries that candidates may be decided beside are somewhere among them. */
export const knowledgeFilesOf: fc.Arbitrary<Record<string, string>> = fc
  .record({
    lines: fc.array(line, { maxLength: 12 }),
    document: fc.array(fc.oneof(noise, again), { maxLength: 5 }),
    breaks: fc.constantFrom('\n', '\r\n'),
    mark: fc.constantFrom('', '\ufeff'),
    named: fc.nat(12),
  })
  .map(({ lines, document, breaks, mark, named }) => {
    const own = Array.from({ length: NAMED }, (_, number) => kbLine(number).trim());
    const all = [...lines.slice(0, named), ...own, ...lines.slice(named)];
    return {
      'training/b.jsonl': `${mark}${all.join(breaks)}`,
      'training/a.json': `${mark}{"about":"it","qa":[${document.join(`,${breaks}`)}]}`,
      'training/c.json': `[${document.slice(1).join(',')}`,
    };
  });
