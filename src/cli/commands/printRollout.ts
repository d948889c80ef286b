import type { RerankerInUse } from '../../core/registry/rerankerInUse.js';
import type { RolloutState } from '../../core/registry/rolloutState.js';
import type { Advanced } from '../../core/rollout/advanceRollout.js';
import type { RolledBack, TriedDeployment } from '../../core/rollout/rollBack.js';
import type { RolloutStatus, RolloutView } from '../../core/rollout/rolloutStatus.js';
import { contentWords, deploymentName } from '../../core/rollout/rolloutWords.js';
import type { StartResult } from '../../core/rollout/startRollout.js';
import { validationCommand } from '../../core/rollout/validationCommand.js';
import { REGISTRY_FOLDER } from '../../core/workspace/paths.js';
import { printable, printableLine } from '../../shared/printable.js';
import { say, warn } from '../terminal.js';

const MOST_WORDS = 200;

export function sayWarnings(warnings: readonly string[]): void {
  for (const warning of warnings) warn(`codelumi: ${printable(warning)}`);
}

export function printStarted({ rollout, deployment, file, validate, warnings }: StartResult): void {
  say(`started  ${rollout.id}  ${deployment.id}`);
  say(`         ${deployment.kb.name}, ${deployment.kb.entries} entries`);
  say(`         ${rankedBy(deployment.reranker)}`);
  say(`         ${file}`);
  say(`next     ${validationCommand(validate)}`);
  sayWarnings(warnings);
}

export function printStep({ id, stage, weightBp, pause }: RolloutState): void {
  const paused = pause === undefined ? '' : `  paused: ${printableLine(pause.why, MOST_WORDS)}`;
  say(`${id}  ${stage}${weightBp > 0 ? `  ${weightBp / 100} %` : ''}${paused}`);
}

export function printAdvanced({ rollout, gates, validate, done, warnings }: Advanced): void {
  printStep(rollout);
  for (const { id, verdict, words } of gates)
    say(`  ${verdict.padEnd(12)}  ${id.padEnd(20)}  ${printableLine(words, MOST_WORDS)}`);
  say(done);
  if (validate !== undefined) say(`next  ${validationCommand(validate)}`);
  sayWarnings(warnings);
}

export function printRolledBack(result: RolledBack & { readonly dry_run: boolean }): void {
  const { outcome, from, to, tried, rollout, warnings, dry_run: isRehearsal } = result;
  const would = isRehearsal ? 'would be ' : '';
  if (outcome === 'withdrawn') say(`${would}withdrawn  ${rollout}; it had answered nobody`);
  else if (outcome === 'failed')
    say(`nothing that it could lead to works: ${deploymentName(to)} answers`);
  else say(`${would}rolled back  ${from} → ${deploymentName(to)}`);
  for (const each of tried) printTried(each);
  if (!isRehearsal)
    say(`commit it:  git add ${REGISTRY_FOLDER} && git commit -m "Roll back ${from}"`);
  sayWarnings(warnings);
}

function printTried({ deployment, problems }: TriedDeployment): void {
  const what = problems.length === 0 ? 'works' : problems.join('; ');
  say(`  ${deploymentName(deployment)}  ${printableLine(what, MOST_WORDS)}`);
}

/** What the registry says, and what is ranked by for that. */
export interface PrintedStatus extends RolloutStatus {
  readonly inUse: RerankerInUse;
}

export function printStatus({
  prod,
  lastKnownGood,
  underWay,
  rollouts,
  problems,
  inUse,
}: PrintedStatus): void {
  say(`production       ${deploymentName(prod)}`);
  say(`ranked by        ${printableLine(rankedByInUse(inUse), MOST_WORDS)}`);
  say(`last known good  ${deploymentName(lastKnownGood)}`);
  if (underWay === undefined) say('on its way       nothing');
  else {
    say(`on its way       ${underWay.deployment}`);
    if (underWay.content !== undefined)
      say(`                 ${printableLine(contentWords(underWay.content), MOST_WORDS)}`);
    printStep(underWay);
    printApproval(underWay);
  }
  for (const { id, steps } of rollouts) {
    say('');
    say(`${id}`);
    for (const { at, stage, by, why } of steps)
      say(
        `  ${at}  ${stage.padEnd(15)}  ${printableLine(by, 40)}  ${printableLine(why, MOST_WORDS)}`,
      );
  }
  for (const { place, message } of problems)
    warn(
      `codelumi: ${place.file}${place.line === undefined ? '' : `:${place.line}`}: ${printable(message)}`,
    );
}

function printApproval({ approval }: RolloutView): void {
  if (approval === undefined || approval.needed === 0) return;
  const { stage, given, needed, mustBeSigned } = approval;
  say(`  ${given} of ${needed} ${mustBeSigned ? 'signed ' : ''}approvals for ${stage}`);
}

function rankedByInUse({ file, why }: RerankerInUse): string {
  return file === null ? `nothing: the order of BM25F; ${why}` : `${file}, ${why}`;
}

function rankedBy(reranker: StartResult['deployment']['reranker']): string {
  return reranker === null ? 'in the order of BM25F' : `${reranker.path}, ${reranker.version}`;
}
