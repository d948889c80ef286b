import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CodelumiError } from '../../../src/core/errors.js';
import type { JobContext } from '../../../src/core/job.js';
import { extract } from '../../../src/core/mining/extract.js';
import type { Checklist } from '../../../src/core/records/decision.js';
import type { IndexedCandidate } from '../../../src/core/review/dayContents.js';
import { decide, readReview, undoDecision } from '../../../src/core/review/decide.js';
import { readDecideItems } from '../../../src/core/review/decideItems.js';
import { projectDay } from '../../../src/core/review/projections.js';
import { loadQueue } from '../../../src/core/review/queue.js';
import { TraitTallies } from '../../../src/core/review/queueGroups.js';
import { ReviewIndex } from '../../../src/core/review/reviewIndex.js';
import { filesReader, type ReviewReader } from '../../../src/core/review/reviewReader.js';
import { screen } from '../../../src/core/screening/screen.js';
import { CountingFiles } from '../support/countingFiles.js';
import { MemoryLog } from '../support/memoryLog.js';
import { put, temporaryWorkspace, text } from '../support/temporaryWorkspace.js';
import { tickingContext } from '../support/testContext.js';

const REVIEWER = { name: 'Ada', email: '' };
const ALL: Checklist = { factual: true, cited: true, no_pii: true, clear: true };
const LOG = 'userData/lumi_memory.jsonl';
const DAYS = ['2026-11-19', '2026-11-20'];
const IDS = DAYS.flatMap((day) =>
  [1, 2, 3, 4].map((number) => `candidate-${day.replaceAll('-', '')}-000${number}`),
);
const STATUSES = ['pending', 'flagged', 'accepted', 'rejected'] as const;

function liked(log: MemoryLog, question: string): MemoryLog {
  const who = question.includes('mail') ? ['ada', 'acme.dev'].join('@') : 'nobody';
  return log
    .user(question)
    .assistant(`A long enough answer to ${question} Truly, it is: ask ${who}.`)
    .button('up')
    .pause(99);
}

/** Two days with four candidates each, one of them flagged for an address. */
async function workspace(): Promise<{ root: string; context: JobContext }> {
  const root = await temporaryWorkspace();
  const log = new MemoryLog();
  for (const day of DAYS) {
    for (const topic of ['One', 'Two', 'Three', 'mail']) liked(log, `${topic} on ${day}?`);
    await put(root, LOG, log.toString());
    await extract({}, tickingContext(root, `${day}T10:00:00.000Z`));
  }
  return { root, context: tickingContext(root, '2026-11-21T10:00:00.000Z') };
}

/** What the index shows, in the words of `loadQueue`. */
function shownBy(index: ReviewIndex) {
  const { counts, problems, groups } = index.overview();
  const candidates = STATUSES.flatMap((status) => index.groupPage(status, undefined, 0, 1_000));
  const byDay = groups.flatMap(({ status, day }) => index.groupPage(status, day, 0, 1_000));
  assert.deepEqual(sorted(byDay), sorted(candidates));
  assert.deepEqual(sorted(index.page(0, 1_000)), sorted(candidates));
  return { counts, candidates: sorted(candidates), problems: sorted(problems) };
}

async function inTheFiles(context: JobContext) {
  const { counts, candidates, problems } = await loadQueue({}, context);
  return { counts, candidates: sorted(candidates), problems: sorted(problems) };
}

function sorted<T>(values: readonly T[]): T[] {
  const key = (value: T) => JSON.stringify(value);
  return [...values].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

interface Step {
  readonly by: 'index' | 'files' | 'other clone';
  readonly id: string;
  readonly action:
    | 'accept'
    | 'reject'
    | 'flag'
    | 'reopen'
    | 'edit'
    | 'undo'
    | 'tamper'
    | 'screen'
    | 'break journal'
    | 'append a line';
  readonly word: string;
}

const step: fc.Arbitrary<Step> = fc.record({
  by: fc.constantFrom('index', 'files', 'other clone'),
  id: fc.constantFrom(...IDS),
  action: fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom('accept', 'reject', 'flag', 'reopen', 'edit', 'undo') },
    {
      weight: 1,
      arbitrary: fc.constantFrom('tamper', 'screen', 'break journal', 'append a line'),
    },
  ),
  word: fc.stringMatching(/^[a-z]{1,8}$/u),
});

