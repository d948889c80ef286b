import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import type { JobContext } from '../../../src/core/job.js';
import { candidateLine } from '../../../src/core/records/candidate.js';
import { sha256 } from '../../../src/core/records/sha256.js';
import { kbIdOf, readKnowledgeBase } from '../../../src/core/retrieval/knowledgeBase.js';
import { readReview, undoDecision } from '../../../src/core/review/decide.js';
import { buildSnapshot } from '../../../src/core/snapshots/build.js';
import { listBackups } from '../../../src/core/snapshots/publishing/backup.js';
import { publishSnapshot } from '../../../src/core/snapshots/publishing/publish.js';
import { publishedSnapshot } from '../../../src/core/snapshots/publishing/published.js';
import { restoreKnowledge } from '../../../src/core/snapshots/publishing/restore.js';
import { idOf } from '../support/minedCandidate.js';
import {
  accept,
  built,
  candidate,
  faultsOf,
  inKb,
  kbLine,
  REVIEWER,
  refused,
} from '../support/smallReview.js';
import { contentsOf, put, temporaryWorkspace, text } from '../support/temporaryWorkspace.js';
import { tickingContext } from '../support/testContext.js';

const MAIN = 'training/lumi_knowledge.json';
const SETTINGS = '.codelumi/config.json';
const UNSIGNED = '{"policy":{"unsigned":"prod"}}';

/** Nobody signs here, so policy has to allow that. */
async function start(
  files: Readonly<Record<string, string>>,
): Promise<{ root: string; context: JobContext }> {
  const candidates = [1, 2, 3].map((number) => candidateLine(candidate(number))).join('');
  const root = await temporaryWorkspace({
    'candidates/2026-11-20.jsonl': candidates,
    [SETTINGS]: UNSIGNED,
    ...files,
  });
  return { root, context: tickingContext(root) };
}

const publish = (context: JobContext, name = 'latest') => publishSnapshot({ name }, context);
const restore = (context: JobContext, name: string) => restoreKnowledge({ name }, context);

/** What the assistant loads: every entry of every file, with what it shows of it. */
async function loaded(context: JobContext) {
  const { entries } = await readKnowledgeBase(context, 'training');
  return entries
    .map((entry) => {
      const { question: q, answer: a, variants, supersedes } = entry;
      return { id: kbIdOf(entry), q, a, variants, supersedes };
    })
    .sort((one, other) => (one.id < other.id ? -1 : 1));
}

const shown = (
  entries: readonly {
    readonly id: string;
    readonly q: string;
    readonly a: string;
    readonly variants?: string[] | undefined;
    readonly supersedes?: string[] | undefined;
  }[],
) =>
  entries.map(({ id, q, a, variants = [], supersedes = [] }) => ({
    id,
    q,
    a,
    variants,
    supersedes,
  }));

async function knowledgeIn(root: string): Promise<Record<string, string>> {
  const all = Object.entries(await contentsOf(root));
  return Object.fromEntries(all.filter(([path]) => /^training\/[^/]+\.jsonl?$/u.test(path)));
}

