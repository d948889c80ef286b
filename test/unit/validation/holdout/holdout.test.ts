import assert from 'node:assert/strict';
import {
  causesOf,
  changesByEntry,
} from '../../../../src/core/validation/holdout/comparedQueries.js';
import { readHoldout } from '../../../../src/core/validation/holdout/holdout.js';
import { judgementsIn } from '../../../../src/core/validation/holdout/judgements.js';
import {
  judgedHits,
  rankQueries,
  valuesOf,
} from '../../../../src/core/validation/holdout/rankedQueries.js';
import {
  inBestOrder,
  inRandomOrder,
} from '../../../../src/core/validation/holdout/referenceOrders.js';
import { changesBetween } from '../../../../src/core/validation/versions/changes.js';
import { KnowledgeVersion } from '../../../../src/core/validation/versions/knowledgeVersion.js';
import { temporaryWorkspace } from '../../support/temporaryWorkspace.js';
import { testContext } from '../../support/testContext.js';
import { acceptance, entry } from '../validationEntries.js';

const FILE = 'training/eval/holdout.jsonl';

async function holdoutOf(...lines: readonly (string | object)[]) {
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
  const root = await temporaryWorkspace({ [FILE]: `${text.join('\n')}\n` });
  return readHoldout(testContext(root));
}

describe('the holdout', () => {
  it('is read beside lines that are damaged, each told with its place', async () => {
    const { lines, faults, sha256 } = await holdoutOf(
      { query: 'undo a commit', relevant: [{ id: 'kb-1' }, { id: 7, grade: 3 }] },
      '{"query":"torn',
      { query: 'nothing', relevant: [] },
      { query: 'no grade above nothing', relevant: [{ id: 'kb-1', grade: 0 }] },
      { query: 'how old', answer: 'Very.', note: 'more than is asked for' },
      { query: 'neither' },
    );
    assert.match(sha256 ?? '', /^[0-9a-f]{64}$/u);
    assert.deepEqual(
      lines.map(({ value, place }) => [value.query, place.line]),
      [
        ['undo a commit', 1],
        ['how old', 5],
      ],
    );
    const [first] = lines;
    assert.deepEqual(first && 'relevant' in first.value && first.value.relevant, [
      { id: 'kb-1', grade: 1 },
      { id: '7', grade: 3 },
    ]);
    assert.deepEqual(
      faults.map(({ place }) => `${place.file}:${place.line}`),
      [2, 3, 4, 6].map((line) => `${FILE}:${line}`),
    );
    assert.match(faults.at(-1)?.message ?? '', /needs a query, and what is relevant/u);
  });

  it('is empty where there is no file', async () => {
    const { sha256, lines } = await readHoldout(testContext(await temporaryWorkspace()));
    assert.deepEqual([sha256, lines], [undefined, []]);
  });
});

describe('what is relevant in a version', () => {
  const before = new KnowledgeVersion('before', [entry('kb-1'), entry('kb-2', { a: 'The same.' })]);
  const after = new KnowledgeVersion('after', [
    entry('kb-8', { supersedes: ['kb-1'] }),
    entry('kb-9', { supersedes: ['kb-2'], a: 'Another.' }),
    entry('kb-10', { a: 'The same' }),
  ]);

  it('is what took the place of an entry, and whatever gives an answer', async () => {
    const { lines } = await holdoutOf(
      { query: 'one', relevant: [{ id: 'kb-1', grade: 2 }, { id: 'kb-8' }, { id: 'kb-404' }] },
      { query: 'two', answer: 'The same.' },
      { query: 'three', answer: 'Nobody says this.' },
    );
    const judged = lines.map((line) => judgementsIn(after, line, before));
    assert.deepEqual(
      judged.map(({ judgements, isAnswerable }) => [[...judgements], isAnswerable]),
      [
        [
          [
            ['kb-8', 2],
            ['kb-404', 1],
          ],
          true,
        ],
        [
          [
            ['kb-10', 1],
            ['kb-9', 1],
          ],
          true,
        ],
        [[['\u0000', 1]], false],
      ],
    );
  });
});

