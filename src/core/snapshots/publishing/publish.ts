import { CodelumiError } from '../../errors.js';
import type { Job, JobContext } from '../../job.js';
import { readPolicies } from '../../review/quorum/policies.js';
import { readConfig } from '../../workspace/config.js';
import { withWorkspaceLock } from '../../workspace/lock.js';
import type { Policy } from '../../workspace/settings/policySchema.js';
import { gatesOf } from '../gates.js';
import { requireSnapshot } from '../list.js';
import { readSnapshot } from '../readSnapshot.js';
import type { SnapshotManifest } from '../snapshotEntry.js';
import { type Publication, planPublication } from './planPublication.js';
import { replaceKnowledge } from './replaceKnowledge.js';

export interface PublishInput {
  /** Of the snapshot; `latest` is the newest. */
  readonly name: string;
  /** Only says what would be done. */
  readonly dryRun?: boolean;
}

export interface Published {
  readonly snapshot: string;
  /** The file that holds what no other file of the knowledge base gives. */
  readonly file: string;
  /** How many entries stand in it. */
  readonly entries: number;
  /** Files that were left alone. */
  readonly left: readonly string[];
  /** Files that were taken away; they are in the backup. */
  readonly removed: readonly string[];
  /** Name of the backup; undefined: nothing was changed. */
  readonly backup: string | undefined;
  readonly isDone: boolean;
  readonly verdict: 'pass' | 'fail' | 'inconclusive' | undefined;
}

/**
 * "Publish Snapshot to Knowledge Base": makes the knowledge base that the assistant loads exactly a snapshot. What was
 * there is in the backup before anything is changed. Broken off half way, it is done by doing it again.
 *
 * @throws CodelumiError `checks-missing` where a gate failed, or policy keeps unsigned work from it; `changed-meanwhile` where
 *   the knowledge base has entries that the snapshot does not know; `not-found`, `invalid-input`
 */
export const publishSnapshot: Job<PublishInput, Published> = async ({ name, dryRun }, context) => {
  const manifest = await requireSnapshot(context, name);
  const verdict = (await gatesOf(context, manifest.sha256))?.verdict;
  if (verdict === 'fail') throw gateFailed(manifest.name);
  requireSigned(manifest, (await readPolicies(context)).now);
  return publish(context, manifest, { dryRun, mayLose: false }, verdict);
};

export interface PublishOptions {
  readonly dryRun: boolean | undefined;
  /** Whether entries that the snapshot does not know may go into the backup alone. */
  readonly mayLose: boolean;
}

/** The same without asking whether it may: what was in use before may always come back. */
export async function publish(
  context: JobContext,
  manifest: SnapshotManifest,
  { dryRun, mayLose }: PublishOptions,
  verdict: Published['verdict'],
): Promise<Published> {
  const folder = (await readConfig(context.files)).sources.knowledgeBase;
  return withWorkspaceLock(context, 'publish a snapshot', async (lock) => {
    context.progress({ message: 'Reading the knowledge base' });
    const entries = await readSnapshot(context, manifest);
    const plan = await planPublication(context, folder, manifest, entries);
    if (!mayLose) requireKnown(plan, manifest);
    const { file, left, removed, isDone } = plan;
    const said = { snapshot: manifest.name, file, entries: plan.entries, left, removed, verdict };
    if (dryRun === true || isDone) return { ...said, backup: undefined, isDone };
    await lock.confirm();
    const wanted = { write: [{ file, content: plan.content() }], remove: removed };
    const backup = await replaceKnowledge(context, folder, plan.before, wanted, manifest.name);
    return { ...said, backup: backup.name, isDone: true };
  });
}

/** Publishing is for everybody at once: `canary` is not enough. */
function requireSigned({ name, candidates, signatures }: SnapshotManifest, policy: Policy): void {
  const unsigned = signatures?.unsigned ?? candidates;
  const [first] = unsigned;
  if (first === undefined || policy.unsigned === 'prod') return;
  const others = unsigned.length === 1 ? '' : ` and ${unsigned.length - 1} more`;
  throw new CodelumiError({
    reason: 'checks-missing',
    what: `${name} holds what nobody has signed (${first}${others}), and policy.unsigned is "${policy.unsigned}"`,
    remedy:
      'Sign the decisions (codelumi review sign) and build it again, or set policy.unsigned to "prod".',
  });
}

function requireKnown({ missing }: Publication, { name }: SnapshotManifest): void {
  const [first] = missing;
  if (first === undefined) return;
  const { file, line, id } = first;
  const others = missing.length === 1 ? '' : ` and ${missing.length - 1} more`;
  throw new CodelumiError({
    reason: 'changed-meanwhile',
    what: `The knowledge base holds what ${name} does not know: ${id}${others}`,
    place: { file, line },
    remedy:
      'Build a snapshot anew and publish that one; codelumi snapshot restore goes back to an older one all the same.',
  });
}

function gateFailed(name: string): CodelumiError {
  return new CodelumiError({
    reason: 'checks-missing',
    what: `${name} failed a gate`,
    remedy:
      'codelumi validate says which, and which candidates are to blame; reopen those and build anew.',
  });
}
