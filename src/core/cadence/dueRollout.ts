import { formatPlace } from '../errors.js';
import type { JobContext } from '../job.js';
import { counted } from '../records/counted.js';
import { comparedIn, type Releases, readReleases } from '../registry/readReleases.js';
import type { RolloutState } from '../registry/rolloutState.js';
import { adviceOf, type Gate } from '../rollout/gates/gate.js';
import { outlookOf, type RolloutOutlook } from '../rollout/rolloutOutlook.js';
import { validationCommand, validationOf } from '../rollout/validationCommand.js';
import type { DueItem } from './dueItem.js';

type Told = Omit<DueItem, 'kind'>;

/** What `validationCommand` begins with, and a command here does not. */
const PROGRAM = 'codelumi ';

/**
 * Whether a rollout should be looked after: its gates call for a step, or it waits for a person. Gates are looked at as
 * `advanceRollout` does; nothing is written.
 */
export async function dueRollout(context: JobContext): Promise<DueItem> {
  const releases = await readReleases(context);
  const outlook = await outlookOf(context, releases);
  return { kind: 'rollout', ...withProblems(toldOf(releases, outlook), releases.problems) };
}

/** Exported for tests. @param outlook of these releases; undefined: nothing is to be watched */
export function toldOf(
  releases: Pick<Releases, 'state' | 'deployments'>,
  outlook: RolloutOutlook | undefined,
): Told {
  const rollout = releases.state.rollouts.find(({ id }) => id === outlook?.id);
  if (outlook === undefined || rollout === undefined)
    return { isDue: false, why: 'No rollout is on its way or watched.', isAutomatic: false };
  const { gates, step } = outlook;
  const words = `${rollout.id}: ${step.words}.`;
  if (step.kind !== 'stay')
    return { isDue: true, why: words, command: 'rollout advance', isAutomatic: true };
  const person = waitsForPerson(releases, rollout, gates);
  if (person !== undefined) return { isDue: true, why: words, ...person, isAutomatic: false };
  return { isDue: false, why: words, isAutomatic: true };
}

/** What a person has to do before it goes on; undefined: one waits for time and questions. */
function waitsForPerson(
  releases: Pick<Releases, 'deployments'>,
  rollout: RolloutState,
  gates: readonly Gate[],
): Pick<DueItem, 'command' | 'since'> | undefined {
  const { stage, pause, enteredAt } = rollout;
  if (stage === 'ROLLBACK_FAILED') return { since: enteredAt };
  const { action } = adviceOf(gates);
  if (pause !== undefined) return { since: pause.at };
  if (action === 'pause' || action === 'roll-back') return {};
  if (gates.some(({ id, verdict }) => id === 'validation' && verdict === 'no-data')) {
    const compared = comparedIn(releases, rollout);
    if (compared === undefined) return {};
    const command = validationCommand(validationOf(compared.candidate, compared.baseline));
    return { command: command.slice(PROGRAM.length) };
  }
  const open = gates.filter(({ verdict }) => verdict !== 'pass');
  const isApproval = open.length > 0 && open.every(({ kind }) => kind === 'approval');
  return isApproval ? { command: 'rollout approve' } : undefined;
}

/** What counts still counts, but somebody has to look at what does not. */
function withProblems(told: Told, problems: Releases['problems']): Told {
  const [first] = problems;
  if (first === undefined) return told;
  const { place, message } = first;
  const lines = `The registry has ${counted(problems.length, 'problem')}, such as ${formatPlace(place)}: ${message}.`;
  if (told.isDue) return { ...told, why: `${told.why} ${lines}` };
  return {
    isDue: true,
    isUnknown: true,
    why: `It cannot be told whether a rollout waits for something. ${lines}`,
    command: 'rollout status',
    isAutomatic: false,
  };
}
