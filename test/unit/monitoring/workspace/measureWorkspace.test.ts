import assert from 'node:assert/strict';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobContext } from '../../../../src/core/job.js';
import { extract } from '../../../../src/core/mining/extract.js';
import { MeasureMemory } from '../../../../src/core/monitoring/workspace/measureMemory.js';
import { measureWorkspace } from '../../../../src/core/monitoring/workspace/measureWorkspace.js';
import { candidateLine } from '../../../../src/core/records/candidate.js';
import { readReview, undoDecision } from '../../../../src/core/review/decide.js';
import { approveRollout } from '../../../../src/core/rollout/holdRollout.js';
import { startRollout } from '../../../../src/core/rollout/startRollout.js';
import { publishSnapshot } from '../../../../src/core/snapshots/publishing/publish.js';
import { readConfig } from '../../../../src/core/workspace/config.js';
import { untrusted } from '../../../../src/node/nodeContext.js';
import { lead } from '../../rollout/leadRollout.js';
import { CountingFiles } from '../../support/countingFiles.js';
import { MemoryLog } from '../../support/memoryLog.js';
import { DAY, idOf } from '../../support/minedCandidate.js';
import { sampleWorkspace } from '../../support/sampleWorkspace.js';
import { ADA, act, BOB, deskWith, EVE } from '../../support/severalReviewers.js';
import { accept, built, candidate, FILE } from '../../support/smallReview.js';
import { contentsOf, put, temporaryWorkspace, text } from '../../support/temporaryWorkspace.js';
import { testContext, tickingContext } from '../../support/testContext.js';

async function measured(context: JobContext, memory?: MeasureMemory) {
  return measureWorkspace(context, await readConfig(context.files), { ...(memory && { memory }) });
}

function countsOf({ funnel }: Awaited<ReturnType<typeof measured>>): number[] {
  return funnel.map(({ count }) => count);
}

