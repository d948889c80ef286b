import fc from 'fast-check';

/** Text as people and machines write it, and as it is broken: quotes, escapes, scripts, surrogates. */
const piece = fc.oneof(
  fc.constantFrom(
    'how do i undo the last commit',
    'git reset --soft HEAD~1 keeps the changes.',
    'thanks, that worked',
    'no, that is wrong',
    'Use "quotes" and \\ and \t tabs\n\nand lines',
    'Remember: our staging database is reset from the anonymised dump every Monday.',
    '","t":1792393621882}',
    '{"role":"assistant","text":"nested"}',
    'grüße, 你好, 🙂, \u2028',
    'donâ€™t, Ã©',
    '\ufffd',
    '\ud83d',
    '\u0000\u001f',
    '?',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const text = fc.array(piece, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' '));

const time = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 1_792_393_600_000, max: 1_792_420_000_000 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<unknown>(0, -5, 1.5, 1e15, 99_999_999_999_999, '12', null),
  },
);

const role = fc.constantFrom(
  'user',
  'user',
  'assistant',
  'assistant',
  'lumi',
  'lumi-analysis',
  'system',
  'text',
  'x y',
);

const entry = fc.record(
  {
    id: fc.oneof(fc.constantFrom('m-1', 'a"b', ''), fc.nat()),
    role,
    text,
    meta: fc.oneof(
      fc.constant({}),
      fc.constant({ model: 'small', n: -0.5, ok: true, no: null }),
      fc.constant({ deep: { t: 5 } }),
      fc.constant([1]),
    ),
    t: time,
    source: fc.constantFrom('chat', 'a b', 'ü'),
  },
  { requiredKeys: ['role', 'text', 't'], noNullPrototype: true },
);

const signal = fc.record({
  role: fc.constant('signal'),
  text,
  meta: fc.oneof(
    fc.record({
      type: fc.constantFrom('up', 'down'),
      question: fc.constantFrom(null, 'how do i undo the last commit'),
      assistant: fc.constantFrom(null, 'git reset --soft HEAD~1 keeps the changes.'),
    }),
    fc.record({
      signals: fc.array(
        fc.record({
          type: fc.constantFrom('positive_feedback', 'negative_feedback', 'undo'),
          evidence: fc.constantFrom('thanks', 'wrong', 'git'),
        }),
        { maxLength: 2 },
      ),
    }),
  ),
  t: time,
});

const kbUsed = fc.record({
  role: fc.constant('kb_used'),
  text,
  meta: fc.record({ hits: fc.constantFrom([], [{ id: 'kb-1' }], [{ title: 'no id' }]) }),
  t: time,
});

const use = fc.record(
  {
    ts: time,
    query: fc.oneof(fc.constantFrom('undo commit', 'list branches', 'a\\"b'), text),
    source: fc.constantFrom('kbFirst', 'kbContext'),
    hits: fc.constantFrom<unknown>([], [{ id: 'kb-1', title: 'T' }], [{ title: 'no id' }], 'none'),
  },
  { requiredKeys: ['ts', 'query'], noNullPrototype: true },
);

/** The ways in which writers write a record, and in which records are spoilt. */
const spoil = fc.constantFrom<(json: string) => string>(
  (json) => json,
  (json) => json,
  (json) => json,
  (json) => json,
  (json) => `${json}\r`,
  (json) => json.replaceAll('","', '", "').replaceAll('":', '": '),
  (json) =>
    json.replaceAll(/[^ -~]/gu, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`),
  (json) => json.slice(0, Math.floor(json.length * 0.7)),
  (json) => json + json,
  (json) => json.replace('}', ',"t":1792400000000,"ts":7}'),
  (json) => `  ${json},`,
  (json) => json.slice(1, 40),
  () => '',
);

const raw = fc.uint8Array({ maxLength: 12 }).map((bytes) => Buffer.from(bytes));
const overlong = fc.constantFrom(
  Buffer.from('c0af', 'hex'),
  Buffer.from('eda080', 'hex'),
  Buffer.from('e08080', 'hex'),
  Buffer.from('f4908080', 'hex'),
);

function lineOf(record: fc.Arbitrary<object>): fc.Arbitrary<Buffer> {
  const written = fc
    .tuple(record, spoil)
    .map(([value, how]) => Buffer.from(how(JSON.stringify(value))));
  const invalid = fc.tuple(record, overlong).map(([value, bytes]) => {
    const json = Buffer.from(JSON.stringify(value));
    const at = json.indexOf('"', json.indexOf('"text"') + 8);
    return Buffer.concat([json.subarray(0, at), bytes, json.subarray(at)]);
  });
  return fc.oneof(
    { weight: 12, arbitrary: written },
    { weight: 1, arbitrary: invalid },
    { weight: 1, arbitrary: raw },
  );
}

/** Bytes of a log with all the damage that logs have, its last line perhaps unended. */
export function damagedLog(kind: 'memory' | 'uses'): fc.Arbitrary<Buffer> {
  const line = lineOf(
    kind === 'uses'
      ? use
      : fc.oneof(
          { weight: 6, arbitrary: entry },
          { weight: 2, arbitrary: signal },
          { weight: 1, arbitrary: kbUsed },
        ),
  );
  const head = fc.constantFrom('', '', '', '\ufeff').map((bytes) => Buffer.from(bytes));
  const end = fc.constantFrom('\n', '').map((bytes) => Buffer.from(bytes));
  return fc
    .tuple(head, fc.array(line, { minLength: 1, maxLength: 60 }), end)
    .map(([start, lines, last]) => {
      const body = lines.flatMap((bytes, index) =>
        index === 0 ? [bytes] : [Buffer.from('\n'), bytes],
      );
      return Buffer.concat([start, ...body, last]);
    });
}
