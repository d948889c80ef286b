import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type Alignment,
  alignRecords,
  isDifferent,
} from '../../../src/core/comparison/alignRecords.js';
import { type RecordChange, recordChanges } from '../../../src/core/comparison/recordChanges.js';
import { recordSide } from '../../../src/core/comparison/recordSide.js';
import { temporaryWorkspace } from '../support/temporaryWorkspace.js';
import { testContext } from '../support/testContext.js';

type Value = Readonly<Record<string, unknown>>;

const root = await temporaryWorkspace();
const context = testContext(root);

function lines(records: readonly (Value | string)[]): string {
  return records
    .map((each) => `${typeof each === 'string' ? each : JSON.stringify(each)}\n`)
    .join('');
}

function aligned(before: string, after: string, ending = 'jsonl'): Promise<Alignment> {
  const side = (text: string, name: string) =>
    recordSide(context.files, { file: `${name}.${ending}`, bytes: Buffer.from(text) });
  return alignRecords(context, side(before, 'before'), side(after, 'after'));
}

async function changes(before: string, after: string, ending?: string): Promise<RecordChange[]> {
  const found: RecordChange[] = [];
  for await (const each of recordChanges(context, await aligned(before, after, ending)))
    found.push(each);
  return found;
}

const ENTRIES = [
  { id: 'kb-1', q: 'How do I undo a commit?', a: 'Run git reset --soft HEAD~1.' },
  { id: 'kb-2', q: 'How do I delete a branch?', a: 'Run git push origin --delete it.' },
  {
    id: 'kb-3',
    q: 'How do I find a bug?',
    a: 'Use git bisect.',
    metadata: { tokens: { query: 5 } },
  },
] as const;
const [ONE, TWO, THREE] = ENTRIES;

const GREEDY = 'A greedy quantifier takes as much as it can and gives back only what it must.';

