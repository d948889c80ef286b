import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type DocumentType,
  documentTypeOf,
} from '../../../../src/core/screening/documents/documentKind.js';
import {
  findingsInDocument,
  type LocatedFinding,
} from '../../../../src/core/screening/documents/findingsInDocument.js';
import { redactionsOf } from '../../../../src/core/screening/documents/redactions.js';
import { configSchema } from '../../../../src/core/workspace/configSchema.js';
import { DocumentText } from './documentText.js';

const { screening: POLICY } = configSchema.parse({});
// Built from parts, so that nobody takes the test itself for a leak.
const MAIL = ['lena.arnold', 'holzweg-laden.de'].join('@');
const OTHER = ['pim.de.wit', 'kadeweg-winkel.nl'].join('@');
const LINES: DocumentType = { kind: 'training', format: 'lines' };
const JSON_DOCUMENT: DocumentType = { kind: 'training', format: 'document' };

function found(
  text: string,
  type: DocumentType,
): { document: DocumentText; all: LocatedFinding[] } {
  const document = new DocumentText(text);
  return { document, all: [...findingsInDocument(document, type, POLICY)].flat() };
}

/** What is underlined, by rule. */
function marked(text: string, type: DocumentType): string[] {
  const { document, all } = found(text, type);
  return all.map((each) => `${each.finding.rule}: ${document.at(each)}`);
}

