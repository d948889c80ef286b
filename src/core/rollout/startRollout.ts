import { CodelumiError } from '../errors.js';
import type { JobContext } from '../job.js';
import type { Reviewer } from '../records/decision.js';
import { sha256 } from '../records/sha256.js';
import { withRegistry } from '../registry/act.js';
import {
  type Deployment,
  deploymentFile,
  deploymentId,
  deploymentText,
} from '../registry/deployment.js';
import { prodOf, type RolloutState } from '../registry/rolloutState.js';
import { rerankerName } from '../reranking/rerankerName.js';
import { listSnapshots } from '../snapshots/list.js';
import type { SnapshotManifest } from '../snapshots/snapshotEntry.js';
import { snapshotFile } from '../snapshots/snapshotName.js';
import type { ValidateInput } from '../validation/validateInput.js';
import { settingsDigest } from '../workspace/settingsDigest.js';
import { goldenPromptsDigest } from './goldenPromptsDigest.js';
import { smokeTest } from './smokeTest.js';
import { validationOf } from './validationCommand.js';

export interface StartInput {
  readonly by: Reviewer;
  /** Name of the snapshot; left out: the newest. */
  readonly snapshot?: string | undefined;
  /** File of the reranker; left out: none, the order of BM25F. */
  readonly reranker?: string | undefined;
}

export interface StartResult {
  readonly rollout: RolloutState;
  readonly deployment: Deployment;
  readonly file: string;
  /** What has to be validated before it can go on. */
  readonly validate: ValidateInput;
  readonly warnings: readonly string[];
}

/**
 * Begins to roll a snapshot and a reranker out, together, as one deployment. Nobody is answered by it yet. What was built
 * as a hotfix is rolled out as one.
 *
 * @throws CodelumiError `not-found` without such a snapshot or reranker, `checks-missing` where they do not work,
 *   `wrong-usage` while another rollout is on its way
 */
export async function startRollout(input: StartInput, context: JobContext): Promise<StartResult> {
  const { by } = input;
  return withRegistry(context, { by, purpose: 'start a rollout' }, async (registry) => {
    const { state } = registry.releases;
    const baseline = prodOf(state);
    const deployment = await composeDeployment(context, input, baseline);
    const problems = await smokeTest(context, deployment);
    if (problems.length > 0) throw doesNotWork(problems);
    const text = deploymentText(deployment);
    const file = deploymentFile(deployment.id);
    await registry.lock.confirm();
    await context.files.replace(file, text);
    const rollout = rolloutId(context, deployment);
    await registry.append({
      type: 'start',
      rollout,
      deployment: deployment.id,
      deployment_sha256: sha256(text),
      baseline,
      kind: deployment.kind,
    });
    const started = registry.releases.state.rollouts.find(({ id }) => id === rollout);
    if (started === undefined) throw new Error('A rollout that was just started is not there.');
    const before = baseline === null ? undefined : registry.releases.deployments.get(baseline);
    const validate = validationOf(deployment, before?.deployment);
    return { rollout: started, deployment, file, validate, warnings: registry.warnings };
  });
}

async function composeDeployment(
  context: JobContext,
  { by, snapshot, reranker }: StartInput,
  parent: string | null,
): Promise<Deployment> {
  const manifest = await manifestOf(context, snapshot);
  const settings = await settingsDigest(context);
  const prompts = await goldenPromptsDigest(context);
  const content: Omit<Deployment, 'id'> = {
    schema: 'codelumi.deployment/1',
    ...(parent === null ? {} : { parent }),
    created_at: context.clock.now().toISOString(),
    created_by: { name: by.name, email: by.email },
    kind: manifest.hotfix === undefined ? 'scheduled' : 'hotfix',
    ...(manifest.hotfix && { reason: manifest.hotfix.reason }),
    kb: {
      name: manifest.name,
      path: snapshotFile(manifest.name),
      sha256: manifest.sha256,
      entries: manifest.counts.entries,
    },
    reranker: await rerankerPart(context, reranker),
    ...(settings === undefined ? {} : { settings: { sha256: settings } }),
    ...(prompts === undefined ? {} : { prompts }),
  };
  const { schema, ...rest } = content;
  return { schema, id: deploymentId(content), ...rest };
}

async function manifestOf(
  context: JobContext,
  name: string | undefined,
): Promise<SnapshotManifest> {
  const manifests = await listSnapshots({}, context);
  const found = name === undefined ? manifests[0] : manifests.find((each) => each.name === name);
  if (found !== undefined) return found;
  throw new CodelumiError({
    reason: 'not-found',
    what: name === undefined ? 'There is no snapshot to roll out' : `There is no snapshot ${name}`,
    remedy: 'Build one with codelumi snapshot build, or see codelumi snapshot list.',
  });
}

async function rerankerPart(
  { files }: JobContext,
  file: string | undefined,
): Promise<Deployment['reranker']> {
  if (file === undefined) return null;
  if ((await files.stat(file))?.kind !== 'file')
    throw new CodelumiError({
      reason: 'not-found',
      what: 'There is no such reranker',
      place: { file },
      remedy: 'Train one with codelumi train, or name another file.',
    });
  return { ...rerankerName(file), path: file, sha256: sha256(await files.read(file)) };
}

function rolloutId({ processes }: JobContext, { created_at: at }: Deployment): string {
  return `ro-${at.slice(0, 10).replaceAll('-', '')}-${processes.randomId().slice(0, 8)}`;
}

function doesNotWork(problems: readonly string[]): CodelumiError {
  return new CodelumiError({
    reason: 'checks-missing',
    what: `The deployment does not work: ${problems.join('; ')}`,
    remedy: 'Restore the files, or build and train anew; nothing was started.',
  });
}