describe('comparing files record by record', () => {
  it('sees a record that was moved and edited as one change', async () => {
    const edited = { ...ONE, a: 'Run git reset --soft HEAD~1, then commit anew.' };
    const [only, ...rest] = await changes(lines(ENTRIES), lines([TWO, THREE, edited]));
    assert.deepEqual(rest, []);
    assert.deepEqual(only, {
      kind: 'changed',
      moved: true,
      id: 'kb-1',
      before: 1,
      after: 3,
      fields: [{ path: 'a', before: ONE.a, after: edited.a }],
    });
  });

  it('tells fields of objects one by one, and fields that came or went', async () => {
    const { metadata: _gone, ...kept } = THREE;
    const after = { ...kept, metadata: { tokens: { query: 6 }, gap: true } };
    const [change] = await changes(lines([THREE]), lines([after]));
    assert.deepEqual(change?.fields, [
      { path: 'metadata.tokens.query', before: 5, after: 6 },
      { path: 'metadata.gap', after: true },
    ]);
  });

  it('takes neither the order of records nor that of keys for a difference', async () => {
    const turned = ENTRIES.map((entry) => Object.fromEntries(Object.entries(entry).reverse()));
    const { counts } = await aligned(lines(ENTRIES), lines(turned.reverse()));
    assert.deepEqual([counts.same, counts.moved, isDifferent(counts)], [3, 2, false]);
  });

  it('recognises records without an id by their content, their question, or most of their words', async () => {
    const before = [
      { q: 'What stays?', a: 'This does.' },
      { q: 'What is answered anew?', a: 'Something short.' },
      { title: 'Regular expressions', text: GREEDY },
    ];
    const after = [
      { title: 'Greedy and lazy', text: `${GREEDY} Always.` },
      { q: 'What is answered anew?', a: 'By completely different words than those before.' },
      before[0] ?? {},
    ];
    const found = await changes(lines(before as Value[]), lines(after as Value[]));
    assert.deepEqual(
      found.map(({ kind, before: old, after: now }) => [kind, old, now]),
      [
        ['changed', 3, 1],
        ['changed', 2, 2],
      ],
    );
  });

  it('never takes two ids for one record, and tells records with one id apart', async () => {
    const twin = { ...ONE, a: 'Another one.' };
    const found = await changes(lines([ONE, twin]), lines([twin, { ...ONE, id: 'kb-9' }]));
    assert.deepEqual(
      found.map(({ kind, id }) => [kind, id]),
      [
        ['removed', 'kb-1'],
        ['added', 'kb-9'],
      ],
    );
  });

  it('keeps damaged lines in sight, and the records beside them', async () => {
    const torn = '{"id":"kb-7","q":"torn';
    const before = lines([ONE, 'plain text of somebody', TWO]);
    const found = await changes(before, lines([ONE, TWO, torn]));
    assert.deepEqual(
      found.map(({ kind, before: old, after: now, damage }) => [
        kind,
        old ?? now,
        damage !== undefined,
      ]),
      [
        ['removed', 2, true],
        ['added', 3, true],
      ],
    );
    assert.deepEqual(await changes(before, before), []);
  });

  it('reads documents as well as lines', async () => {
    const document = (entries: readonly Value[]) => JSON.stringify({ qa: entries }, null, 2);
    const edited = { ...TWO, a: 'No.' };
    const found = await changes(document(ENTRIES), document([edited, ONE, THREE]), 'json');
    assert.deepEqual(
      found.map(({ id, moved, fields }) => [id, moved, fields.map(({ path }) => path)]),
      [['kb-2', true, ['a']]],
    );
  });

  it('masks secrets, and shows that one was exchanged', async () => {
    const [one, other] = ['k9Vt2mQx7Lp4', 'Zx81bNw3Rt6Y'].map((password) => ({
      id: 'kb-1',
      q: 'Where is it?',
      a: `At https://${['ci-runner', password].join(':')}@git.corp.net, as ever.`,
    }));
    const found = await changes(lines([one ?? {}]), lines([other ?? {}]));
    assert.doesNotMatch(JSON.stringify(found), /k9Vt|Zx81/u);
    const [field] = found[0]?.fields ?? [];
    assert.notEqual(field?.before, field?.after);
  });

  it('finds exactly the edits in a file that was shuffled and edited', async () => {
    const word = fc.constantFrom(
      'cache',
      'proxy',
      'branch',
      'socket',
      'cursor',
      'thread',
      'buffer',
    );
    const sentence = fc
      .array(word, { minLength: 4, maxLength: 12 })
      .map((words) => words.join(' '));
    const record = fc.record({ q: sentence, a: sentence, hasId: fc.boolean() });
    const edit = fc.constantFrom('none', 'none', 'edited', 'removed', 'added');
    const planned = fc.array(fc.tuple(record, edit, fc.nat()), { maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(planned, async (plan) => {
        const steps = plan.map(([{ q, a, hasId }, fate, at], index) => {
          // Numbers make every question its own, as it is known again by it without an id.
          const value = { ...(hasId ? { id: `kb-${index}` } : {}), q: `${index}? ${q}`, a };
          return { value, fate, at, index };
        });
        const before = steps.filter(({ fate }) => fate !== 'added').map(({ value }) => value);
        const after = steps
          .filter(({ fate }) => fate !== 'removed')
          .sort((x, y) => x.at - y.at)
          .map(({ fate, value }) =>
            fate === 'edited' ? { ...value, a: `${value.a} edited` } : value,
          );
        const expected = steps
          .filter(({ fate }) => fate !== 'none')
          .map(({ fate, index }) => `${fate === 'edited' ? 'changed' : fate} ${index}`);
        assertEdits(await changes(lines(before), lines(after)), expected, [before, after]);
      }),
      { numRuns: 60 },
    );
  });
});

/**
 * A record without an id that went, and one like it that came, may well be one that was edited: then both
 * are told as one change.
 */
function assertEdits(
  found: readonly RecordChange[],
  expected: readonly string[],
  [before = [], after = []]: readonly (readonly Value[])[],
): void {
  const numberAt = (records: readonly Value[], line: number | undefined) =>
    line === undefined ? undefined : String(records[line - 1]?.['q']).split('?')[0];
  const told = found.flatMap((change) => {
    const [old, now] = [numberAt(before, change.before), numberAt(after, change.after)];
    if (change.kind !== 'changed' || old === now) return [`${change.kind} ${now ?? old}`];
    return [`removed ${old}`, `added ${now}`];
  });
  assert.deepEqual(told.sort(), [...expected].sort());
}
