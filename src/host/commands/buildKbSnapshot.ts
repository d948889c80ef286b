import { commands, l10n, window } from 'vscode';
import { requireQuery } from '../../core/review/query/parseQuery.js';
import type { BuildInput, BuildResult } from '../../core/snapshots/build.js';
import { sameAsParent } from '../../core/snapshots/sameAsParent.js';
import type { HeldBack } from '../../core/snapshots/snapshotEntry.js';
import { COMMANDS } from '../../shared/ids.js';
import { signedCountWords } from '../../shared/signatureWords.js';
import type { ErrorReporter } from '../errorReporter.js';
import type { Milestones } from '../help/milestones.js';
import type { JobRunner } from '../jobs/jobRunner.js';
import { runWithProgress } from '../jobs/runWithProgress.js';
import type { ReviewPanel } from '../panel/reviewPanel.js';
import { plainMessage } from '../plainMessage.js';
import type { ActiveFilter } from '../review/activeFilter.js';
import type { RolloutReleases } from '../rollout/rolloutReleases.js';
import { openLine } from '../workspace/openLine.js';
import { requireTrustedRoot } from '../workspace/workspaceFolder.js';

const START_ROLLOUT = l10n.t('Start Rollout…');
const OPEN_SNAPSHOT = l10n.t('Open Snapshot');
const OPEN_MANIFEST = l10n.t('Open Manifest');
const OPEN_LINE = l10n.t('Open Line');
const SHOW_HELD_BACK = l10n.t('Show What Waits');

export interface BuildWorld {
  readonly jobs: JobRunner;
  readonly errors: ErrorReporter;
  readonly milestones: Milestones;
  readonly filter: ActiveFilter;
  readonly panel: ReviewPanel;
  readonly rollouts: Pick<RolloutReleases, 'overview'>;
}

/** "Build KB Snapshot": the knowledge base and everything accepted, as a new versioned file. */
export async function buildKbSnapshot(world: BuildWorld, input: BuildInput = {}): Promise<void> {
  const root = requireTrustedRoot();
  const what = input.hotfix === undefined ? l10n.t('a KB snapshot') : l10n.t('a hotfix snapshot');
  const result = await runWithProgress(
    l10n.t('CodeLumi: building {0}', what),
    (token, onProgress) => world.jobs.run('buildSnapshot', input, root, { token, onProgress }),
  );
  if (result.lost.length > 0) tellLost(result).catch((error) => world.errors.report(error));
  // Not awaited: the command is over, the message stays. What follows from it can still fail.
  offerFiles(result, world).catch((error) => world.errors.report(error));
}

/** What could not be read is in no snapshot that follows, and should be mended before one is published. */
async function tellLost({ lost, manifest }: BuildResult): Promise<void> {
  const [first] = lost;
  if (first === undefined) return;
  const { file, line, what } = first;
  const { unreadable } = manifest.counts;
  const others = unreadable === 1 ? '' : l10n.t(' {0} more could not be read.', unreadable - 1);
  const words = l10n.t('Not in the snapshot: {0}:{1}, {2}.{3}', file, line, what, others);
  const answer = await window.showWarningMessage(plainMessage(words), OPEN_LINE);
  if (answer === OPEN_LINE) await openLine(file, line);
}

async function offerFiles(
  { file, manifestFile, manifest }: BuildResult,
  { milestones, filter, panel, rollouts }: BuildWorld,
): Promise<void> {
  const { held_back: heldBack } = manifest;
  const isFree = rollouts.overview?.status.underWay === undefined;
  const answer = await window.showInformationMessage(
    builtWords(manifest),
    ...(isFree ? [START_ROLLOUT] : []),
    OPEN_SNAPSHOT,
    OPEN_MANIFEST,
    ...(heldBack.length === 0 ? [] : [SHOW_HELD_BACK]),
  );
  if (answer === OPEN_SNAPSHOT) {
    await openLine(file, 1);
    await milestones.reached('openedSnapshot');
  }
  if (answer === OPEN_MANIFEST) await openLine(manifestFile, 1);
  if (answer === START_ROLLOUT)
    await commands.executeCommand(COMMANDS.startRollout, { snapshot: manifest.name });
  if (answer !== SHOW_HELD_BACK) return;
  panel.show();
  await filter.set(requireQuery(filterFor(heldBack)), 'elsewhere');
}

/** What was built, and what is not in it. */
export function builtWords(manifest: BuildResult['manifest']): string {
  const { name, counts, signatures, held_back: heldBack } = manifest;
  const isAnySigned = signatures !== undefined && signatures.of > 0;
  const signed = isAnySigned ? ` ${signedCountWords(signatures)}.` : '';
  const same = sameAsParent(manifest);
  const also = same === undefined ? '' : l10n.t(' It is the same as {0}.', same);
  const built = l10n.t(
    'Built {0}: {1} entries, {2} of them accepted candidates.{3}',
    name,
    counts.entries,
    counts.from_candidates,
    `${also}${signed}`,
  );
  if (heldBack.length === 0) return built;
  const disputed = heldBack.filter(({ kind }) => kind === 'dispute').length;
  const waiting = heldBack.length - disputed;
  const said = [
    ...(waiting > 0 ? [l10n.t('{0} wait for another reviewer', waiting)] : []),
    ...(disputed > 0 ? [l10n.t('{0} disputed', disputed)] : []),
  ];
  return l10n.t('{0} Held back: {1}.', built, said.join(', '));
}

function filterFor(heldBack: readonly HeldBack[]): string {
  const isDisputed = heldBack.every(({ kind }) => kind === 'dispute');
  return isDisputed ? 'is:disputed' : 'is:waiting-approval';
}