describe('findings in a document', () => {
  it('knows which files it looks at', () => {
    const kinds = [
      'candidates/2026-01-24.jsonl',
      'candidates/2026-01-24.report.json',
      'training/kb.json',
      'training/kb.jsonl',
      'training/eval/holdout.jsonl',
      'staging_kb/2026-01-24/accepted.jsonl',
      'staging_kb/2026-01-24/decisions/me-1.jsonl',
      'userData/lumi_memory.jsonl',
    ].map((path) => documentTypeOf(path, 'training')?.kind);
    assert.deepEqual(kinds, [
      'candidates',
      undefined,
      'training',
      'training',
      undefined,
      'staged',
      'journal',
      undefined,
    ]);
  });

  it('looks at the folder that the settings name for the knowledge base, too', () => {
    const kindOf = (path: string, folder: string) => documentTypeOf(path, folder)?.kind;
    assert.equal(kindOf('docs/kb/old.json', 'docs/kb'), 'training');
    assert.equal(kindOf('training/kb.jsonl', 'docs/kb'), 'training');
    assert.equal(kindOf('docs/kb/below/old.json', 'docs/kb'), undefined);
    assert.equal(kindOf('docs/kb/old.md', 'docs/kb'), undefined);
    assert.equal(kindOf('docs/kbx/old.json', 'docs/kb'), undefined);
    assert.equal(kindOf('old.json', '.'), 'training');
    assert.equal(kindOf('candidates/2026-01-24.jsonl', 'candidates'), 'candidates');
  });

  it('marks exactly what was found, behind escapes, pairs and quotes', () => {
    const line = String.raw`{"id":1,"q":"caf\u00e9 \ud83d\ude00 😀 \"a\/b\" \\n mail MAIL\nnow","a":"x"}`;
    assert.deepEqual(marked(line.replace('MAIL', MAIL), LINES), [`email-address: ${MAIL}`]);
  });

  it('marks what is itself written in escapes', () => {
    const written = MAIL.replace('@', '\\u0040').replace('l', '\\u006C');
    const line = `{"question":"to ${written}?","answer":"no"}`;
    assert.deepEqual(marked(line, LINES), [`email-address: ${written}`]);
  });

  it('marks and redacts letters that are surrogate pairs, written as pairs of escapes', () => {
    // Mathematical sans-serif letters, which normalise to plain ones.
    const disguised = MAIL.replaceAll(/[a-z]/gu, (letter) =>
      String.fromCodePoint(0x1d5ba + letter.charCodeAt(0) - 0x61),
    );
    const line = JSON.stringify({ q: `\u{1f600} ${disguised} \u{1f600}`, a: 'x' });
    for (const written of [line, escaped(line)]) {
      const { document, all } = found(written, LINES);
      const [only, ...others] = all.filter(({ finding }) => finding.rule === 'email-address');
      assert.ok(only !== undefined && others.length === 0);
      const shown = written === line ? disguised : escaped(disguised);
      assert.equal(document.at(only), shown);
      const redacted = document.with(redactionsOf([only]));
      assert.equal(JSON.parse(redacted).q, '\u{1f600} [EMAIL_1] \u{1f600}');
      assert.equal(redacted, written.replace(shown, '[EMAIL_1]'));
    }
  });

  it('sees every field under which an entry holds text, and no other', () => {
    const keys = ['q', 'a', 'question', 'answer', 'input', 'output', 'title', 'text'];
    const entry = Object.fromEntries(keys.map((key) => [key, `write to ${MAIL}`]));
    assert.equal(marked(JSON.stringify(entry), LINES).length, keys.length);
    assert.deepEqual(marked(JSON.stringify({ q: 'a', a: 'b', source: MAIL }), LINES), []);
    assert.deepEqual(marked(JSON.stringify({ q: 'a', a: 'b', x: { q: MAIL } }), LINES), []);
  });

  it('takes a byte order mark, CRLF and several records on one line', () => {
    const one = JSON.stringify({ q: `ä ${MAIL}`, a: '' });
    const two = JSON.stringify({ q: '', a: `😀 ${OTHER}` });
    const text = `\ufeff${one}\r\n${two}${one} ${two}\r\n`;
    assert.deepEqual(
      marked(text, LINES).filter((each) => each.startsWith('email')),
      [MAIL, OTHER, MAIL, OTHER].map((mail) => `email-address: ${mail}`),
    );
  });

  it('says what is damaged beside what is whole', () => {
    const whole = JSON.stringify({ q: 'ü', a: MAIL });
    const text = `${whole}\nplain words\nbefore ${whole} {"q":"torn`;
    assert.deepEqual(marked(text, LINES), [
      `email-address: ${MAIL}`,
      'plain-text: plain words',
      'plain-text: before',
      `email-address: ${MAIL}`,
      'torn-record: {"q":"torn',
    ]);
  });

  it('finds entries of arrays and of wrapped arrays, on any number of lines', () => {
    const entries = [
      { q: 'é😀', a: MAIL },
      { q: OTHER, a: 'x' },
    ];
    for (const value of [entries, { qa: entries }, { version: 1, entries }]) {
      for (const indent of [0, 2]) {
        const text = JSON.stringify(value, null, indent);
        for (const lines of [text, `\ufeff${text.replaceAll('\n', '\r\n')}\r\n`]) {
          assert.deepEqual(marked(lines, JSON_DOCUMENT), [
            `email-address: ${MAIL}`,
            `email-address: ${OTHER}`,
          ]);
        }
      }
    }
  });

  it('numbers equal values of one record alike, and each record from one', () => {
    const text = [
      JSON.stringify({ q: MAIL, a: `${OTHER} ${MAIL}` }),
      JSON.stringify({ q: OTHER, a: '' }),
    ].join('\n');
    assert.deepEqual(
      found(text, LINES).all.map(({ finding }) => finding.field?.replacement),
      ['[EMAIL_1]', '[EMAIL_2]', '[EMAIL_1]', '[EMAIL_1]'],
    );
  });

  it('screens a candidate by the rules of candidates, its variants too, and checks its record', () => {
    const record = {
      id: 'candidate-20260124-0001',
      query: 'q',
      assistant_output: 'short',
      metadata: { variants: ['a', `b ${MAIL}`] },
    };
    const { document, all } = found(JSON.stringify(record), {
      kind: 'candidates',
      format: 'lines',
    });
    assert.deepEqual(
      all.map((each) => [each.finding.rule, each.finding.field?.name ?? '', document.at(each)]),
      [
        ['not-a-candidate', '', JSON.stringify(record).slice(0, 40)],
        ['too-short', 'assistant_output', 'short'],
        ['email-address', 'metadata.variants[1]', MAIL],
      ],
    );
    assert.ok(all.every(({ finding }) => finding.candidate === record.id));
  });

  it('reads what a journal keeps of an edit', () => {
    const line = {
      v: 1,
      action: 'edit',
      candidate: 'candidate-20260124-0001',
      after: { query: 'q', assistant_output: `to ${MAIL}` },
    };
    assert.deepEqual(marked(JSON.stringify(line), { kind: 'journal', format: 'lines' }), [
      `email-address: ${MAIL}`,
    ]);
  });

  it('counts a record it cannot screen as a finding', () => {
    const deep = `${'['.repeat(60_000)}${']'.repeat(60_000)}`;
    const [only] = found(`{"q":"a","x":${deep}}`, LINES).all;
    assert.equal(only?.finding.rule, 'scanner-failure');
  });

  it('leaves valid JSON without a finding when everything is redacted, however it is written', () => {
    const word = fc.constantFrom(
      MAIL,
      OTHER,
      'é',
      '😀',
      '"',
      '\\',
      '/',
      '\n',
      ' ',
      'word',
      '\u2028',
    );
    const text = fc.array(word, { maxLength: 12 }).map((words) => words.join(' '));
    const entries = fc.array(fc.record({ q: text, a: text }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(entries, fc.boolean(), fc.nat(2), (values, ascii, indent) => {
        for (const type of [LINES, JSON_DOCUMENT]) {
          const plain =
            type === LINES
              ? values.map((value) => JSON.stringify(value)).join('\n')
              : JSON.stringify(values, null, indent);
          const { document, all } = found(ascii ? escaped(plain) : plain, type);
          const redacted = document.with(redactionsOf(all));
          assert.deepEqual(marked(redacted, type), []);
          const read: typeof values =
            type === LINES
              ? redacted.split('\n').map((line) => JSON.parse(line))
              : JSON.parse(redacted);
          assert.deepEqual(
            read.map(({ q, a }) => [q, a].map(withoutPlaceholders)),
            values.map(({ q, a }) => [q, a].map(withoutMails)),
          );
        }
      }),
      { numRuns: 150 },
    );
  });
});

function escaped(json: string): string {
  return json.replaceAll(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function withoutPlaceholders(text: string): string {
  return text.replaceAll(/\[EMAIL_\d+\]/gu, '@');
}

function withoutMails(text: string): string {
  return text.replaceAll(MAIL, '@').replaceAll(OTHER, '@');
}
