import { readCheckpointTimes } from '../audit/checkpoints/checkpointTimes.js';
import { throwIfCancelled } from '../errors.js';
import type { Job, JobContext } from '../job.js';
import { logContext } from '../mining/central/logContext.js';
import { readDecisions } from '../review/decisionJournals.js';
import { keepEvidence } from '../review/evidence/keepEvidence.js';
import { Projection, projectDay } from '../review/projections.js';
import { readSignedOf } from '../review/quorum/quorumJudge.js';
import {
  type ReviewedCandidate,
  reviewDays,
  reviewedCandidates,
} from '../review/reviewedCandidates.js';
import { filesReader } from '../review/reviewReader.js';
import { byCandidate } from '../review/reviewState.js';
import { readEvaluationContext } from '../screening/context/screeningContext.js';
import { tellBrokenPruning } from '../snapshots/pruning/brokenPruning.js';
import { isProblem } from '../workspace/candidateFiles.js';
import { readConfig } from '../workspace/config.js';
import { withWorkspaceLock } from '../workspace/lock.js';
import { AcceptanceRecords } from './acceptanceRecords.js';
import type { Fault, Findings } from './fault.js';
import { withLineEnds } from './lineEnds.js';
import { verifyAgreement, verifyProvenance, verifyReleasable } from './verifyAccepted.js';
import { verifyAudit } from './verifyAudit.js';
import { verifyCheckpoints } from './verifyCheckpoints.js';
import { verifyClaims } from './verifyClaims.js';
import { verifyNotErased, verifyTombstones } from './verifyErasure.js';
import { verifyHistory } from './verifyHistory.js';
import { verifyModels } from './verifyModels.js';
import { verifyMonitoring } from './verifyMonitoring.js';
import { verifyPolicy } from './verifyPolicy.js';
import { verifyProjections } from './verifyProjections.js';
import { verifyProposals } from './verifyProposals.js';
import { mendReleases, verifyReleases } from './verifyReleases.js';
import { verifyResolutions } from './verifyResolutions.js';
import { verifySignatures } from './verifySignatures.js';
import { verifySigners } from './verifySigners.js';
import { verifySnapshots } from './verifySnapshots.js';

export interface VerifyInput {
  /** Write projections, and missing copies of log lines, anew before they are looked at. */
  readonly mend?: boolean;
  /**
   * A branch or commit of Git: what only grows or never changes is held against the commit at which this branch left it.
   * Left out: the last commit, where there is one; `false`: none.
   */
  readonly base?: string | false;
}

export interface VerifyResult {
  readonly faults: readonly Fault[];
  readonly warnings: readonly Fault[];
  /** How much was looked at. */
  readonly checked: {
    readonly candidates: number;
    readonly decisions: number;
    /** Of the decisions: by their reviewer, as can be shown. */
    readonly signed: number;
    readonly accepted: number;
    readonly proofs: number;
    /** Proofs whose log is gone and whose copy holds what was recorded. */
    readonly copies: number;
    readonly snapshots: number;
    readonly entries: number;
    /** Events of releases. */
    readonly released: number;
    /** Events of alerts. */
    readonly alerts: number;
    /** Rerankers with a manifest. */
    readonly models: number;
    /** Lines of who may sign. */
    readonly signers: number;
    /** Entries of the audit log. */
    readonly audited: number;
    readonly checkpoints: number;
    /** Lines of journals that no checkpoint covers yet. */
    readonly uncovered: number;
    /** Files held against Git. */
    readonly committed: number;
  };
  /** The commit that files were held against. */
  readonly base: string | undefined;
  /** Files written anew. */
  readonly mended: readonly string[];
}

/**
 * Proves from the files alone that nothing was learned without a decision: chains of decisions are
 * unbroken and signed as they say, what is accepted may be released and comes from the log lines it names, projections and
 * snapshots are what the decisions of enough people give, and everything that may only grow holds what checkpoints and Git saw of it.
 * Changes nothing, unless told to mend.
 *
 * @throws CodelumiError `not-found` for a base that Git does not know
 */
export const verify: Job<VerifyInput, VerifyResult> = async ({ mend = false, base }, context) => {
  const days = await reviewDays(context);
  const mended = mend ? await mendProjections(context, days) : [];
  const config = await readConfig(context.files);
  const logs = logContext(context, config);
  const evaluation = await readEvaluationContext(context);
  const findings: Findings = { faults: [], warnings: [] };
  const tombstones = await verifyTombstones(context, findings);
  const decisions = new Set<string>();
  const policies = await verifyPolicy(context, findings);
  const acceptances = new AcceptanceRecords(await readSignedOf(context, days));
  const accepted: ReviewedCandidate[] = [];
  const checked = { candidates: 0, accepted: 0, proofs: 0, copies: 0 };
  for (const [done, day] of days.entries()) {
    context.progress({ message: `Verifying ${day}`, done, total: days.length });
    findings.faults.push(...(await verifyClaims(context, day)));
    findings.warnings.push(...(await verifyProposals(context, day)));
    const projection = new Projection();
    for await (const read of reviewedCandidates(context, day)) {
      throwIfCancelled(context.signal);
      if (isProblem(read)) {
        const { about, position, message } = read;
        findings.faults.push({ check: about, place: position, message });
        continue;
      }
      checked.candidates += 1;
      projection.add(read.candidate, read.state);
      for (const { decision } of read.state.history) decisions.add(decision.hash);
      acceptances.add(read, config.screening);
      verifyAgreement(read, findings);
      if (read.state.status !== 'accepted') continue;
      checked.accepted += 1;
      accepted.push(read);
      verifyReleasable(read, evaluation, config, findings);
      verifyNotErased(read, tombstones, findings);
      const { proofs, byCopy } = await verifyProvenance(context, logs, read, findings);
      checked.proofs += proofs;
      checked.copies += byCopy;
    }
    findings.faults.push(...(await verifyProjections(context, day, projection)));
  }
  const times = await readCheckpointTimes(context.files);
  const signed = await verifySignatures(context, findings, times);
  await verifyResolutions(context, accepted, config, findings);
  context.progress({ message: 'Verifying snapshots' });
  const known = { policy: config.screening, acceptances, policies };
  const looked = await verifySnapshots(context, known, findings);
  const released = await verifyReleases(context, policies, findings);
  const alerts = await verifyMonitoring(context, findings);
  const models = await verifyModels(context, findings);
  context.progress({ message: 'Verifying the audit log' });
  const audited = await verifyAudit(context, findings);
  const covered = await verifyCheckpoints(context, findings);
  const history = await verifyHistory(context, base, findings);
  const signers = await verifySigners(context, findings);
  const { committed } = history;
  const own = { decisions: decisions.size, signed, audited, committed, signers, released, alerts };
  const counts = { ...own, ...looked, models, ...covered };
  const faults = await withLineEnds(context.files, findings.faults);
  return { ...findings, faults, mended, base: history.base, checked: { ...checked, ...counts } };
};

function mendProjections(context: JobContext, days: readonly string[]): Promise<string[]> {
  return withWorkspaceLock(context, 'mend projections', async (lock) => {
    const written: string[] = await mendReleases(context, lock);
    await tellBrokenPruning(context);
    for (const day of days) {
      written.push(...(await projectDay(context, day)));
      const { decisions } = await readDecisions(context, day);
      await keepEvidence(context, filesReader(context), [...byCandidate(decisions).keys()]);
    }
    return written;
  });
}
