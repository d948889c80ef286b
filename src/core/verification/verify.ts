import { throwIfCancelled } from '../errors.js';
import type { Job, JobContext } from '../job.js';
import { logContext } from '../mining/central/logContext.js';
import { Projection, projectDay } from '../review/projections.js';
import { reviewDays, reviewedCandidates } from '../review/reviewedCandidates.js';
import { readEvaluationContext } from '../screening/context/screeningContext.js';
import { isProblem } from '../workspace/candidateFiles.js';
import { readConfig } from '../workspace/config.js';
import { withWorkspaceLock } from '../workspace/lock.js';
import type { Fault, Findings } from './fault.js';
import { verifyProvenance, verifyReleasable } from './verifyAccepted.js';
import { verifyAudit } from './verifyAudit.js';
import { verifyProjections } from './verifyProjections.js';
import { verifySnapshots } from './verifySnapshots.js';

export interface VerifyInput {
  /** Write projections anew before they are looked at. */
  readonly mend?: boolean;
}

export interface VerifyResult {
  readonly faults: readonly Fault[];
  readonly warnings: readonly Fault[];
  /** How much was looked at. */
  readonly checked: {
    readonly candidates: number;
    readonly decisions: number;
    readonly accepted: number;
    readonly proofs: number;
    readonly snapshots: number;
    readonly entries: number;
    /** In the journals of who had secrets shown. */
    readonly reveals: number;
  };
  /** Files written anew. */
  readonly mended: readonly string[];
}

/**
 * Proves from the files alone that nothing was learned without a decision: chains of decisions are
 * unbroken, what is accepted may be released and comes from the log lines it names, projections and
 * snapshots are what the decisions give. Changes nothing, unless told to mend.
 */
export const verify: Job<VerifyInput, VerifyResult> = async ({ mend = false }, context) => {
  const days = await reviewDays(context);
  const mended = mend ? await mendProjections(context, days) : [];
  const config = await readConfig(context.files);
  const logs = logContext(context, config);
  const evaluation = await readEvaluationContext(context);
  const findings: Findings = { faults: [], warnings: [] };
  const decisions = new Set<string>();
  const checked = { candidates: 0, accepted: 0, proofs: 0 };
  for (const [done, day] of days.entries()) {
    context.progress({ message: `Verifying ${day}`, done, total: days.length });
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
      if (read.state.status !== 'accepted') continue;
      checked.accepted += 1;
      verifyReleasable(read, evaluation, config, findings);
      checked.proofs += await verifyProvenance(logs, read, findings);
    }
    findings.faults.push(...(await verifyProjections(context, day, projection)));
  }
  context.progress({ message: 'Verifying snapshots' });
  const known = { policy: config.screening, decisions };
  const looked = await verifySnapshots(context, known, findings);
  const reveals = await verifyAudit(context, findings);
  const all = { ...checked, decisions: decisions.size, ...looked, reveals };
  return { ...findings, mended, checked: all };
};

function mendProjections(context: JobContext, days: readonly string[]): Promise<string[]> {
  return withWorkspaceLock(context, 'mend projections', async () => {
    const written: string[] = [];
    for (const day of days) written.push(...(await projectDay(context, day)));
    return written;
  });
}
