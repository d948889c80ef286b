import assert from 'node:assert/strict';
import { JobCancelled } from '../../../src/core/errors.js';
import type { Reranker } from '../../../src/core/reranking/reranker.js';
import { shadowReplay } from '../../../src/core/rollout/evidence/shadowReplay.js';
import { gatesOf } from '../../../src/core/rollout/gates/gatesOf.js';
import type { SnapshotEntry } from '../../../src/core/snapshots/snapshotEntry.js';
import type { RankedVersion } from '../../../src/core/validation/gates/rankedGates.js';
import { KnowledgeVersion } from '../../../src/core/validation/versions/knowledgeVersion.js';
import { readVersions } from '../../../src/core/validation/versions/readVersions.js';
import { readConfig } from '../../../src/core/workspace/config.js';
import { MemoryLog } from '../support/memoryLog.js';
import { sampleWorkspace } from '../support/sampleWorkspace.js';
import { temporaryWorkspace } from '../support/temporaryWorkspace.js';
import { testContext } from '../support/testContext.js';

const ENTRIES: readonly SnapshotEntry[] = [
  { id: 'kb-1', q: 'How do I undo a commit?', a: 'Use git reset --soft HEAD~1.' },
  { id: 'kb-2', q: 'How do I undo a merge commit?', a: 'Use git revert -m 1.' },
  { id: 'kb-3', q: 'How do I list open ports?', a: 'Use ss -tlnp.' },
].map((each) => ({ ...each, source: 'kb.json', origin: { file: 'training/kb.json', line: 1 } }));

function ranked(
  name: string,
  entries: readonly SnapshotEntry[],
  reranker?: Reranker,
): RankedVersion {
  const version = new KnowledgeVersion(name, entries);
  return { version, system: { knowledge: version.index(), reranker } };
}

/** The order of BM25F, turned round. */
function contrary(): Reranker {
  const score = async (_query: string, passages: readonly unknown[]) => passages.map((_, at) => at);
  return { name: 'contrary', version: '1.0.0', sha256: 'c'.repeat(64), score };
}

function log(): MemoryLog {
  const log = new MemoryLog();
  const ask = (question: string, id: string) =>
    log.user(question).kbUsed([id], 'an answer').assistant(`an answer for ${question}`);
  ask('undo a commit', 'kb-1').button('up');
  ask('list the open ports', 'kb-3').button('up');
  // Taken back: as often rejected as accepted.
  ask('undo a merge', 'kb-2').button('up');
  ask('undo a merge', 'kb-2').button('down');
  ask('undo it all', 'kb-1');
  // An entry that is in neither.
  ask('what is the weather', 'kb-99').button('up');
  return log;
}

const HOLDOUT = [
  '{"query":"undo a merge commit","relevant":[{"id":"kb-2"}]}',
  '{"query":"which ports are open","answer":"Use ss -tlnp."}',
  'not a line',
  '{"query":"nobody knows","relevant":[{"id":"kb-77"}]}',
].join('\n');

const USES = ['undo a commit', 'list the open ports', 'undo a commit!', 'undo a merge']
  .map((query, i) =>
    JSON.stringify({ ts: 1_793_000_000_000 + i, query, source: 'kbFirst', hits: [] }),
  )
  .join('\n');

async function replay(candidate: RankedVersion, baseline = ranked('before', ENTRIES)) {
  const root = await temporaryWorkspace({
    'userData/lumi_memory.jsonl': log().toString(),
    'userData/kb_usage.jsonl': USES,
    'training/eval/holdout.jsonl': HOLDOUT,
  });
  const context = testContext(root);
  return shadowReplay(context, await readConfig(context.files), { baseline, candidate });
}

describe('the replay of a shadow', () => {
  it('asks the holdout, and what users accepted and did not take back', async () => {
    const { queries, asked, replayed, overlap } = await replay(ranked('same', ENTRIES));
    assert.deepEqual(
      queries.map(({ source, file, line }) => [source, file, line]),
      [
        ['holdout', 'training/eval/holdout.jsonl', 1],
        ['holdout', 'training/eval/holdout.jsonl', 2],
        ['accepted', 'userData/lumi_memory.jsonl', 5],
        ['accepted', 'userData/lumi_memory.jsonl', 1],
      ],
    );
    assert.ok(queries.every(({ baseline, candidate }) => baseline === 1 && candidate === 1));
    // Three different searches, which both answer alike.
    assert.deepEqual([asked, replayed, overlap], [6, 3, 1]);
  });

  it('tells who ranks worse, query by query', async () => {
    const { queries } = await replay(ranked('worse', ENTRIES, contrary()));
    const [merge, ports, , commit] = queries;
    assert.deepEqual([merge?.baseline, merge?.candidate], [1, 0.5]);
    assert.deepEqual([commit?.baseline, commit?.candidate], [1, 0.5]);
    // One entry alone has anything to do with it.
    assert.deepEqual([ports?.baseline, ports?.candidate], [1, 1]);
  });

  it('finds an entry again that another took the place of', async () => {
    const [first, ...others] = ENTRIES;
    assert.ok(first !== undefined);
    const heir = { ...first, id: 'kb-10', supersedes: ['kb-1'] };
    const { queries, overlap } = await replay(ranked('after', [heir, ...others]));
    assert.ok(queries.every(({ candidate }) => candidate === 1));
    assert.equal(overlap, 1);
    const gone = await replay(ranked('gone', others));
    assert.deepEqual([gone.queries.at(-1)?.baseline, gone.queries.at(-1)?.candidate], [1, 0]);
    assert.ok((gone.overlap ?? 1) < 1);
  });

  it('has the holdout where nobody talked to the assistant yet', async () => {
    const root = await temporaryWorkspace({ 'training/eval/holdout.jsonl': HOLDOUT });
    const context = testContext(root);
    const same = { baseline: ranked('before', ENTRIES), candidate: ranked('same', ENTRIES) };
    const { queries, ...rest } = await shadowReplay(context, await readConfig(context.files), same);
    assert.deepEqual(rest, { asked: 2, replayed: 0, overlap: null });
    assert.equal(queries.length, 2);
  });

  it('holds nothing of what was asked', async () => {
    const evidence = await replay(ranked('same', ENTRIES));
    assert.doesNotMatch(JSON.stringify(evidence), /undo|ports/u);
  });

  it('stops when it is asked to', async () => {
    const root = await temporaryWorkspace({ 'userData/lumi_memory.jsonl': log().toString() });
    const context = { ...testContext(root), signal: AbortSignal.abort() };
    const same = ranked('same', ENTRIES);
    const config = await readConfig(testContext(root).files);
    await assert.rejects(
      shadowReplay(context, config, { baseline: same, candidate: same }),
      JobCancelled,
    );
  });

  it('stops a reranker on the sample that turns every order round', async () => {
    const context = testContext(await sampleWorkspace());
    const config = await readConfig(context.files);
    const { baseline } = await readVersions(context, config, {});
    const side = (reranker?: Reranker): RankedVersion => ({
      version: baseline.version,
      system: { knowledge: baseline.version.index(), reranker },
    });
    const shadow = await shadowReplay(context, config, {
      baseline: side(),
      candidate: side(contrary()),
    });
    const entered = {
      stage: 'SHADOW',
      kind: 'scheduled',
      enteredAt: 0,
      now: 0,
      approvals: { given: 0, needed: 0 },
    } as const;
    const gates = gatesOf({ ...entered, policy: config, shadow });
    const rank = gates.find(({ id }) => id === 'rank');
    assert.equal(rank?.verdict, 'fail', `${rank?.words}; ${shadow.queries.length} queries`);
  });
});
