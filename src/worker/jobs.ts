import { runAgentTool } from '../core/agents/agentTools.js';
import { compareAnchors } from '../core/audit/checkpoints/anchors.js';
import { whatIsDue } from '../core/cadence/whatIsDue.js';
import { commitReview } from '../core/gitflow/commitReview.js';
import { planPullRequest } from '../core/gitflow/pullRequest.js';
import { startReviewBranch } from '../core/gitflow/startReviewBranch.js';
import { checkHealth } from '../core/health/checkHealth.js';
import type { JobContext } from '../core/job.js';
import { explainLines } from '../core/mining/explainLines.js';
import { explainMetric } from '../core/monitoring/explainMetric.js';
import { openRules } from '../core/review/openRules.js';
import { rehearseRollback } from '../core/rollout/rollBack.js';
import { rolloutOutlook } from '../core/rollout/rolloutOutlook.js';
import { rolloutOverview } from '../core/rollout/rolloutOverview.js';
import { advanceSnapshots } from '../core/runs/advanceSnapshots.js';
import { auditReport } from '../core/runs/auditReport.js';
import { recordedJobs } from '../core/runs/recordedJobs.js';
import { readStretches } from '../core/screening/documents/readStretches.js';
import { listReleases } from '../core/snapshots/releases.js';
import { trainingDue } from '../core/training/trainingDue.js';

const {
  acknowledgeAlert,
  advanceRollout,
  allowValue,
  applyErasure,
  approveRollout,
  buildSnapshot,
  checkGoldenPrompts,
  diffDeployments,
  dashboard,
  diffSides,
  drawSample,
  exportKnowledge,
  exportReviewFile,
  extract,
  findPerson,
  importReviewFile,
  initWorkspace,
  mendHealth,
  monitor,
  pauseRollout,
  planErasure,
  pruneSnapshots,
  publishSnapshot,
  restoreKnowledge,
  resumeRollout,
  rollBack,
  saveView,
  screen,
  screenLargeFiles,
  snoozeAlert,
  startRollout,
  trace,
  validate,
  train,
} = recordedJobs;

/** Every job that runs off the editor's own thread, by the name under which it is asked for. */
export const jobs = {
  extract,
  explainLines,
  screen,
  openRules,
  readStretches,
  screenLargeFiles,
  buildSnapshot,
  publishSnapshot,
  pruneSnapshots,
  listReleases,
  advanceSnapshots,
  restoreKnowledge,
  validate,
  startRollout,
  advanceRollout,
  approveRollout,
  pauseRollout,
  resumeRollout,
  rollBack,
  rehearseRollback: (_input: Record<string, never>, context: JobContext) =>
    rehearseRollback(context),
  rolloutOverview,
  rolloutOutlook,
  monitor,
  dashboard,
  acknowledgeAlert,
  snoozeAlert,
  explainMetric,
  train,
  trainingDue,
  whatIsDue,
  agentTool: runAgentTool,
  drawSample,
  trace,
  diffSides,
  diffDeployments,
  checkGoldenPrompts,
  auditReport,
  compareAnchors,
  checkHealth,
  mendHealth,
  findPerson,
  planErasure,
  applyErasure,
  initWorkspace,
  startReviewBranch,
  commitReview,
  planPullRequest,
  exportKnowledge,
  exportReviewFile,
  importReviewFile,
  allowValue,
  saveView,
} as const;

export type JobName = keyof typeof jobs;
export type InputOf<Name extends JobName> = Parameters<(typeof jobs)[Name]>[0];
export type ResultOf<Name extends JobName> = Awaited<ReturnType<(typeof jobs)[Name]>>;