describe('measures of a workspace', () => {
  it('are empty where there is nothing, and nothing is written', async () => {
    const root = await temporaryWorkspace();
    const measures = await measured(testContext(root));
    assert.deepEqual(countsOf(measures), [0, 0, 0, 0, 0, 0, 0]);
    const { funnel: _, ...rest } = measures;
    assert.deepEqual(rest, {
      mined: [],
      decided: [],
      reviewers: [],
      agreement: null,
      staleness: { entries: 0, citing: 0, undated: 0, stale: [] },
      gaps: [],
    });
    assert.deepEqual(await contentsOf(root), {});
  });

  it('count every candidate once, by what stands, and every person for what they said', async () => {
    const { root, context, ids } = await deskWith(6);
    const [a = '', b = '', c = '', d = '', e = ''] = ids;
    await act(context, a, ADA, { action: 'accept' });
    await act(context, a, BOB, { action: 'accept' });
    await act(context, b, ADA, { action: 'reject', reason: 'wrong' });
    await act(context, b, BOB, { action: 'reopen', reason: 'look again' });
    await act(context, b, ADA, { action: 'accept' });
    await act(context, c, { ...ADA, email: 'ADA@acme.dev' }, { action: 'reject', reason: 'wrong' });
    await act(context, d, ADA, { action: 'flag', reason: 'which version?' });
    await act(context, e, BOB, { action: 'reject', reason: 'wrong' });
    const { state } = await readReview(context, e);
    await undoDecision(context, { candidate: e, reviewer: BOB, on: state.lastHash });
    const { mined, decided, reviewers, funnel } = await measured(testContext(root));
    const journal = decided[0]?.source[0];
    assert.deepEqual(mined, [
      {
        day: DAY,
        mined: 6,
        private: 0,
        accepted: 2,
        rejected: 1,
        flagged: 1,
        pending: 2,
        source: { file: FILE, first: 1, last: 6 },
      },
    ]);
    assert.deepEqual(decided, [
      { day: DAY, accepted: 2, rejected: 1, flagged: 1, source: [journal] },
    ]);
    // The first of the lines counted, and the last: between them are what was decided anew.
    assert.deepEqual([journal?.first, journal?.last], [1, 7]);
    assert.deepEqual(
      reviewers.map(({ reviewer, ...counts }) => [reviewer.split(' ')[0], counts]),
      [
        ['Ada', { accepted: 2, rejected: 1, flagged: 1, lately: 4 }],
        ['Bob', { accepted: 1, rejected: 0, flagged: 0, lately: 1 }],
      ],
    );
    assert.deepEqual(
      funnel.slice(2).map(({ count }) => count),
      [6, 4, 2, 0, 0],
    );
    const later = await measured(testContext(root, '2026-11-27T00:00:00.000Z'));
    assert.deepEqual(
      later.reviewers.map(({ lately }) => lately),
      [0, 0],
    );
  });

  it('tell how people agree who judged blind', async () => {
    const { root, context, ids } = await deskWith(4, { overlap: 1 });
    assert.equal((await measured(testContext(root))).agreement, null);
    for (const [at, id] of ids.entries()) {
      const verdict = { action: at < 2 ? 'accept' : 'reject', reason: 'wrong' } as const;
      await act(context, id, ADA, verdict);
      await act(context, id, BOB, at === 3 ? { action: 'accept' } : verdict);
    }
    const { agreement } = await measured(testContext(root));
    // Cohen: 3 of 4 the same, 1/2 by chance (2·3/16 + 2·1/16).
    assert.deepEqual(agreement, { kappa: 0.5, n: 4 });
  });

  it('follow what was accepted into the newest snapshot and to users', async () => {
    const root = await temporaryWorkspace({
      [FILE]: [1, 2, 3].map((number) => candidateLine(candidate(number))).join(''),
      '.codelumi/config.json': '{"policy":{"unsigned":"prod"}}',
    });
    const context = tickingContext(root);
    await accept(context, 1);
    await accept(context, 2);
    await built(context, root);
    assert.deepEqual(countsOf(await measured(context)).slice(2), [3, 2, 2, 2, 0]);
    await publishSnapshot({ name: 'latest' }, context);
    assert.deepEqual(countsOf(await measured(context)).slice(2), [3, 2, 2, 2, 2]);
    await act(context, idOf(1), EVE, { action: 'reopen', reason: 'look again' });
    await accept(context, 3);
    assert.deepEqual(countsOf(await measured(context)).slice(2), [3, 2, 2, 1, 1]);
  });

  it('follow it to the deployment in production, rather than to what was published', async () => {
    const root = await temporaryWorkspace({
      [FILE]: [1, 2].map((number) => candidateLine(candidate(number))).join(''),
      '.codelumi/config.json': '{"policy":{"unsigned":"prod"}}',
    });
    const context = tickingContext(root);
    await accept(context, 1);
    await built(context, root);
    await startRollout({ by: ADA }, context);
    await lead(context, ['VALIDATED', 'SHADOW', 'CANARY']);
    assert.deepEqual(countsOf(await measured(context)).slice(2), [2, 1, 1, 1, 0]);
    await approveRollout({ by: BOB }, context);
    await approveRollout({ by: EVE }, context);
    await lead(context, ['BETA']);
    await approveRollout({ by: BOB }, context);
    await approveRollout({ by: EVE }, context);
    await lead(context, ['PROD']);
    await accept(context, 2);
    await built(context, root);
    await publishSnapshot({ name: 'latest' }, context);
    assert.deepEqual(countsOf(await measured(context)).slice(2), [2, 2, 2, 2, 1]);
  });

  it('count private candidates as they were mined, and leave out what is damaged', async () => {
    const finding = {
      kind: 'secret',
      rule: 'api-key',
      severity: 'blocking',
      field: 'query',
      start: 0,
      end: 3,
      score: 1,
      message: 'a key',
    } as const;
    const hidden = { ...candidate(2), findings: [finding, { ...finding, kind: 'pii' as const }] };
    const root = await temporaryWorkspace({
      [FILE]: `${candidateLine(candidate(1))}{"id":"candidate-20261120-0009",\n${candidateLine(hidden)}plain text\n${candidateLine(candidate(3))}`,
    });
    const context = tickingContext(root);
    await accept(context, 1);
    await accept(context, 3);
    const whole = await measured(context);
    assert.equal(whole.decided[0]?.accepted, 2);
    // A forged line, and all behind it, counts for nothing.
    const journal = whole.decided[0]?.source[0]?.file ?? '';
    const [one = '', two = ''] = (await text(root, journal)).split('\n');
    await put(root, journal, `${one}\n${two.replace('"Ada"', '"Eve"')}\n`);
    const { mined, decided, reviewers } = await measured(context);
    assert.deepEqual(mined, [
      {
        day: DAY,
        mined: 3,
        private: 1,
        accepted: 1,
        rejected: 0,
        flagged: 0,
        pending: 2,
        source: { file: FILE, first: 1, last: 5 },
      },
    ]);
    assert.deepEqual([decided[0]?.accepted, reviewers.length], [1, 1]);
    // Its candidate is gone: nobody knows where it stands.
    await put(root, FILE, candidateLine(candidate(3)));
    assert.deepEqual((await measured(context)).decided, []);
  });

  it('find the gaps that rule R4 finds, with its candidates and without a text', async () => {
    const root = await sampleWorkspace();
    const context = testContext(root);
    await extract({}, context);
    const measures = await measured(context);
    const lines = (await text(root, FILE)).trim().split('\n');
    const mined = lines.map((line) => JSON.parse(line));
    const gaps = mined.filter(({ metadata }) => metadata.gap === true);
    assert.ok(gaps.length > 0);
    const linked = measures.gaps.flatMap(({ candidates = [] }) => candidates);
    assert.deepEqual(linked.toSorted(), gaps.map(({ id }) => id).sort());
    for (const { searches, sources } of measures.gaps) {
      const placed = sources.reduce((sum, { first, last }) => sum + last - first + 1, 0);
      assert.equal(placed, searches);
    }
    const told = JSON.stringify(measures);
    for (const { query } of mined) assert.ok(!told.includes(query), query);
    const [entries = 0, asked = 0] = countsOf(measures);
    assert.ok(entries >= asked && asked > 0, `${entries} ${asked}`);
    assert.equal(countsOf(measures)[2], mined.length);
  });

  it('read again only what changed, and remember nothing that is wrong', async () => {
    const { root, ids } = await deskWith(3);
    const counting = new CountingFiles(testContext(root).files);
    const context = { ...tickingContext(root), files: counting.files };
    const memory = new MeasureMemory();
    await measured(context, memory);
    counting.take();
    assert.deepEqual(await measured(context, memory), await measured(testContext(root)));
    const read = [...counting.take().keys()];
    assert.deepEqual(
      read.filter((path) => path === FILE || path.startsWith('userData/')),
      [],
    );
    const steps = [
      () => act(context, ids[0] ?? '', ADA, { action: 'accept' }),
      () => act(context, ids[1] ?? '', BOB, { action: 'reject', reason: 'wrong' }),
      () => appendFile(join(root, FILE), candidateLine(candidate(77))),
      () => put(root, '.codelumi/config.json', '{"review":{"overlap":1}}'),
      () =>
        put(root, 'training/kb.jsonl', '{"q":"Why?","a":"See docs/a.md.","date":"2020-01-01"}\n'),
      () => put(root, 'docs/a.md', 'new'),
      () => appendFile(join(root, 'userData/lumi_memory.jsonl'), '{"role":"user","text":"Hm?"}\n'),
    ];
    let before = await measured(context, memory);
    for (const step of steps) {
      await step();
      const now = await measured(context, memory);
      assert.deepEqual(now, await measured(testContext(root)));
      if (step !== steps[3]) assert.notDeepEqual(now, before);
      before = now;
    }
  });

  it('write nothing where the workspace is not trusted', async () => {
    const log = new MemoryLog()
      .user('How is it begun?')
      .assistant('Open the menu, and confirm it.');
    const root = await temporaryWorkspace({ 'userData/lumi_memory.jsonl': log.toString() });
    const before = await contentsOf(root);
    assert.deepEqual(countsOf(await measured(untrusted(testContext(root)))).slice(0, 2), [2, 1]);
    assert.deepEqual(await contentsOf(root), before);
  });

  it('end when they are to', async () => {
    const { root } = await deskWith(1);
    const context = { ...testContext(root), signal: AbortSignal.abort() };
    await assert.rejects(measured(context), { name: 'JobCancelled' });
  });
});