async function take(
  { by, id, action, word }: Step,
  root: string,
  context: JobContext,
  index: ReviewIndex,
) {
  const day = `2026-11-${id.slice(16, 18)}`;
  const file = `candidates/${day}.jsonl`;
  if (action === 'tamper') return put(root, file, (await text(root, file)).replace('Truly', word));
  if (action === 'append a line')
    return put(root, file, `${await text(root, file)}{"id":"${id}"\n`);
  if (action === 'break journal') return breakJournal(root, context, day);
  if (action === 'screen') {
    const minimumAnswerCharacters = word.length * 12;
    await put(
      root,
      '.codelumi/config.json',
      JSON.stringify({ screening: { minimumAnswerCharacters } }),
    );
    await screen({}, context);
    return undefined;
  }
  const writer = by === 'other clone' ? 'other-1' : 'mine-1';
  await put(root, '.codelumi/local/writer.json', JSON.stringify({ writer }));
  const reader = by === 'index' ? index : filesReader(context);
  try {
    await decideOn(context, id, action, word, reader);
  } catch (error) {
    if (!(error instanceof CodelumiError)) throw error; // Refusals are part of the story.
  }
  return undefined;
}

async function decideOn(
  context: JobContext,
  id: string,
  action: 'accept' | 'reject' | 'flag' | 'reopen' | 'edit' | 'undo',
  word: string,
  reader: ReviewReader,
): Promise<void> {
  const { state } = await readReview(context, id, reader);
  const { fingerprint, lastHash: on } = state;
  if (action === 'undo') {
    await undoDecision(context, { candidate: id, reviewer: REVIEWER, on }, reader);
    return;
  }
  const after = { ...state.text, assistant_output: `${state.text.assistant_output} ${word}` };
  const request = { candidate: id, action, reviewer: REVIEWER, fingerprint, on, reason: word };
  await decide(context, { ...request, checklist: ALL, after }, reader);
}

async function breakJournal(root: string, { files }: JobContext, day: string): Promise<void> {
  const folder = `staging_kb/${day}/decisions`;
  const [first] = await files.list(folder);
  if (first === undefined) return;
  const path = `${folder}/${first.name}`;
  await put(root, path, (await text(root, path)).replace('"reject"', '"accept"'));
}

async function projectionsOf(root: string): Promise<string[]> {
  const files = DAYS.flatMap((day) =>
    ['accepted', 'rejected', 'flagged'].map((status) => `staging_kb/${day}/${status}.jsonl`),
  );
  return Promise.all(files.map((file) => text(root, file).catch(() => '')));
}

