import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CompactRange } from '../../../src/core/audit/merkle/compactRange.js';
import { leafHash } from '../../../src/core/audit/merkle/treeHash.js';
import type { JobContext } from '../../../src/core/job.js';
import type { Files } from '../../../src/core/ports/files.js';
import { candidateLine } from '../../../src/core/records/candidate.js';
import type { Resolution } from '../../../src/core/records/resolution.js';
import { sha256 } from '../../../src/core/records/sha256.js';
import { questionVariants } from '../../../src/core/review/questionVariants.js';
import { readEvaluationContext } from '../../../src/core/screening/context/screeningContext.js';
import { soughtForms } from '../../../src/core/screening/erasure/soughtForms.js';
import { readTombstones, tombstoneOf } from '../../../src/core/screening/erasure/tombstones.js';
import { knownInKnowledgeBase } from '../../../src/core/snapshots/base.js';
import { buildSnapshot } from '../../../src/core/snapshots/build.js';
import { type Collected, collectEntries } from '../../../src/core/snapshots/collectEntries.js';
import { composeSnapshot } from '../../../src/core/snapshots/compose.js';
import { leaveOutErased } from '../../../src/core/snapshots/leaveOutErased.js';
import { listSnapshots } from '../../../src/core/snapshots/list.js';
import type { SnapshotManifest } from '../../../src/core/snapshots/snapshotEntry.js';
import { readConfig } from '../../../src/core/workspace/config.js';
import { appendToJournal } from '../../../src/core/workspace/journal.js';
import { TOMBSTONES_FOLDER } from '../../../src/core/workspace/paths.js';
import { knowledgeFilesOf, NAMED } from '../support/randomKnowledge.js';
import { accept, candidate, FILE, inKb, refused } from '../support/smallReview.js';
import { put, temporaryWorkspace, text } from '../support/temporaryWorkspace.js';
import { tickingContext } from '../support/testContext.js';

/** What is to come out, with everything in memory at once. */
async function inMemory(context: JobContext): Promise<Collected> {
  const config = await readConfig(context.files);
  const evaluation = await readEvaluationContext(context);
  const { accepted } = await composeSnapshot(context, config);
  const all = await knownInKnowledgeBase(context, config.sources.knowledgeBase);
  const { known } = leaveOutErased(all, accepted, await readTombstones(context));
  return collectEntries(known, accepted, (each) =>
    questionVariants(each.candidate, each.state, evaluation, config.screening),
  );
}

function countsOf(collected: Collected): Partial<SnapshotManifest['counts']> {
  return {
    entries: collected.entries.length,
    from_knowledge_base: collected.fromKnowledgeBase,
    from_candidates: collected.fromCandidates,
    duplicates: collected.duplicates,
    renamed: collected.renamed,
    merged: collected.merged,
    variants_added: collected.variantsAdded,
    superseded: collected.superseded.length,
  };
}

async function requireSame(context: JobContext, root: string): Promise<void> {
  const wanted = await inMemory(context);
  const { file, manifest } = await buildSnapshot({}, context);
  const lines = wanted.entries.map((entry) => JSON.stringify(entry));
  const written = await text(root, file);
  assert.equal(written, lines.map((line) => `${line}\n`).join(''));
  assert.equal(manifest.sha256, sha256(written));
  const tree = new CompactRange();
  for (const line of lines) tree.append(leafHash(line));
  assert.equal(manifest.merkle_root, tree.root().toString('hex'));
  const counts = countsOf(wanted);
  assert.deepEqual({ ...manifest.counts, ...counts }, manifest.counts);
  assert.deepEqual(manifest.superseded, wanted.superseded);
  const { entries } = await composeSnapshot(context, await readConfig(context.files));
  const held = await entries.hold();
  assert.deepEqual(
    held.entries.map((each) => JSON.stringify(each)),
    lines,
  );
  assert.equal(held.sha256, manifest.sha256);
}

describe('a snapshot that is built without holding the knowledge base', () => {
  it('has the bytes of one that is collected in memory, whatever the files hold', async () => {
    await fc.assert(
      fc.asyncProperty(knowledgeFilesOf, async (files) => {
        const root = await temporaryWorkspace(files);
        await requireSame(tickingContext(root), root);
      }),
      { numRuns: 40 },
    );
  });

  it('has them too with what was accepted beside entries, and without what was erased', async () => {
    const choice = fc.record({
      kind: fc.constantFrom<Resolution['kind']>('keep', 'merge', 'supersede'),
      at: fc.nat(NAMED - 1),
    });
    await fc.assert(
      fc.asyncProperty(
        knowledgeFilesOf,
        fc.uniqueArray(choice, { minLength: 1, maxLength: 3, selector: ({ at }) => at }),
        fc.boolean(),
        async (files, choices, erases) => {
          const candidates = choices.map((_, number) => candidate(number));
          const root = await temporaryWorkspace({
            ...files,
            [FILE]: candidates.map(candidateLine).join(''),
          });
          const context = tickingContext(root);
          for (const [number, { kind, at }] of choices.entries())
            await accept(context, number, kind === 'keep' ? { kind } : { kind, entry: inKb(at) });
          // The first of the entries, and whatever has its question.
          if (erases) await erase(context, 'cache a of the build tool');
          await requireSame(context, root);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('is read in stretches where it is long, and in quite another order', async () => {
    const answer = 'x'.repeat(400_000);
    const lines = Array.from({ length: 40 }, (_, number) =>
      JSON.stringify({ id: `kb-${(number * 37) % 40}`, q: `q${number}`, a: answer + number }),
    );
    const root = await temporaryWorkspace({ 'training/kb.jsonl': lines.join('\n') });
    await requireSame(tickingContext(root), root);
  });

  it('is not built when a file changes while it is read', async () => {
    const lines = [1, 2, 3].map((number) => `{"q":"q${number}","a":"a${number}"}\n`);
    const changes = { torn: 'nothing', edited: lines.join('').replace('a2', 'b2') };
    for (const [name, changed] of Object.entries(changes)) {
      const root = await temporaryWorkspace({ 'training/kb.jsonl': lines.join('') });
      const context = tickingContext(root);
      const files = whenWritten(context.files, /kb_snapshot/u, () =>
        put(root, 'training/kb.jsonl', changed),
      );
      await assert.rejects(
        buildSnapshot({}, { ...context, files }),
        refused('changed-meanwhile', /training\/kb\.jsonl/u),
        name,
      );
      assert.deepEqual(await listSnapshots({}, context), []);
      assert.deepEqual(await context.files.list('training/snapshots'), []);
    }
  });
});

async function erase(context: JobContext, value: string): Promise<void> {
  const { action, ...rest } = tombstoneOf('0123456789abcdef', soughtForms(value), []);
  const at = context.clock.now().toISOString();
  await appendToJournal(context.files, `${TOMBSTONES_FOLDER}/ada.jsonl`, { at, action, ...rest });
}

/** Files where something happens right before the first matching one is written. */
function whenWritten(files: Files, wanted: RegExp, happens: () => Promise<void>): Files {
  return new Proxy(files, {
    get: (target, name: keyof Files) => {
      if (name === 'replace')
        return async (...[path, ...rest]: Parameters<Files['replace']>) => {
          if (wanted.test(path)) await happens();
          return target.replace(path, ...rest);
        };
      const value = target[name];
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
