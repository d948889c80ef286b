import assert from 'node:assert/strict';
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { CodelumiError } from '../../../../src/core/errors.js';
import type { JobContext } from '../../../../src/core/job.js';
import type { Candidate } from '../../../../src/core/records/candidate.js';
import type { EntryRef, Resolution } from '../../../../src/core/records/resolution.js';
import { openReranker } from '../../../../src/core/reranking/openReranker.js';
import { rankKnowledge } from '../../../../src/core/reranking/rankKnowledge.js';
import { KnowledgeIndex } from '../../../../src/core/retrieval/knowledgeIndex.js';
import { RECIPROCAL_RANK } from '../../../../src/core/retrieval/metrics/averagePrecision.js';
import { precisionAt } from '../../../../src/core/retrieval/metrics/cutoffMeasures.js';
import { evaluateRun } from '../../../../src/core/retrieval/metrics/evaluateRun.js';
import { ndcgAt } from '../../../../src/core/retrieval/metrics/gainMeasures.js';
import { readReview } from '../../../../src/core/review/decide.js';
import { filesReader } from '../../../../src/core/review/reviewReader.js';
import type { SnapshotEntry } from '../../../../src/core/snapshots/snapshotEntry.js';
import { HOLDOUT_FILE } from '../../../../src/core/validation/holdout/holdout.js';
import type { ImpactPreview } from '../../../../src/core/validation/impact/impactPreview.js';
import { ImpactPreviews } from '../../../../src/core/validation/impact/impactPreviews.js';
import { idOf, minedCandidate } from '../../support/minedCandidate.js';
import {
  accept,
  built,
  inKb,
  pair,
  workspace as smallWorkspace,
} from '../../support/smallReview.js';
import { put, text } from '../../support/temporaryWorkspace.js';
import { tickingContext } from '../../support/testContext.js';

const SUBJECTS = ['cache', 'proxy', 'branch', 'socket', 'cursor', 'thread', 'buffer', 'bundle'];
const ENTRIES = 14;

/** So alike that a new one pushes others about. */
function candidate(number: number, words = pair(number + 40), variants: readonly string[] = []) {
  return minedCandidate(number, words, variants);
}

const HOLDOUT = [
  ...[0, 3, 6, 9, 12].map((number) => ({
    query: `${SUBJECTS[number % SUBJECTS.length]} cleared, button of the tool`,
    relevant: [{ id: `kb-${number}`, grade: 2 }],
  })),
  { query: 'where is the advanced page of the thread', answer: `${pair(5).assistant_output}` },
  { query: 'nothing has these syllables', relevant: [{ id: 'kb-1' }, { id: 'kb-77' }] },
];

async function workspace(
  candidates: readonly Candidate[],
  holdout: readonly object[] | undefined = HOLDOUT,
): Promise<string> {
  const lines = (records: readonly object[]) =>
    records.map((record) => `${JSON.stringify(record)}\n`).join('');
  const root = await smallWorkspace(ENTRIES, candidates);
  if (holdout.length > 0) await put(root, HOLDOUT_FILE, lines(holdout));
  return root;
}

function previewsOf(context: JobContext): ImpactPreviews {
  const policy = { overlap: 0, overlapKey: '' };
  return new ImpactPreviews(context, filesReader(context), {
    viewing: () => ({ me: undefined, policy }),
  });
}

async function released(context: JobContext, root: string): Promise<SnapshotEntry[]> {
  return (await built(context, root)).entries;
}

function figuresOver(entries: readonly SnapshotEntry[], heir: (id: string) => string): number[] {
  const index = new KnowledgeIndex(
    entries.map(({ id, q, a, variants = [] }) => ({ id, questions: [q, ...variants], answer: a })),
  );
  const run = new Map(HOLDOUT.map(({ query }, at) => [`${at}`, index.search(query, 10)]));
  const qrels = new Map(
    HOLDOUT.map((each, at) => [
      `${at}`,
      new Map(
        'relevant' in each
          ? each.relevant.map(({ id, ...rest }) => [heir(id), 'grade' in rest ? rest.grade : 1])
          : [[heir('kb-5'), 1]],
      ),
    ]),
  );
  const measures = [RECIPROCAL_RANK, ndcgAt(10), precisionAt(1), precisionAt(5), precisionAt(10)];
  return [...evaluateRun(run, qrels, measures).summary];
}

function assertFigures({ holdout }: ImpactPreview, before: number[], after: number[]): void {
  const close = (one: number[], other: number[]) =>
    assert.deepEqual(one.map(rounded), other.map(rounded));
  close(
    holdout.figures.map((figure) => figure.before),
    before,
  );
  close(
    holdout.figures.map((figure) => figure.after),
    after,
  );
}

/** Sums in another order differ in their last digits. */
function rounded(figure: number): string {
  return figure.toFixed(12);
}

