import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { JobContext } from '../../../src/core/job.js';
import type { EntryRef, Resolution } from '../../../src/core/records/resolution.js';
import { decide, readReview, undoDecision } from '../../../src/core/review/decide.js';
import { buildSnapshot } from '../../../src/core/snapshots/build.js';
import type { SnapshotEntry } from '../../../src/core/snapshots/snapshotEntry.js';
import { trace } from '../../../src/core/tracing/trace.js';
import { DAY, idOf } from '../support/minedCandidate.js';
import {
  accept,
  built,
  candidate,
  FILE,
  faultsOf,
  inKb,
  KB,
  kbLine,
  pair,
  REVIEWER,
  refTo,
  refused,
  workspace,
} from '../support/smallReview.js';
import { put, text } from '../support/temporaryWorkspace.js';
import { tickingContext } from '../support/testContext.js';

describe('merging a candidate into an entry', () => {
  it('adds its question and clean variants, and takes no answer', async () => {
    const leaky = 'How do I clear it, I am jane.doe@brightforge.com';
    const other = 'Where is the button that clears it?';
    const root = await workspace(2, [candidate(1, [other, leaky])]);
    const context = tickingContext(root);
    await accept(context, 1, { kind: 'merge', entry: inKb(1) });
    const { manifest, entries, of } = await built(context, root);
    assert.equal(entries.length, 2);
    assert.deepEqual(of('kb-1')?.variants, [candidate(1).query, other]);
    assert.equal(of('kb-1')?.a, pair(1).assistant_output);
    assert.deepEqual(
      of('kb-1')?.merged?.map(({ candidate: id }) => id),
      [idOf(1)],
    );
    assert.deepEqual(of('kb-0')?.variants, undefined);
    const { merged, variants_added, variants_left_out, from_candidates } = manifest.counts;
    assert.deepEqual([merged, variants_added, variants_left_out, from_candidates], [1, 2, 1, 0]);
    assert.deepEqual(manifest.candidates, [idOf(1)]);
    assert.deepEqual(await faultsOf(context), []);
  });

  it('stands in the projection, and is gone when the acceptance is undone', async () => {
    const root = await workspace(2, [candidate(1)]);
    const context = tickingContext(root);
    await accept(context, 1, { kind: 'merge', entry: inKb(1) });
    const line = JSON.parse(await text(root, `staging_kb/${DAY}/accepted.jsonl`));
    assert.deepEqual(line.decision.resolution, { kind: 'merge', entry: inKb(1) });
    const { state } = await readReview(context, idOf(1));
    await undoDecision(context, { candidate: idOf(1), reviewer: REVIEWER, on: state.lastHash });
    const { entries } = await built(context, root);
    assert.deepEqual(
      entries.map(({ variants }) => variants),
      [undefined, undefined],
    );
  });

  it('is found from the candidate, and from the entry', async () => {
    const root = await workspace(1, [candidate(1)]);
    const context = tickingContext(root);
    await accept(context, 1, { kind: 'merge', entry: inKb(0) });
    const { file } = await built(context, root);
    const uses = await trace({ file: FILE, line: 1 }, context);
    assert.ok(JSON.stringify(uses).includes(file));
    const origins = JSON.stringify(await trace({ file, line: 1 }, context));
    assert.ok(origins.includes(KB) && origins.includes(FILE));
  });

  it('is refused when the entry changed, is gone, or never was one', async () => {
    const root = await workspace(2, [candidate(1), candidate(2)]);
    const context = tickingContext(root);
    await put(root, KB, kbLine(0) + kbLine(1).replace('once more', 'again'));
    const merge = (entry: EntryRef) => accept(context, 1, { kind: 'merge', entry });
    await assert.rejects(merge(inKb(1)), refused('changed-meanwhile', /kb\.jsonl:2/u));
    await assert.rejects(merge(inKb(7)), refused('not-found', /no entry kb-7/u));
    await assert.rejects(merge(await refTo(context, 2)), refused('wrong-usage', /is pending/u));
    await assert.rejects(merge(await refTo(context, 1)), refused('wrong-usage', /own place/u));
    assert.equal((await readReview(context, idOf(1))).state.status, 'pending');
  });

  it('goes through an accepted candidate to the entry that one was merged into', async () => {
    const root = await workspace(1, [candidate(1), candidate(2)]);
    const context = tickingContext(root);
    await accept(context, 1);
    const first = await refTo(context, 1);
    await accept(context, 2, { kind: 'merge', entry: first });
    const direct = await built(context, root);
    assert.equal(direct.entries.length, 2);
    const { state } = await readReview(context, idOf(1));
    await undoDecision(context, { candidate: idOf(1), reviewer: REVIEWER, on: state.lastHash });
    await assert.rejects(buildSnapshot({}, context), refused('checks-missing', /jsonl:2/u));
    assert.match(String(await faultsOf(context)), /is not there as it was then/u);
    await accept(context, 1, { kind: 'merge', entry: inKb(0) });
    const { of } = await built(context, root);
    assert.deepEqual(of('kb-0')?.variants, [candidate(1).query, candidate(2).query]);
  });
});