describe('the index of the queue', () => {
  it('shows what the files say after every change, whoever made it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
        const { root, context } = await workspace();
        const index = new ReviewIndex(context);
        for (const each of steps) {
          await take(each, root, context, index);
          if (each.word.length % 3 === 0) continue; // Not everything is noticed one by one.
          await index.refresh();
          assert.deepEqual(shownBy(index), await inTheFiles(context));
        }
      }),
      { numRuns: 25 },
    );
  }).timeout(120_000);

  it('keeps projections at the bytes a rebuild gives', async () => {
    const decision = fc.record({
      by: fc.oneof(
        { weight: 9, arbitrary: fc.constant('index' as const) },
        fc.constant('files' as const),
      ),
      id: fc.constantFrom(...IDS),
      action: fc.constantFrom('accept', 'reject', 'flag', 'reopen', 'edit', 'undo'),
      word: fc.stringMatching(/^[a-z]{1,8}$/u),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(decision, { minLength: 4, maxLength: 16 }), async (steps) => {
        const { root, context } = await workspace();
        const index = new ReviewIndex(context);
        await index.refresh();
        for (const each of steps) await take(each, root, context, index);
        // The last word is the index's, so that it is its bytes that are compared.
        for (const day of DAYS) await index.project(day);
        const kept = await projectionsOf(root);
        for (const day of DAYS) assert.deepEqual(await projectDay(context, day), []);
        assert.deepEqual(await projectionsOf(root), kept);
      }),
      { numRuns: 25 },
    );
  }).timeout(120_000);

  it('mends projections that somebody changed or deleted', async () => {
    const { root, context } = await workspace();
    const index = new ReviewIndex(context);
    await index.refresh();
    const [first = '', second = '', third = ''] = IDS;
    const accepted = 'staging_kb/2026-11-19/accepted.jsonl';
    await decideOn(context, first, 'accept', '', index);
    await put(root, accepted, 'rubbish\n');
    await decideOn(context, second, 'accept', '', index);
    assert.equal((await text(root, accepted)).split('\n').length, 3);
    await context.files.remove(accepted);
    await decideOn(context, third, 'accept', '', index);
    const ids = (await text(root, accepted))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).id);
    assert.deepEqual(ids, [first, second, third]);
  });

  it('reads for one decision neither the other candidates nor the other days', async () => {
    const { root, context } = await workspace();
    const counting = new CountingFiles(context.files);
    const counted = { ...context, files: counting.files };
    const index = new ReviewIndex(counted);
    await index.refresh();
    const [first = '', second = ''] = IDS;
    await decideOn(counted, first, 'reject', 'no', index);
    counting.take();
    await decideOn(counted, second, 'reject', 'no', index);
    await index.refresh();
    const read = counting.take();
    const file = 'candidates/2026-11-19.jsonl';
    const record = (await text(root, file)).split('\n')[1] ?? '';
    const times = (read.get(file) ?? 0) / record.length;
    assert.ok(Number.isInteger(times) && times <= 5, `${times} times the one record`);
    assert.equal(read.get('candidates/2026-11-20.jsonl'), undefined);
    assert.deepEqual(shownBy(index), await inTheFiles(context));
  });

  it('tells which groups changed, and nothing when nothing did', async () => {
    const { context } = await workspace();
    const index = new ReviewIndex(context);
    await index.refresh();
    const before = index.overview();
    await index.refresh();
    assert.deepEqual(index.overview(), before);
    await decideOn(context, IDS[0] ?? '', 'reject', 'no', filesReader(context));
    await index.refresh();
    const versions = new Map(
      before.groups.map((group) => [JSON.stringify(keyOf(group)), group.version]),
    );
    const changed = index
      .overview()
      .groups.filter((group) => versions.get(JSON.stringify(keyOf(group))) !== group.version);
    assert.deepEqual(changed.map(keyOf), [
      { status: 'pending', day: '2026-11-19' },
      { status: 'rejected', day: '2026-11-19' },
    ]);
  });

  it('groups by source and by rule, each candidate once, and tells which groups changed', async () => {
    const { root, context } = await workspace();
    const file = 'candidates/2026-11-19.jsonl';
    const lines = (await text(root, file)).split('\n');
    const other = (lines[0] ?? '').replace('"source":"user_memory"', '"source":"other"');
    await put(root, file, [other, ...lines.slice(1)].join('\n'));
    const index = new ReviewIndex(context);
    await index.refresh();
    for (const trait of ['source', 'rule'] as const) {
      const ids = index.traitGroups(trait).flatMap(({ status, value, count }) => {
        const page = index.traitPage(status, { trait, value }, 0, 1_000);
        assert.equal(page.length, count);
        assert.deepEqual(index.traitPage(status, { trait, value }, 1, 1), page.slice(1, 2));
        return page.map(({ id }) => id);
      });
      assert.deepEqual(ids.sort(), [...IDS].sort());
    }
    const before = index.traitGroups('source');
    await index.refresh();
    assert.deepEqual(index.traitGroups('source'), before);
    await decideOn(context, IDS[0] ?? '', 'reject', 'no', index);
    await index.refresh();
    const key = (group: object) => JSON.stringify(group);
    const known = new Set(before.map(key));
    const changed = index.traitGroups('source').filter((group) => !known.has(key(group)));
    assert.deepEqual(
      changed.map(({ status, value, count }) => [status, value, count]),
      [['rejected', 'other', 1]],
    );
  });

  it('puts sources beyond the most frequent ones together', async () => {
    const entry = (number: number, source: string) => ({
      summary: {
        id: `candidate-20261119-${String(number).padStart(4, '0')}`,
        status: 'pending',
        query: '',
        rules: [],
        source,
        minedBy: 'R1',
      },
    });
    const entries = Array.from({ length: 500 }, (_, number) =>
      entry(number, number < 100 ? 'frequent' : `made up ${number}`),
    ) as unknown as IndexedCandidate[];
    const none: readonly IndexedCandidate[] = [];
    const day = {
      day: '2026-11-19',
      group: (status: string) => (status === 'pending' ? entries : none),
      entry: () => undefined,
    };
    const groups = new TraitTallies().groups([day], 'source');
    assert.equal(groups.length, 201);
    assert.equal(groups.find(({ value }) => value === 'frequent')?.count, 100);
    assert.equal(groups.find(({ value }) => value === undefined)?.count, 500 - 100 - 199);
  });

  it('gives what a decision on many takes, of each or why not', async () => {
    const { context } = await workspace();
    const index = new ReviewIndex(context);
    await index.refresh();
    const [first = ''] = IDS;
    const gone = 'candidate-20261119-0099';
    const { items, refused } = await readDecideItems(index, [first, gone]);
    const { state } = await readReview(context, first, index);
    const { fingerprint, lastHash: on } = state;
    assert.deepEqual(items, [{ candidate: first, fingerprint, on }]);
    assert.deepEqual(
      refused.map(({ candidate, reason }) => [candidate, reason]),
      [[gone, 'not-found']],
    );
  });

  it('shows the newest day while older ones are still being read', async () => {
    const { context } = await workspace();
    const seen: number[] = [];
    const index: ReviewIndex = new ReviewIndex(context, {
      onChange: () => {
        const { isComplete, counts } = index.overview();
        if (!isComplete) seen.push(counts.pending + counts.flagged);
      },
    });
    await index.refresh();
    assert.ok(seen.includes(1) && seen.includes(5), seen.join());
    assert.equal(index.overview().isComplete, true);
    assert.equal(index.page(0, 1)[0]?.day, '2026-11-20');
  });

  it('lets others pass while it reads', async () => {
    const { context } = await workspace();
    const steps: string[] = [];
    const index = new ReviewIndex(context, {
      onChange: () => steps.push('read'),
      giveWay: async () => {
        await context.processes.sleep(1);
        steps.push('passed');
      },
    });
    await index.refresh();
    assert.equal(steps.filter((each) => each === 'passed').length, IDS.length);
    assert.ok(steps.indexOf('passed') < steps.lastIndexOf('read'));
  });

  it('knows every candidate’s place, and what waits after it', async () => {
    const { context } = await workspace();
    const index = new ReviewIndex(context);
    await index.refresh();
    const all = index.page(0, 100).map(({ id }) => id);
    assert.deepEqual(
      all.map((id) => index.placeOf(id)),
      [...all.keys()],
    );
    assert.deepEqual(
      index.page(3, 2).map(({ id }) => id),
      all.slice(3, 5),
    );
    assert.equal(index.placeOf('candidate-20261120-0099'), undefined);
    const [first = '', second = ''] = all;
    assert.equal(index.next(first)?.id, second);
    // Behind the last pending one it begins from the top, and then come the flagged ones.
    assert.equal(index.next(all[5] ?? '')?.id, first);
    for (const id of all.slice(0, 6)) await decideOn(context, id, 'reject', 'no', index);
    assert.equal(index.next(first)?.id, all[6]);
    assert.equal(index.next(all[6] ?? '')?.id, all[7]);
    for (const id of all.slice(6)) await decideOn(context, id, 'reject', 'no', index);
    assert.equal(index.next(first), undefined);
  });

  it('has what was skipped behind all others that wait, until it is asked back or decided', async () => {
    const { context } = await workspace();
    const index = new ReviewIndex(context);
    await index.refresh();
    const before = index.page(0, 100).map(({ id }) => id);
    const [first = '', second = '', third = ''] = before;
    const { version } = index;
    assert.equal(index.toggleSkipped(second), true);
    assert.equal(index.toggleSkipped(first), true);
    assert.ok(index.version > version);
    const all = index.page(0, 100).map(({ id }) => id);
    const rest = before.filter((id) => id !== first && id !== second);
    assert.deepEqual(all, [...rest, second, first]);
    assert.deepEqual(
      all.map((id) => index.placeOf(id)),
      [...all.keys()],
    );
    assert.equal(index.next(before.at(-1) ?? '')?.id, third);
    for (const id of rest) await decideOn(context, id, 'reject', 'no', index);
    assert.equal(index.next(first)?.id, second);
    assert.equal(index.next(second)?.id, first);
    assert.deepEqual(
      index.page(0, 2).map(({ id }) => id),
      [second, first],
    );
    assert.equal(index.toggleSkipped(second), false);
    assert.equal(index.toggleSkipped(first), false);
    assert.deepEqual(
      index
        .page(0, 2)
        .map(({ id }) => id)
        .sort(),
      [first, second].sort(),
    );
  });

  it('finds a candidate whose file was written anew since it was read', async () => {
    const { root, context } = await workspace();
    const index = new ReviewIndex(context);
    await index.refresh();
    const file = 'candidates/2026-11-19.jsonl';
    await put(root, file, `\n\n${await text(root, file)}`);
    for (const id of IDS) assert.equal((await index.candidate(id))?.candidate.id, id);
    await put(root, file, (await text(root, file)).replace('Truly', 'Falsely'));
    await assert.rejects(index.candidate(IDS[0] ?? ''), /changed by hand/u);
  });
});

function keyOf({ status, day }: { readonly status: string; readonly day: string }) {
  return { status, day };
}
