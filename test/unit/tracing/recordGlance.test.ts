import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ownFileKind } from '../../../src/core/tracing/ownFile.js';
import { glanceAt } from '../../../src/core/tracing/recordGlance.js';

const ID = 'candidate-20261120-0002';
const OTHER = 'candidate-20261120-0009';

describe('a glance at a record', () => {
  it('knows our files by their path', () => {
    assert.equal(ownFileKind('candidates/2026-11-20.jsonl'), 'candidates');
    assert.equal(ownFileKind('staging_kb/2026-11-20/decisions/w.jsonl'), 'journal');
    assert.equal(ownFileKind('staging_kb/2026-11-20/flagged.jsonl'), 'projection');
    assert.equal(ownFileKind('training/snapshots/kb_snapshot_20261120_1000.jsonl'), 'snapshot');
    assert.equal(ownFileKind('userData/lumi_memory.jsonl'), undefined);
    assert.equal(ownFileKind('staging_kb/2026-11-20/other.jsonl'), undefined);
  });

  it('tells candidate, question and group of each kind of record', () => {
    const line = JSON.stringify({ id: ID, source: 'user_memory', query: 'Why "so"?\n' });
    const candidate = {
      candidate: ID,
      source: undefined,
      name: ID,
      text: 'Why "so"?\n',
      group: 'user_memory',
    };
    assert.deepEqual(glanceAt('candidates', line), candidate);
    assert.deepEqual(glanceAt('projection', line), candidate);
    const decision = JSON.stringify({ v: 1, seq: 1, action: 'reject', candidate: ID });
    assert.deepEqual(glanceAt('journal', decision), {
      candidate: ID,
      source: undefined,
      name: `reject ${ID}`,
      text: '',
      group: ID,
    });
    const accepted = { id: 'x', q: 'Q?', a: 'A', origin: { candidate: ID, decision: 'd' } };
    assert.equal(glanceAt('snapshot', JSON.stringify(accepted))?.candidate, ID);
    const known = { id: 'kb-1', q: 'Q?', a: 'A', origin: { file: 'training/a.json', line: 3 } };
    assert.deepEqual(glanceAt('snapshot', JSON.stringify(known)), {
      candidate: undefined,
      source: { file: 'training/a.json', line: 3 },
      name: 'kb-1',
      text: 'Q?',
      group: 'training/a.json',
    });
  });

  it('is not misled by what texts hold', () => {
    const forged = `","candidate":"${OTHER}","origin":{"candidate":"${OTHER}"},"id":"${OTHER}`;
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string({ unit: 'binary' }), (before, after, odd) => {
        const text = `${before}${forged}${odd}${forged}${after}`;
        const reviewer = { name: text, email: text };
        const decision = { v: 1, seq: 1, reviewer, action: 'reject', candidate: ID, reason: text };
        const seen = glanceAt('journal', JSON.stringify(decision))?.candidate;
        // A name longer than what is looked at hides the id; it never puts another in its place.
        assert.ok(seen === ID || seen === undefined);
        const entry = { id: text, q: text, a: text, origin: { file: 'training/a.json', line: 3 } };
        assert.equal(glanceAt('snapshot', JSON.stringify(entry))?.candidate, undefined);
        const line = { id: ID, source: text, query: text };
        const glance = glanceAt('candidates', JSON.stringify(line));
        assert.equal(glance?.candidate, ID);
        assert.ok(text.startsWith(glance?.text ?? text));
      }),
    );
  });

  it('finds nothing in what is no record', () => {
    for (const kind of ['candidates', 'journal', 'projection', 'snapshot'] as const)
      for (const line of ['', '{', 'plain text', '{"id":7}', '[]'])
        assert.equal(glanceAt(kind, line), undefined);
  });

  it('looks at either end of a line alone, however long it is', () => {
    const long = { id: ID, source: 's', query: '\\'.repeat(1_000_000), assistant_output: 'x' };
    const line = JSON.stringify(long);
    const glance = glanceAt('candidates', line);
    assert.deepEqual(glance, glanceAt('candidates', line.slice(0, 2_048)));
    assert.equal(glance?.text, '\\'.repeat(240));
    const entry = { id: 'kb', q: 'Q', a: '"'.repeat(1_000_000), origin: { candidate: ID } };
    assert.equal(glanceAt('snapshot', JSON.stringify(entry))?.candidate, ID);
  });
});