describe('superseding an entry', () => {
  it('leaves it out, keeps the lineage and its variants', async () => {
    const root = await workspace(2, [candidate(1), candidate(2)]);
    const context = tickingContext(root);
    await accept(context, 1, { kind: 'merge', entry: inKb(1) });
    await accept(context, 2, { kind: 'supersede', entry: inKb(1) });
    const { manifest, entries, of } = await built(context, root);
    assert.equal(of('kb-1'), undefined);
    const heir = entries.find(({ supersedes }) => supersedes !== undefined);
    assert.deepEqual(heir?.supersedes, ['kb-1']);
    assert.deepEqual(heir?.variants, [candidate(1).query]);
    assert.deepEqual(manifest.superseded, [{ id: 'kb-1', by: idOf(2) }]);
    assert.equal(manifest.counts.superseded, 1);
    assert.equal(manifest.counts.entries, entries.length);
    assert.deepEqual(await faultsOf(context), []);
  });

  it('is refused to a second candidate, and no snapshot is built where a branch brought one', async () => {
    const root = await workspace(2, [candidate(1), candidate(2)]);
    const context = tickingContext(root);
    const supersede: Resolution = { kind: 'supersede', entry: inKb(1) };
    await accept(context, 1, supersede);
    await assert.rejects(
      accept(context, 2, supersede),
      refused('changed-meanwhile', new RegExp(`${idOf(1)} already takes the place of kb-1`, 'u')),
    );
    const other = await workspace(2, [candidate(1), candidate(2)]);
    await accept(tickingContext(other), 2, supersede);
    const folder = `staging_kb/${DAY}/decisions`;
    for (const { name } of await tickingContext(other).files.list(folder))
      await put(root, `${folder}/${name}`, await text(other, `${folder}/${name}`));
    await assert.rejects(
      buildSnapshot({}, context),
      refused('checks-missing', /takes the place of kb-1, and so does.*jsonl:2/u),
    );
    assert.match(String(await faultsOf(context)), /takes the place of kb-1, and so does/u);
  });

  it('holds once a snapshot became the knowledge base', async () => {
    const root = await workspace(2, [candidate(1), candidate(2)]);
    const context = tickingContext(root);
    await accept(context, 1, { kind: 'merge', entry: inKb(0) });
    await accept(context, 2, { kind: 'supersede', entry: inKb(1) });
    const first = await built(context, root);
    await put(root, KB, await text(root, first.file));
    const second = await built(context, root);
    const words = (entries: readonly SnapshotEntry[]) =>
      entries.map(({ id, q, a, variants, supersedes }) => ({ id, q, a, variants, supersedes }));
    assert.deepEqual(words(second.entries), words(first.entries));
    assert.deepEqual(await faultsOf(context), []);
  });

  it('does not let two entries take the place of each other', async () => {
    const root = await workspace(0, [candidate(1), candidate(2)]);
    const context = tickingContext(root);
    await accept(context, 1);
    const one = await refTo(context, 1);
    await accept(context, 2, { kind: 'supersede', entry: one });
    const two = await refTo(context, 2);
    const { state } = await readReview(context, idOf(1));
    await undoDecision(context, { candidate: idOf(1), reviewer: REVIEWER, on: state.lastHash });
    await accept(context, 1, { kind: 'supersede', entry: two });
    await assert.rejects(buildSnapshot({}, context), refused('checks-missing', /in turn/u));
  });
});

