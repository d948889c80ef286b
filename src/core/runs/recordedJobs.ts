import type { NewEntry } from '../audit/journal/auditEntry.js';
import { recordRun } from '../audit/runs/recordRun.js';
import { diffSides } from '../comparison/diffSides.js';
import { applyErasure } from '../erasure/applyErasure.js';
import { findPerson } from '../erasure/findPerson.js';
import { planErasure } from '../erasure/planErasure.js';
import { exportKnowledge } from '../exporting/exportKnowledge.js';
import { mendHealth } from '../health/mendHealth.js';
import type { JobContext } from '../job.js';
import { extract } from '../mining/extract.js';
import { whatIf } from '../mining/whatIf.js';
import { acknowledgeAlert, snoozeAlert } from '../monitoring/alerts/answerAlert.js';
import { dashboard } from '../monitoring/dashboard.js';
import { monitor } from '../monitoring/monitor.js';
import { exportReviewFile } from '../review/reviewFile/exportReviewFile.js';
import { importReviewFile } from '../review/reviewFile/importReviewFile.js';
import { saveView } from '../review/views/savedViews.js';
import { advanceRollout } from '../rollout/advanceRollout.js';
import { diffDeployments } from '../rollout/comparison/diffDeployments.js';
import { approveRollout, pauseRollout, resumeRollout } from '../rollout/holdRollout.js';
import { rollBack } from '../rollout/rollBack.js';
import { startRollout } from '../rollout/startRollout.js';
import { allowValue } from '../screening/allowValue.js';
import { screenLargeFiles } from '../screening/documents/largeFiles.js';
import { screen } from '../screening/screen.js';
import { initWorkspace } from '../setup/initWorkspace.js';
import { buildSnapshot } from '../snapshots/build.js';
import { pruneSnapshots } from '../snapshots/pruning/prune.js';
import { PRUNED } from '../snapshots/pruning/prunedSnapshots.js';
import { publishSnapshot } from '../snapshots/publishing/publish.js';
import { restoreKnowledge } from '../snapshots/publishing/restore.js';
import { trace } from '../tracing/trace.js';
import { train } from '../training/train.js';
import { drawSample } from '../validation/annotation/drawSample.js';
import { checkGoldenPrompts, recordGoldenPrompts } from '../validation/prompts/promptJobs.js';
import { validate } from '../validation/validate.js';
import { verify } from '../verification/verify.js';
import {
  CANDIDATES_FOLDER,
  CONFIG_FILE,
  GOLDEN_PROMPTS_FOLDER,
  MONITORING_FOLDER,
  SNAPSHOTS_FOLDER,
  TOMBSTONES_FOLDER,
} from '../workspace/paths.js';

type RecordedContext = Omit<JobContext, 'progress'>;

/** How a run of a job is told in the audit log. */
interface Telling<Input, Result> {
  readonly action: string;
  /** What it is about, by what it was given. */
  readonly subject?: (input: Input) => NewEntry['subject'];
  /** The same, where only the result tells. */
  readonly made?: (result: Result) => NewEntry['subject'];
  readonly reason?: (input: Input) => string | undefined;
  /** Made by timers; see `recordRun`. */
  readonly isRepeated?: boolean;
}

function recorded<Input, Result, Context extends RecordedContext>(
  job: (input: Input, context: Context) => Promise<Result>,
  { action, subject, made, reason, isRepeated = false }: Telling<Input, Result>,
): (input: Input, context: Context) => Promise<Result> {
  return (input, context) => {
    const [about, why] = [subject?.(input), reason?.(input)];
    const said = { ...(about && { subject: about }), ...(why && { reason: why }) };
    const name = { action, ...said, isRepeated };
    return recordRun(context, name, (watched) => job(input, watched), made);
  };
}

/** For those who take their world first. */
function turned<Input, Result, Context>(
  act: (context: Context, input: Input) => Promise<Result>,
): (input: Input, context: Context) => Promise<Result> {
  return (input, context) => act(context, input);
}

const WATCHING = {
  action: 'monitor',
  subject: () => ({ id: MONITORING_FOLDER }),
  isRepeated: true,
} as const;
const watch = recorded(monitor, WATCHING);
const draw = recorded(dashboard, WATCHING);
const mend = recorded(verify, { action: 'mend', subject: () => ({ id: 'projections' }) });

/**
 * Every job that reads logs or the knowledge base, or changes files of the workspace, as shell and editor run it: the
 * audit log tells of each. The one place where jobs are wrapped; without `actor` in the context they run untold.
 * `verify`, the explanations of log lines and `trainingDue` write nothing, so that they can be run anywhere and prove what is there.
 * What `gitflow/` does is in Git's own history: an entry after a commit would leave the working tree changed again.
 */