describe('publishing a snapshot', () => {
  it('makes what the assistant loads exactly the snapshot, and leaves alone what need not change', async () => {
    const { root, context } = await start({
      'training/a.jsonl': kbLine(0) + kbLine(1),
      'training/b.jsonl': kbLine(2, { embedding: { word: 0.5 } }) + kbLine(3),
      [MAIN]: '{"qa":[{"id":"kb-9","q":"Kept?","a":"It is.","embedding":{"kept":1}}]}',
      'training/selflearn_audit.jsonl': '{"type":"knowledge-added"}\n',
      'training/notes.json': '{"not":"knowledge"}',
    });
    await accept(context, 1, { kind: 'supersede', entry: inKb(3) });
    await accept(context, 2, { kind: 'merge', entry: inKb(2) });
    await accept(context, 3);
    const { entries, manifest } = await built(context, root);
    const plan = await publishSnapshot({ name: manifest.name, dryRun: true }, context);
    assert.deepEqual([plan.isDone, plan.backup], [false, undefined]);
    const published = await publish(context);
    assert.deepEqual(published.left, ['training/a.jsonl', 'training/notes.json']);
    assert.deepEqual(published.removed, ['training/b.jsonl']);
    assert.deepEqual(await loaded(context), shown(entries));
    assert.equal(await publishedSnapshot(context), manifest.name);
    const { qa } = JSON.parse(await text(root, MAIN));
    const kept = qa.filter(({ embedding }: { embedding?: object }) => embedding !== undefined);
    assert.deepEqual(
      kept.map(({ id }: { id: string }) => id),
      ['kb-2', 'kb-9'],
    );
    assert.ok(!(await text(root, MAIN)).includes(REVIEWER.email));
    assert.deepEqual(await faultsOf(context), []);
    const again = await publish(context);
    assert.deepEqual([again.isDone, again.backup], [true, undefined]);
    assert.equal((await listBackups(context, 'training')).length, 1);
  });

  it('changes nothing about what the next snapshot holds, nor where it says that comes from', async () => {
    const { root, context } = await start({
      'training/a.jsonl': kbLine(0) + kbLine(1) + kbLine(2),
    });
    await accept(context, 1, { kind: 'supersede', entry: inKb(1) });
    await accept(context, 2, { kind: 'merge', entry: inKb(2) });
    await accept(context, 3);
    const first = await built(context, root);
    await publish(context);
    const second = await built(context, root);
    assert.deepEqual(shown(second.entries), shown(first.entries));
    const learned = ({ entries }: typeof first) =>
      entries.flatMap(({ id, origin, merged }) =>
        'candidate' in origin || merged
          ? [{ id, merged, learned: 'candidate' in origin && origin }]
          : [],
      );
    assert.deepEqual(learned(second), learned(first));
    const { counts } = second.manifest;
    assert.deepEqual([counts.duplicates, counts.renamed, counts.from_candidates], [0, 0, 2]);
    await publish(context);
    assert.deepEqual(await loaded(context), shown(first.entries));
    assert.deepEqual(await faultsOf(context), []);
  });

  it('lets go of what was learned once nobody stands behind it any more', async () => {
    const { root, context } = await start({ 'training/a.jsonl': kbLine(0) });
    await accept(context, 1);
    const first = await built(context, root);
    await publish(context);
    const { state } = await readReview(context, idOf(1));
    await undoDecision(context, { candidate: idOf(1), reviewer: REVIEWER, on: state.lastHash });
    const second = await built(context, root);
    assert.deepEqual(
      second.entries.map(({ id }) => id),
      ['kb-0'],
    );
    assert.deepEqual(
      second.manifest.withdrawn,
      first.entries.map(({ id }) => id).filter((id) => id !== 'kb-0'),
    );
    await publish(context);
    assert.deepEqual(await loaded(context), shown(second.entries));
    // A workspace that has the knowledge base alone keeps what it has.
    await restore(context, first.manifest.name);
    for (const folder of ['staging_kb', 'candidates'])
      await rm(join(root, folder), { recursive: true });
    assert.deepEqual(shown((await built(context, root)).entries), shown(first.entries));
  });

  it('keeps what somebody changed in the published file by hand', async () => {
    const { root, context } = await start({ 'training/a.jsonl': kbLine(0) });
    await accept(context, 1);
    await built(context, root);
    await publish(context);
    await put(
      root,
      MAIN,
      (await text(root, MAIN)).replace('Open the settings', 'Look at the settings'),
    );
    await put(root, 'training/z.jsonl', kbLine(7));
    const next = await built(context, root);
    assert.ok(next.of('kb-7'));
    assert.deepEqual(next.entries.filter(({ a }) => a.startsWith('Look at the')).length, 1);
  });

  it('is refused where the knowledge base has what the snapshot does not know; going back is not', async () => {
    const { root, context } = await start({ 'training/a.jsonl': kbLine(0) });
    const first = await built(context, root);
    await put(root, 'training/new.jsonl', kbLine(5));
    const before = await knowledgeIn(root);
    await assert.rejects(
      publish(context),
      refused('changed-meanwhile', /does not know: kb-5 \(training\/new\.jsonl:1\)/u),
    );
    assert.deepEqual(await knowledgeIn(root), before);
    const { backup } = await restore(context, first.manifest.name);
    assert.deepEqual(await loaded(context), shown(first.entries));
    await restore(context, backup ?? '');
    assert.deepEqual(await knowledgeIn(root), before);
  });

  it('is refused for what nobody signed, unless policy says otherwise, and where a gate failed', async () => {
    const { root, context } = await start({ 'training/a.jsonl': kbLine(0), [SETTINGS]: '{}' });
    await accept(context, 1);
    const { manifest } = await built(context, root);
    await assert.rejects(publish(context), refused('checks-missing', /nobody has signed/u));
    await put(root, SETTINGS, UNSIGNED);
    const side = (digest: string) => ({ knowledge: { sha256: digest }, reranker: null });
    const report = (verdict: string, at: string) =>
      JSON.stringify({
        created_at: at,
        verdict,
        compared: { baseline: side(sha256('')), candidate: side(manifest.sha256) },
        gates: [{ gate: 'ndcg@10', status: verdict }],
      });
    await put(root, '.codelumi/validation/1.json', report('fail', '2026-11-21T00:00:00Z'));
    await put(root, '.codelumi/validation/2.json', report('pass', '2026-11-20T00:00:00Z'));
    await put(root, '.codelumi/validation/3.json', '{"broken');
    await assert.rejects(publish(context), refused('checks-missing', /failed a gate/u));
    await put(root, '.codelumi/validation/4.json', report('pass', '2026-11-22T00:00:00Z'));
    assert.equal((await publish(context)).verdict, 'pass');
    const next = await buildSnapshot({}, context);
    assert.equal(next.manifest.sha256, manifest.sha256);
    assert.equal(next.manifest.gates?.report.file, '.codelumi/validation/4.json');
  });

  it('is refused for a snapshot that was changed', async () => {
    const { root, context } = await start({ 'training/a.jsonl': kbLine(0) });
    const { file } = await built(context, root);
    await put(root, file, (await text(root, file)).replace('Open', 'Close'));
    await assert.rejects(publish(context), refused('invalid-input', /changed after it was built/u));
  });

  it('is done by doing it again where it was broken off, and has lost nothing', async () => {
    const { root, context } = await start({
      'training/a.jsonl': kbLine(0, { confidence: 0.25 }) + kbLine(0) + kbLine(1),
      'training/b.jsonl': kbLine(2) + kbLine(3),
    });
    await accept(context, 1, { kind: 'supersede', entry: inKb(3) });
    await accept(context, 2, { kind: 'supersede', entry: inKb(1) });
    const before = await knowledgeIn(root);
    const { entries } = await built(context, root);
    for (const step of [1, 2, 3, 4, 5]) {
      const files = stoppingAt(context.files, step);
      await assert.rejects(publish({ ...context, files }), /the machine stopped/u);
    }
    await publish(context);
    assert.deepEqual(await loaded(context), shown(entries));
    const [first] = (await listBackups(context, 'training')).toReversed();
    await restore(context, first?.name ?? '');
    assert.deepEqual(await knowledgeIn(root), before);
  });

  it('gives the snapshot, and gives back what was, whatever the files are', async () => {
    const entry = fc.record(
      {
        id: fc.constantFrom('kb-1', 'kb-2', 'kb-3', 'kb-4'),
        q: fc.constantFrom('A?', 'B?', 'b?', 'C?'),
        a: fc.constantFrom('One.', 'Two.', 'two.'),
        variants: fc.constantFrom(['D?'], ['E?', 'F?']),
        confidence: fc.constantFrom(0.5, 1),
        source: fc.constantFrom('x', 'y'),
        supersedes: fc.constantFrom(['kb-8']),
        tags: fc.constantFrom(['t']),
      },
      { requiredKeys: ['q', 'a'] },
    );
    const files = fc.dictionary(
      fc.constantFrom('training/a.json', 'training/b.jsonl', MAIN, 'training/z.json'),
      fc.array(entry, { minLength: 1, maxLength: 5 }),
      { minKeys: 1 },
    );
    await fc.assert(
      fc.asyncProperty(files, async (knowledge) => {
        const written = Object.entries(knowledge).map(([path, entries]) => [
          path,
          path.endsWith('l')
            ? entries.map((each) => `${JSON.stringify(each)}\n`).join('')
            : JSON.stringify(entries),
        ]);
        const { root, context } = await start(Object.fromEntries(written));
        const before = await knowledgeIn(root);
        const { entries } = await built(context, root);
        const { backup } = await publish(context);
        // What two files give alike may stay in both.
        const found = (await loaded(context)).map((each) => JSON.stringify(each));
        assert.deepEqual(
          [...new Set(found)],
          shown(entries).map((each) => JSON.stringify(each)),
        );
        const again = await built(context, root);
        assert.deepEqual(shown(again.entries), shown(entries));
        assert.equal(again.manifest.counts.renamed, 0);
        if (backup !== undefined) await restore(context, backup);
        assert.deepEqual(await knowledgeIn(root), before);
      }),
      { numRuns: 25 },
    );
  });
});

/** Files of which the one that is the `step`th to change something of the knowledge base fails. */
function stoppingAt(files: JobContext['files'], step: number): JobContext['files'] {
  let changes = 0;
  return new Proxy(files, {
    get: (target, key) => {
      const value = Reflect.get(target, key, target);
      if (typeof value !== 'function') return value;
      if (key !== 'replace' && key !== 'remove') return value.bind(target);
      return async (path: string, ...rest: unknown[]) => {
        if (/^training\/(?:backups\/.*|[^/]+\.jsonl?)$/u.test(path)) changes += 1;
        if (changes >= step) throw new Error('the machine stopped');
        return value.call(target, path, ...rest);
      };
    },
  });
}