describe('rankings', () => {
  const version = new KnowledgeVersion('all', [
    entry('kb-1', { q: 'How do I undo a commit?' }),
    entry('kb-2', { q: 'How do I undo?' }),
    entry('kb-3', { q: 'Where is the cache?' }),
  ]);
  const queries = [{ query: 'undo a commit', judgements: new Map([['kb-2', 1]]) }];
  const signal = new AbortController().signal;

  it('have the figures of trec_eval, a rank, and the best order of what was found', async () => {
    const ranked = await rankQueries({ signal }, { knowledge: version.index() }, queries);
    assert.equal(ranked[0]?.rank, 2);
    assert.deepEqual(valuesOf(ranked, 'mrr@10'), [0.5]);
    assert.deepEqual(valuesOf(ranked, 'success@1'), [0]);
    assert.deepEqual(valuesOf(ranked, 'precision@10'), [0.1]);
    assert.deepEqual(valuesOf(inBestOrder(ranked), 'ndcg@10'), [1]);
    const [random = 0] = valuesOf(inRandomOrder(ranked, 1), 'mrr@10');
    assert.ok(random > 0.5 && random < 1);
    assert.deepEqual(inRandomOrder(ranked, 1), inRandomOrder(ranked, 1));
  });

  it('stop when they are told to', async () => {
    const stopped = AbortSignal.abort();
    await assert.rejects(
      rankQueries({ signal: stopped }, { knowledge: version.index() }, queries),
      /Cancelled/u,
    );
  });
});

describe('the causes of a change', () => {
  const old = new KnowledgeVersion('old', [entry('kb-1'), entry('kb-2')]);
  const judgements = new Map([['kb-1', 1]]);
  const hits = (...ids: readonly string[]) => ids.map((id, at) => ({ id, score: -at }));
  const query = { value: { query: 'one', answer: 'x' }, place: { file: FILE, line: 1 } };
  const baseline = judgedHits(hits('kb-1', 'kb-2'), judgements);

  it('are the entries above the right one, with candidate and decision, changed ones first', () => {
    const added = acceptance('candidate-20260101-0001');
    const now = new KnowledgeVersion('now', [
      ...old.entries.values(),
      entry('kb-9', { origin: added }),
    ]);
    const changes = changesByEntry(changesBetween(old, now));
    const candidate = judgedHits(hits('kb-2', 'kb-9', 'kb-1'), judgements);
    const { decision } = added;
    assert.deepEqual(causesOf({ query, baseline, candidate }, true, changes), [
      { id: 'kb-9', what: 'new', acceptances: [{ candidate: added.candidate, decision }] },
      { id: 'kb-2', what: 'moved', acceptances: [] },
    ]);
  });

  it('are the right entry itself where it is gone, or is better to find', () => {
    const merged = [acceptance('candidate-20260101-0002')];
    const better = new KnowledgeVersion('better', [entry('kb-1', { variants: ['One?'], merged })]);
    const gone = new KnowledgeVersion('gone', [entry('kb-2')]);
    const found = causesOf(
      { query, baseline: judgedHits(hits('kb-2', 'kb-1'), judgements), candidate: baseline },
      false,
      changesByEntry(changesBetween(old, better)),
    );
    assert.deepEqual(
      found.map(({ id, what, acceptances: [first] }) => [id, what, first?.candidate]),
      [
        ['kb-1', 'changed', 'candidate-20260101-0002'],
        ['kb-2', 'gone', undefined],
      ],
    );
    const lost = judgedHits(hits('kb-2'), judgements);
    const [cause] = causesOf(
      { query, baseline, candidate: lost },
      true,
      changesByEntry(changesBetween(old, gone)),
    );
    assert.deepEqual([cause?.id, cause?.what], ['kb-1', 'gone']);
  });
});