describe('a resolution', () => {
  it('belongs to an acceptance alone', async () => {
    const root = await workspace(1, [candidate(1)]);
    const context = tickingContext(root);
    const { state } = await readReview(context, idOf(1));
    const request = {
      candidate: idOf(1),
      action: 'reject' as const,
      reviewer: REVIEWER,
      fingerprint: state.fingerprint,
      on: state.lastHash,
      resolution: { kind: 'keep' as const },
    };
    await assert.rejects(decide(context, request), refused('wrong-usage', /says nothing/u));
  });

  it('gives every question once and loses no answer, whatever is chosen', async () => {
    const kinds = fc.constantFrom<Resolution['kind']>('keep', 'merge', 'supersede');
    const choices = fc.array(fc.record({ kind: kinds, at: fc.nat(3) }), {
      minLength: 1,
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(choices, async (chosen) => {
        const candidates = chosen.map((_, index) => candidate(index + 1));
        const root = await workspace(4, candidates);
        const context = tickingContext(root);
        const made = await carriedOut(context, chosen);
        const snapshot = await built(context, root);
        const merged = made.filter(({ kind }) => kind === 'merge');
        const taken = made.filter(({ kind }) => kind === 'supersede');
        const count = 4 - taken.length + made.length - merged.length;
        assert.equal(snapshot.entries.length, count);
        for (const each of made) assertStandsOnce(snapshot.entries, each);
        for (const each of merged) assertAnswered(snapshot.entries, each, taken);
        assert.deepEqual(
          snapshot.manifest.superseded.map(({ id }) => id),
          taken.map(({ at }) => `kb-${at}`).sort(),
        );
        const again = await built(context, root);
        assert.equal(await text(root, again.file), await text(root, snapshot.file));
        assert.deepEqual(await faultsOf(context), []);
      }),
      { numRuns: 15 },
    );
  });
});

interface Choice {
  readonly kind: Resolution['kind'];
  readonly at: number;
}

type Made = Choice & { readonly number: number };

/** Accepts candidates one after the other; nobody gets to supersede what is superseded. */
async function carriedOut(context: JobContext, chosen: readonly Choice[]): Promise<Made[]> {
  const made: Made[] = [];
  for (const [index, { kind, at }] of chosen.entries()) {
    const number = index + 1;
    const resolution: Resolution = kind === 'keep' ? { kind } : { kind, entry: inKb(at) };
    const isTaken = made.some((each) => each.kind === 'supersede' && each.at === at);
    if (kind === 'supersede' && isTaken) {
      await assert.rejects(accept(context, number, resolution), refused('changed-meanwhile', /./u));
      continue;
    }
    await accept(context, number, resolution);
    made.push({ number, kind, at });
  }
  return made;
}

function holdersOf(entries: readonly SnapshotEntry[], { number }: Made): SnapshotEntry[] {
  const { query } = candidate(number);
  return entries.filter(({ q, variants = [] }) => [q, ...variants].includes(query));
}

function assertStandsOnce(entries: readonly SnapshotEntry[], made: Made): void {
  assert.equal(holdersOf(entries, made).length, 1);
}

/** By the entry it was merged into, or by what took that one's place. */
function assertAnswered(
  entries: readonly SnapshotEntry[],
  made: Made,
  taken: readonly Made[],
): void {
  const taker = taken.find(({ at }) => at === made.at);
  const answer = taker === undefined ? pair(made.at) : candidate(taker.number);
  assert.equal(holdersOf(entries, made)[0]?.a, answer.assistant_output);
}