export const recordedJobs = {
  initWorkspace: recorded(initWorkspace, { action: 'init', subject: () => ({ id: '.' }) }),
  extract: recorded(extract, {
    action: 'extract',
    made: ({ file, report }) =>
      report.candidates.added > 0 ? { id: file } : { id: CANDIDATES_FOLDER },
  }),
  whatIf: recorded(whatIf, { action: 'what-if', subject: () => ({ id: CANDIDATES_FOLDER }) }),
  screen: recorded(screen, {
    action: 'screen',
    subject: ({ day }) => ({
      id: day === undefined ? CANDIDATES_FOLDER : `${CANDIDATES_FOLDER}/${day}.jsonl`,
    }),
  }),
  screenLargeFiles: recorded(screenLargeFiles, {
    action: 'screen-file',
    subject: ([first]) => first && { id: first.file },
  }),
  buildSnapshot: recorded(buildSnapshot, {
    action: 'build-snapshot',
    made: ({ file, manifest: { sha256 } }) => ({ id: file, sha256 }),
  }),
  startRollout: recorded(startRollout, {
    action: 'start-rollout',
    made: ({ file }) => ({ id: file }),
  }),
  advanceRollout: recorded(advanceRollout, {
    action: 'advance-rollout',
    made: ({ rollout }) => ({ id: rollout.id }),
  }),
  approveRollout: recorded(approveRollout, {
    action: 'approve-rollout',
    made: ({ rollout }) => ({ id: rollout.id }),
  }),
  pauseRollout: recorded(pauseRollout, {
    action: 'pause-rollout',
    made: ({ rollout }) => ({ id: rollout.id }),
    reason: ({ why }) => why,
  }),
  resumeRollout: recorded(resumeRollout, {
    action: 'resume-rollout',
    made: ({ rollout }) => ({ id: rollout.id }),
    reason: ({ why }) => why,
  }),
  rollBack: recorded(rollBack, {
    action: 'roll-back',
    made: ({ rollout }) => ({ id: rollout }),
    reason: ({ reason }) => reason,
  }),
  /** A look that keeps nothing leaves no trace at all. */
  monitor: (...[input, context]: Parameters<typeof monitor>) =>
    input.keep === false ? monitor(input, context) : watch(input, context),
  /** The same look, drawn. */
  dashboard: (...[input, context]: Parameters<typeof dashboard>) =>
    input.keep === false ? dashboard(input, context) : draw(input, context),
  /** Why stands in the journal of alerts alone: one that is refused as private must stand nowhere. */
  acknowledgeAlert: recorded(acknowledgeAlert, {
    action: 'acknowledge-alert',
    subject: ({ alert }) => ({ id: alert }),
  }),
  snoozeAlert: recorded(snoozeAlert, {
    action: 'snooze-alert',
    subject: ({ alert }) => ({ id: alert }),
  }),
  drawSample: recorded(drawSample, {
    action: 'draw-sample',
    made: ({ file }) => ({ id: file }),
  }),
  validate: recorded(validate, {
    action: 'validate',
    made: ({ file, sha256 }) => ({ id: file, sha256 }),
  }),
  publishSnapshot: recorded(publishSnapshot, {
    action: 'publish-snapshot',
    made: ({ snapshot }) => ({ id: snapshot }),
  }),
  restoreKnowledge: recorded(restoreKnowledge, {
    action: 'restore-knowledge',
    made: ({ name }) => ({ id: name }),
  }),
  pruneSnapshots: recorded(pruneSnapshots, {
    action: PRUNED,
    subject: () => ({ id: SNAPSHOTS_FOLDER }),
  }),
  train: recorded(train, {
    action: 'train',
    made: ({ file, manifest: { sha256 } }) => ({ id: file, sha256 }),
  }),
  allowValue: recorded(turned(allowValue), {
    action: 'allow-value',
    subject: () => ({ id: CONFIG_FILE }),
    reason: ({ reason }) => reason,
  }),
  saveView: recorded(turned(saveView), {
    action: 'save-view',
    subject: () => ({ id: CONFIG_FILE }),
  }),
  exportKnowledge: recorded(exportKnowledge, {
    action: 'export',
    subject: ({ from }) => ({ id: from.kind === 'snapshot' ? from.name : from.kind }),
    made: ({ manifestFile }) => ({ id: manifestFile }),
  }),
  exportReviewFile: recorded(exportReviewFile, {
    action: 'export-review',
    made: ({ file }) => ({ id: file }),
  }),
  importReviewFile: recorded(importReviewFile, {
    action: 'import-review',
    subject: ({ file }) => ({ id: file }),
  }),
  trace: recorded(trace, { action: 'trace', subject: ({ file }) => ({ id: file }) }),
  diffSides: recorded(diffSides, {
    action: 'compare',
    subject: ({ before, after }) => ({ id: `${before.file} ${after.file}` }),
  }),
  diffDeployments: recorded(diffDeployments, {
    action: 'compare',
    subject: ({ before = 'prod', after = 'candidate' }) => ({ id: `${before} ${after}` }),
  }),
  checkGoldenPrompts: recorded(checkGoldenPrompts, {
    action: 'check-prompts',
    subject: () => ({ id: GOLDEN_PROMPTS_FOLDER }),
  }),
  recordGoldenPrompts: recorded(recordGoldenPrompts, {
    action: 'record-prompts',
    subject: () => ({ id: GOLDEN_PROMPTS_FOLDER }),
    reason: ({ reason }) => reason,
  }),
  /** Whom somebody looked for stands in no audit log. */
  findPerson: recorded(findPerson, { action: 'find-person', subject: () => ({ id: '.' }) }),
  planErasure: recorded(planErasure, { action: 'plan-erasure', subject: () => ({ id: '.' }) }),
  applyErasure: recorded(applyErasure, {
    action: 'erase',
    subject: () => ({ id: TOMBSTONES_FOLDER }),
  }),
  mendHealth: recorded(mendHealth, {
    action: 'mend-health',
    subject: ({ fix }) => ({ id: fix.kind }),
  }),
  /** Only mending writes. */
  verify: (...[input, context]: Parameters<typeof verify>) =>
    input.mend === true ? mend(input, context) : verify(input, context),
} as const;
