import assert from 'node:assert/strict';
import { CodelumiError } from '../../../src/core/errors.js';
import type { JobContext } from '../../../src/core/job.js';
import { readReleases } from '../../../src/core/registry/readReleases.js';
import { chosenDeployments } from '../../../src/core/rollout/comparison/chosenDeployments.js';
import { deploymentSides } from '../../../src/core/rollout/comparison/deploymentSides.js';
import { diffDeployments } from '../../../src/core/rollout/comparison/diffDeployments.js';
import {
  type PartChange,
  partChanges,
  partsMarkdown,
  partWords,
} from '../../../src/core/rollout/comparison/partChanges.js';
import { rollBack } from '../../../src/core/rollout/rollBack.js';
import { startRollout } from '../../../src/core/rollout/startRollout.js';
import { buildSnapshot } from '../../../src/core/snapshots/build.js';
import { publishSnapshot } from '../../../src/core/snapshots/publishing/publish.js';
import { ADA } from '../support/severalReviewers.js';
import { accept, candidate, KB, kbLine, workspace } from '../support/smallReview.js';
import { put, text } from '../support/temporaryWorkspace.js';
import { tickingContext } from '../support/testContext.js';
import { modelBytes } from '../training/makingModels.js';

function verdicts(parts: readonly PartChange[]): string[] {
  return parts.map(({ part, verdict }) => `${part}: ${verdict}`);
}

describe('comparing deployments', () => {
  let root: string;
  let context: JobContext;

  beforeEach(async () => {
    root = await workspace(2, [candidate(1)]);
    context = tickingContext(root);
    await context.files.replace('.codelumi/config.json', '{"policy":{"unsigned":"prod"}}');
  });

  const started = async (reranker?: string) => {
    await buildSnapshot({}, context);
    const { deployment } = await startRollout({ by: ADA, reranker }, context);
    return deployment;
  };
  const takenBack = () => rollBack({ by: ADA, reason: 'not this one' }, context);

  it('tells entries, reranker, settings and prompts of two, whichever they are', async () => {
    const first = await started();
    await takenBack();
    await put(root, KB, kbLine(0) + kbLine(1).replace('once more', 'again') + kbLine(2));
    await put(root, '.codelumi/config.json', '{"policy":{"unsigned":"prod"},"review":{}}');
    await put(root, 'models/reranker.v1.0.0.joblib', await modelBytes());
    const prompt = { api: 'think', cases: [{ name: 'one', input: { prompt: 'Hello' } }] };
    await put(root, 'training/eval/prompts/think.golden.json', JSON.stringify(prompt));
    const second = await started('models/reranker.v1.0.0.joblib');
    const there = { before: first.id, after: second.id };
    const diff = await diffDeployments(there, context);
    const { changed, added, removed, same } = diff.counts;
    assert.deepEqual([changed, added, removed, same], [1, 1, 0, 1]);
    assert.deepEqual(
      verdicts(diff.parts),
      ['knowledge', 'reranker', 'settings', 'prompts'].map((part) => `${part}: different`),
    );
    assert.match(
      partWords(diff.parts[3] as PartChange),
      /^prompts: none → 1 file of golden prompts/u,
    );
    assert.match(partWords(diff.parts[1] as PartChange), /^reranker: none: .* → .*\(different\)$/u);
    assert.match(diff.after, /again/u);
    assert.doesNotMatch(diff.before, /press the button.*again/u);
    const back = await diffDeployments({ before: second.id, after: first.id }, context);
    assert.deepEqual([back.counts.added, back.counts.removed], [0, 1]);
    const alike = await diffDeployments({ before: second.id, after: 'candidate' }, context);
    assert.ok(alike.parts.every(({ verdict }) => verdict === 'same'));
    assert.equal(alike.counts.same, 3);
  });

  it('tells what the assistant has of its own as it is now, and does not claim to know the rest', async () => {
    await accept(context, 1);
    const deployment = await started();
    await put(root, KB, `${kbLine(0)}{"broken\n`);
    const diff = await diffDeployments({}, context);
    const { changed, added, removed, same } = diff.counts;
    assert.deepEqual([changed, added, removed, same], [0, 2, 0, 1]);
    assert.deepEqual(verdicts(diff.parts), [
      'knowledge: different',
      'reranker: unknown',
      'settings: unknown',
      'prompts: unknown',
    ]);
    assert.match(diff.parts[0]?.before.words ?? '', /1 entry, and 1 line that cannot be read/u);
    assert.equal(diff.names.before, 'own training');
    assert.match(diff.names.after, new RegExp(`^${deployment.id} kb_snapshot_`, 'u'));
    const own = await diffDeployments({ before: 'own', after: 'own' }, context);
    assert.ok(own.parts.every(({ verdict }) => verdict === 'same'));
  });

  it('finds nothing changed in entries that were published, though files do not say who accepted them', async () => {
    await accept(context, 1);
    const { kb } = await started();
    await publishSnapshot({ name: kb.name }, context);
    const { counts } = await diffDeployments({ before: 'own' }, context);
    assert.deepEqual([counts.changed, counts.added, counts.removed], [0, 0, 0]);
    assert.equal(counts.same, 3);
  });

  it('says so where one is not there, is not what was deployed, or nothing is on its way', async () => {
    const refused = (reason: string, what: RegExp) => (error: unknown) =>
      error instanceof CodelumiError && error.reason === reason && what.test(error.message);
    await assert.rejects(
      deploymentSides(context, {}),
      refused('not-found', /no rollout is on its way, so there is no candidate/iu),
    );
    const { id, kb } = await started();
    for (const name of ['dep-20260101-00000000', '../x', 'constructor'])
      await assert.rejects(
        deploymentSides(context, { after: name }),
        refused('not-found', /There is no deployment/u),
      );
    await put(root, kb.path, `${await text(root, kb.path)}{}\n`);
    await assert.rejects(
      deploymentSides(context, { before: 'own', after: id }),
      refused('invalid-input', /not what was deployed/u),
    );
  });

  it('compares what is on its way with what it followed where nothing else is named', async () => {
    const { id } = await started();
    const releases = await readReleases(context);
    const chosen = chosenDeployments(releases, {});
    assert.deepEqual([chosen.before, chosen.after?.id], [undefined, id]);
    const back = chosenDeployments(releases, { before: 'candidate', after: 'prod' });
    assert.deepEqual([back.before?.id, back.after], [id, undefined]);
  });

  it('is a table in Markdown, in which text from files is only text', () => {
    const part = { words: 'a|b `c` <b>', sha256: null };
    const [change] = partChanges({
      before: sideWith(part),
      after: sideWith({ words: 'x', sha256: '0'.repeat(64) }),
    });
    const markdown = partsMarkdown([change as PartChange]);
    assert.match(markdown, /^\| knowledge \| ``.* a\\\|b `c` <b> ``.* \| ` x ` \| different \|$/mu);
  });
});

function sideWith(part: { words: string; sha256: string | null }) {
  return {
    id: null,
    knowledge: part,
    reranker: part,
    settings: part,
    prompts: part,
    entries: { file: 'x' },
  };
}
