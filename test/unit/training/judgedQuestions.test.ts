import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SnapshotEntry } from '../../../src/core/snapshots/snapshotEntry.js';
import { judgedQuestions } from '../../../src/core/training/data/judgedQuestions.js';
import { answerAbout, questionsAbout } from '../support/trainedWorkspace.js';

const EVERYTHING = () => true;

function entry(number: number, more: Partial<SnapshotEntry> = {}): SnapshotEntry {
  const [q] = questionsAbout(number);
  const origin = { file: 'training/kb.jsonl', line: number + 1 };
  return { id: `kb-${number}`, q, a: answerAbout(number), source: 'kb', origin, ...more };
}

function acceptance(candidate: string): SnapshotEntry['origin'] {
  const at = '2026-11-20T10:00:00.000Z';
  return { candidate, decision: '0'.repeat(64), reviewer: 'Ada <ada@acme.dev>', at };
}

describe('questions that people judged', () => {
  it('are the accepted variants of entries, and entries are ranked', () => {
    const [, first, second] = questionsAbout(1);
    const { questions, entries } = judgedQuestions(
      [entry(0), entry(1, { variants: [first, second] })],
      [],
      [],
      EVERYTHING,
    );
    assert.deepEqual(
      questions.map(({ query, relevant }) => [query, relevant]),
      [first, second].sort().map((query) => [query, ['kb-1']]),
    );
    assert.deepEqual(
      entries.map(({ questions: own }) => own),
      [[questionsAbout(0)[0]], [...questionsAbout(1)]],
    );
  });

  it('are the ways in which users asked what was accepted', () => {
    const own = entry(7, { id: 'kb-new', origin: acceptance('c-1') });
    const asked = { candidate: 'c-1', query: own.q, variants: ['what about the seventh thing'] };
    const { questions, entries } = judgedQuestions([entry(0), own], [asked], [], EVERYTHING);
    assert.deepEqual(
      questions.map(({ query, relevant }) => [query, relevant]),
      [['what about the seventh thing', ['kb-new']]],
    );
    assert.equal(entries.length, 2);
  });

  it('are accepted questions whose answer another entry has as well, which is then ranked alone', () => {
    const own = entry(0, { id: 'kb-new', q: 'make it empty', origin: acceptance('c-1') });
    const asked = { candidate: 'c-1', query: own.q, variants: [] };
    const { questions, entries } = judgedQuestions([entry(0), own], [asked], [], EVERYTHING);
    assert.deepEqual(
      questions.map(({ query, relevant }) => [query, relevant]),
      [['make it empty', ['kb-0']]],
    );
    assert.deepEqual(
      entries.map(({ id }) => id),
      ['kb-0'],
    );
  });

  it('leave one entry of each answer in', () => {
    const twins = ['a', 'b'].map((id) => entry(0, { id, origin: acceptance(`c-${id}`) }));
    const asked = twins.map(({ id, q }) => ({ candidate: `c-${id}`, query: q, variants: [] }));
    const { entries } = judgedQuestions(twins, asked, [], EVERYTHING);
    assert.deepEqual(
      entries.map(({ id }) => id),
      ['b'],
    );
  });

  it('are what reviewers refused, unless the same question accepts it', () => {
    const [, variant] = questionsAbout(1);
    const { questions } = judgedQuestions(
      [entry(0), entry(1, { variants: [variant] })],
      [],
      [
        { query: variant.toUpperCase(), answer: answerAbout(0) },
        { query: variant, answer: answerAbout(1) },
        { query: 'something else', answer: answerAbout(1) },
        { query: 'of no entry', answer: 'An answer that nothing here is like in any way at all.' },
      ],
      EVERYTHING,
    );
    const of = (query: string) => questions.find((each) => each.query === query);
    assert.deepEqual(of(variant), {
      query: variant,
      group: 'kb-0',
      relevant: ['kb-1'],
      rejected: ['kb-0'],
    });
    assert.equal(of('something else'), undefined);
    assert.equal(questions.length, 1);
  });

  it('never are what quality is measured with; how many that were is told', () => {
    const [, first, second] = questionsAbout(1);
    const { questions, leftOut } = judgedQuestions(
      [entry(0), entry(1, { variants: [first, second, first] })],
      [],
      [{ query: first, answer: answerAbout(0) }],
      (query) => query !== first,
    );
    assert.deepEqual(
      questions.map(({ query }) => query),
      [second],
    );
    assert.equal(leftOut, 1);
  });

  it('come in the same order, in groups that share no entry, whatever order entries have', () => {
    const numbers = fc.uniqueArray(fc.nat(9), { minLength: 1, maxLength: 8 });
    const refusals = fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { maxLength: 6 });
    fc.assert(
      fc.property(numbers, refusals, (chosen, refused) => {
        const entries = chosen.map((number) =>
          entry(number, { variants: questionsAbout(number).slice(1) }),
        );
        const answers = refused.map(([asked, answered]) => ({
          query: questionsAbout(asked)[1],
          answer: answerAbout(answered),
        }));
        const { questions } = judgedQuestions(entries, [], answers, EVERYTHING);
        const again = judgedQuestions(entries.toReversed(), [], answers, EVERYTHING);
        assert.deepEqual(again.questions, questions);
        const groups = new Map<string, string>();
        for (const { group, relevant, rejected } of questions)
          for (const id of [...relevant, ...rejected]) {
            assert.equal(groups.get(id) ?? group, group);
            groups.set(id, group);
          }
      }),
    );
  });
});