describe('the impact of a candidate', () => {
  const own = {
    query: 'Which button is it that empties my socket?',
    assistant_output: pair(3).assistant_output,
  };

  for (const [kind, resolution] of [
    ['keep', { kind: 'keep' }],
    ['merge', { kind: 'merge', entry: inKb(3) }],
    ['supersede', { kind: 'supersede', entry: inKb(5) }],
  ] as const satisfies readonly (readonly [string, Resolution])[]) {
    it(`is what two snapshots, with it and without it, measure: ${kind}`, async () => {
      const root = await workspace([candidate(1, own), candidate(2), candidate(3)]);
      const context = tickingContext(root);
      await accept(context, 2);
      await accept(context, 3, { kind: 'merge', entry: inKb(6) });
      const previews = previewsOf(context);
      const preview = await previews.preview({ candidate: idOf(1), resolution });
      const before = await released(context, root);
      await accept(context, 1, resolution);
      const after = await released(context, root);
      const entry = after.find(
        ({ a, origin }) =>
          'candidate' in origin && origin.candidate === idOf(1) && a === own.assistant_output,
      );
      const heir = (id: string) => (kind === 'supersede' && id === 'kb-5' ? (entry?.id ?? '') : id);
      assertFigures(
        preview,
        figuresOver(before, (id) => id),
        figuresOver(after, heir),
      );
      assert.equal(preview.entries, before.length);
      // Once it is accepted, its impact is what it was: the difference that it makes.
      assert.deepEqual(await previews.preview({ candidate: idOf(1) }), preview);
      assert.deepEqual(await previewsOf(context).preview({ candidate: idOf(1) }), preview);
    });
  }

  it('is by the reranker in use what two indexes made anew give, and gives way to others', async () => {
    const root = await workspace([candidate(1, own)]);
    const context = tickingContext(root);
    const previews = previewsOf(context);
    const request = { candidate: idOf(1), resolution: { kind: 'keep' } } as const;
    assert.equal(await previews.reranked(request), undefined);
    assert.equal((await previews.preview(request)).inUse, null);
    await mkdir(join(root, 'models'), { recursive: true });
    await copyFile('models/reranker.joblib', join(root, 'models/reranker.joblib'));
    const plain = await previews.preview(request);
    assert.deepEqual([plain.rankedBy, plain.inUse], [null, 'models/reranker.joblib']);
    const reranked = await previews.reranked(request);
    assert.equal(reranked?.rankedBy, 'models/reranker.joblib');
    const before = await released(context, root);
    await accept(context, 1, request.resolution);
    const after = await released(context, root);
    const reciprocal = async (entries: readonly SnapshotEntry[]) => {
      const knowledge = new KnowledgeIndex(
        entries.map(({ id, q, a, variants = [] }) => ({
          id,
          questions: [q, ...variants],
          answer: a,
        })),
      );
      const reranker = await openReranker(context, 'models/reranker.joblib', knowledge);
      let sum = 0;
      for (const each of HOLDOUT) {
        const hits = await rankKnowledge(knowledge, each.query, { limit: 10, reranker });
        const right = 'relevant' in each ? each.relevant.map(({ id }) => id) : ['kb-5'];
        const place = hits.findIndex(({ id }) => (right as readonly string[]).includes(id));
        sum += place < 0 ? 0 : 1 / (place + 1);
      }
      return sum / HOLDOUT.length;
    };
    const figure = reranked.holdout.figures[0];
    assert.equal(rounded(figure?.before ?? 0), rounded(await reciprocal(before)));
    assert.equal(rounded(figure?.after ?? 0), rounded(await reciprocal(after)));
    const late = previews.reranked({
      candidate: idOf(1),
      resolution: { kind: 'merge', entry: inKb(3) },
    });
    const next = previews.preview({ candidate: idOf(1) });
    assert.deepEqual([await late, (await next).rankedBy], [undefined, null]);
  });

  it('of a merge tells whether the entry asks the same', async () => {
    const { query } = pair(11);
    const close = { ...own, query: `${query.slice(0, -1)}, please?` };
    const root = await workspace([candidate(1, own), candidate(2, close)]);
    const previews = previewsOf(tickingContext(root));
    const asksSame = async (number: number, resolution: Resolution) =>
      (await previews.preview({ candidate: idOf(number), resolution })).asksSame;
    assert.equal(await asksSame(1, { kind: 'merge', entry: inKb(11) }), false);
    assert.equal(await asksSame(2, { kind: 'merge', entry: inKb(11) }), true);
    assert.equal(await asksSame(2, { kind: 'merge', entry: inKb(4) }), false);
    assert.equal(await asksSame(2, { kind: 'keep' }), false);
  });

  it('of a merge is where its own questions are found then', async () => {
    const asked = ['emptying a socket', 'I am jane.doe@brightforge.com, how do I clear it?'];
    const root = await workspace([candidate(1, own, asked)]);
    const preview = await previewsOf(tickingContext(root)).preview({
      candidate: idOf(1),
      resolution: { kind: 'merge', entry: inKb(11) },
    });
    const { own: questions, entry, obstacle } = preview;
    assert.equal(obstacle, null);
    assert.deepEqual(entry, {
      id: 'kb-11',
      from: { where: 'kb', id: 'kb-11' },
      question: pair(11).query,
    });
    // What screening objects to would not be taken, and is not shown.
    assert.deepEqual(
      questions.map(({ question, isVariant }) => ({ question, isVariant })),
      [
        { question: own.query, isVariant: false },
        { question: asked[0], isVariant: true },
      ],
    );
    assert.ok((questions[0]?.before ?? Number.POSITIVE_INFINITY) > 1);
    assert.equal(questions[0]?.after, 1);
    assert.equal(questions[0]?.firstAfter?.id, 'kb-11');
  });

  it('of a new entry names what it pushes out of the first ten, and whose right answer that was', async () => {
    const holdout = [{ query: 'build tool report', relevant: [{ id: 'kb-2' }] }];
    const root = await workspace(
      [
        candidate(1, {
          query: 'build tool report',
          assistant_output:
            'The report of the build tool stands in its log, one line for each task that it ran.',
        }),
      ],
      holdout,
    );
    const {
      holdout: impact,
      displaced,
      own: questions,
    } = await previewsOf(tickingContext(root)).preview({ candidate: idOf(1) });
    assert.equal(impact.n, 1);
    assert.equal(questions[0]?.before, null);
    assert.equal(questions[0]?.after, 1);
    assert.equal(displaced.length, 1);
    assert.deepEqual(
      displaced.map(({ ownQuestions, holdoutQueries }) => [ownQuestions, holdoutQueries]),
      [[1, 1]],
    );
    const [worse] = impact.regressed;
    assert.equal(worse?.query, 'build tool report');
    assert.deepEqual(
      worse?.pastBy.map(({ question }) => question),
      ['build tool report'],
    );
    assert.equal(worse?.after, (worse?.before ?? 0) + 1);
  });

  it('says why a choice cannot be carried out, and what of the holdout cannot be used', async () => {
    const root = await workspace([candidate(1), candidate(2)], [{ query: 'no judgement' }]);
    await put(root, HOLDOUT_FILE, `${await text(root, HOLDOUT_FILE)}{"query":\n`);
    const context = tickingContext(root);
    const previews = previewsOf(context);
    const gone: EntryRef = { ...inKb(1), digest: '1'.repeat(64) };
    const obstructed = await previews.preview({
      candidate: idOf(1),
      resolution: { kind: 'merge', entry: gone },
    });
    assert.match(obstructed.obstacle ?? '', /was decided beside kb-1, which is not there/u);
    const { holdout } = await previews.preview({ candidate: idOf(1) });
    assert.equal(holdout.n, 0);
    assert.deepEqual(
      holdout.problems.map((problem) => problem.replace(/: .*/u, '')),
      [`${HOLDOUT_FILE}:1`, `${HOLDOUT_FILE}:2`],
    );
    await accept(context, 2, { kind: 'supersede', entry: inKb(4) });
    const rival = await previews.preview({
      candidate: idOf(1),
      resolution: { kind: 'supersede', entry: inKb(4) },
    });
    assert.match(rival.obstacle ?? '', /takes the place of kb-4/u);
    await assert.rejects(
      previews.preview({ candidate: idOf(9) }),
      (error) => error instanceof CodelumiError && error.reason === 'not-found',
    );
  });

  it('goes from candidate to candidate, and choice to choice, as if each were the first', async () => {
    const numbers = [1, 2, 3, 4];
    const root = await workspace(
      numbers.map((number) =>
        candidate(number, pair(number + 40), [`clear ${SUBJECTS[number]} now`]),
      ),
    );
    const context = tickingContext(root);
    const remembering = previewsOf(context);
    const entry = fc.integer({ min: 0, max: ENTRIES - 1 }).map(inKb);
    const resolution: fc.Arbitrary<Resolution> = fc.oneof(
      fc.constant({ kind: 'keep' as const }),
      entry.map((ref) => ({ kind: 'merge' as const, entry: ref })),
      entry.map((ref) => ({ kind: 'supersede' as const, entry: ref })),
    );
    const step = fc.record({
      number: fc.constantFrom(...numbers),
      resolution,
      isDecided: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
        for (const { number, resolution: chosen, isDecided } of steps) {
          const request = { candidate: idOf(number), resolution: chosen };
          const { status } = (await readReview(context, idOf(number))).state;
          if (isDecided && status === 'pending') await accept(context, number, { kind: 'keep' });
          assert.deepEqual(
            await remembering.preview(request),
            await previewsOf(context).preview(request),
          );
        }
      }),
      { numRuns: 12, endOnFailure: true },
    );
  });
});
