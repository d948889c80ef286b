import { checkpoint } from '../../../../src/core/audit/checkpoints/makeCheckpoint.js';
import { whatIsDue } from '../../../../src/core/cadence/whatIsDue.js';
import type { JobContext } from '../../../../src/core/job.js';
import { explainLines } from '../../../../src/core/mining/explainLines.js';
import { changeClaims } from '../../../../src/core/review/claims/changeClaims.js';
import { decide } from '../../../../src/core/review/decide.js';
import { decideMany } from '../../../../src/core/review/decideMany.js';
import { loadQueue } from '../../../../src/core/review/queue.js';
import { policyState } from '../../../../src/core/review/quorum/approvePolicy.js';
import { undoStep } from '../../../../src/core/review/undoRedo.js';
import { rolloutOutlook } from '../../../../src/core/rollout/rolloutOutlook.js';
import { rolloutOverview } from '../../../../src/core/rollout/rolloutOverview.js';
import { advanceSnapshots } from '../../../../src/core/runs/advanceSnapshots.js';
import { auditReport } from '../../../../src/core/runs/auditReport.js';
import { recordedJobs } from '../../../../src/core/runs/recordedJobs.js';
import { listSigners } from '../../../../src/core/signing/listSigners.js';
import { listReleases } from '../../../../src/core/snapshots/releases.js';
import { trainingDue } from '../../../../src/core/training/trainingDue.js';
import { readConfig } from '../../../../src/core/workspace/config.js';
import { ADA, ALL } from '../../support/severalReviewers.js';
import { type RichWorkspace, standOf } from './richWorkspace.js';

type Act = (context: JobContext, workspace: RichWorkspace) => Promise<unknown>;

const nth = (ids: readonly string[], at: number): string => ids[at % ids.length] ?? '';

/** What people and timers do; each writes something. */
export const ACTS: Readonly<Record<string, Act>> = {
  extract: (context) => recordedJobs.extract({}, context),
  extractAnew: (context) => recordedJobs.extract({ full: true }, context),
  screen: (context) => recordedJobs.screen({}, context),
  accept: async (context, { waiting }) =>
    decide(context, {
      ...(await standOf(context, nth(waiting, 0))),
      action: 'accept',
      reviewer: ADA,
      checklist: ALL,
    }),
  reject: async (context, { waiting }) =>
    decide(context, {
      ...(await standOf(context, nth(waiting, 1))),
      action: 'reject',
      reviewer: ADA,
      reason: 'too short',
    }),
  edit: async (context, { waiting }) =>
    decide(context, {
      ...(await standOf(context, nth(waiting, 2))),
      action: 'edit',
      reviewer: ADA,
      after: {
        query: 'How is it done?',
        assistant_output: 'Open the menu and choose what is wanted there.',
      },
    }),
  flagMany: async (context, { waiting }) => {
    const items = await Promise.all(waiting.map((id) => standOf(context, id)));
    return decideMany(context, { action: 'flag', reviewer: ADA, reason: 'look again', items });
  },
  undo: (context) => undoStep(context, { reviewer: ADA }),
  reserve: (context, { waiting }) =>
    changeClaims(context, {
      action: 'reserve',
      reviewer: ADA,
      candidates: [{ candidate: nth(waiting, 0) }],
    }),
  snapshot: (context) => recordedJobs.buildSnapshot({}, context),
  publish: (context) => recordedJobs.publishSnapshot({ name: 'latest' }, context),
  restore: async (context) => {
    const backups = await context.files.list('training/backups');
    return recordedJobs.restoreKnowledge({ name: backups.at(-1)?.name ?? 'latest' }, context);
  },
  prune: (context) => recordedJobs.pruneSnapshots({ keep: 1 }, context),
  startRollout: (context) => recordedJobs.startRollout({ by: ADA }, context),
  advance: (context) => recordedJobs.advanceRollout({ by: ADA }, context),
  approve: (context) => recordedJobs.approveRollout({ by: ADA }, context),
  pause: (context) => recordedJobs.pauseRollout({ by: ADA, why: 'wait' }, context),
  rollBack: (context) => recordedJobs.rollBack({ by: ADA, reason: 'worse' }, context),
  monitor: (context) => recordedJobs.monitor({}, context),
  validate: (context) => recordedJobs.validate({}, context),
  sample: (context) => recordedJobs.drawSample({ size: 2 }, context),
  exportReview: (context) => recordedJobs.exportReviewFile({ force: true }, context),
  importReview: async (context) => {
    const [found] = await context.files.list('training/staging');
    return recordedJobs.importReviewFile(
      { file: `training/staging/${found?.name ?? 'review_2026-12-01.md'}`, reviewer: ADA },
      context,
    );
  },
  erase: async (context) => {
    const values = ['archive a project'];
    const { id } = await recordedJobs.planErasure({ values }, context);
    return recordedJobs.applyErasure({ values, plan: id, reviewer: ADA }, context);
  },
  saveView: (context) => recordedJobs.saveView({ name: 'Mine', query: 'status:pending' }, context),
  allowValue: (context) =>
    recordedJobs.allowValue({ value: 'help@acme.dev', reason: 'public', author: 'Ada' }, context),
  checkpoint: (context) => checkpoint(context),
  advanceSnapshots: (context) => advanceSnapshots({}, context),
  mend: (context) => recordedJobs.verify({ mend: true, base: false }, context),
};

/** What only looks. */
const LOOKS: Readonly<Record<string, Act>> = {
  config: (context) => readConfig(context.files),
  queue: (context) => loadQueue({}, context),
  verify: (context) => recordedJobs.verify({ base: false }, context),
  releases: (context) => listReleases({}, context),
  rollout: (context) => rolloutOverview({}, context),
  outlook: (context) => rolloutOutlook({}, context),
  dashboard: (context) => recordedJobs.dashboard({ keep: false }, context),
  due: (context) => whatIsDue({}, context),
  trainingDue: (context) => trainingDue({}, context),
  audit: (context) => auditReport({}, context),
  signers: (context) => listSigners({}, context),
  policy: (context) => policyState(context),
  whatIf: (context) =>
    recordedJobs.whatIf({ changes: ['mining.minimumQuestionCharacters=3'] }, context),
  prompts: (context) => recordedJobs.checkGoldenPrompts({}, context),
  trace: (context) => recordedJobs.trace({ file: 'userData/lumi_memory.jsonl', line: 1 }, context),
  traceBack: (context) =>
    recordedJobs.trace({ file: 'candidates/2026-11-20.jsonl', line: 1 }, context),
  explain: (context) => explainLines({}, context),
  find: (context) => recordedJobs.findPerson({ values: ['project'] }, context),
  diff: async (context) => {
    const found = (await context.files.list('training/snapshots')).filter(({ name }) =>
      name.endsWith('.jsonl'),
    );
    const [before = '', after = ''] = [found[0]?.name, found.at(-1)?.name].map(
      (name) => `training/snapshots/${name}`,
    );
    return recordedJobs.diffSides({ before: { file: before }, after: { file: after } }, context);
  },
  compare: (context) => recordedJobs.diffDeployments({}, context),
};

export const JOBS: Readonly<Record<string, Act>> = { ...ACTS, ...LOOKS };

export async function runJob(
  name: string,
  context: JobContext,
  workspace: RichWorkspace,
): Promise<unknown> {
  return JOBS[name]?.(context, workspace);
}
