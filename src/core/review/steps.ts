import type { JobContext } from '../job.js';
import type { DecisionAction } from '../records/decision.js';
import { inOneOrder, type JournalledDecision, stagedDays } from './decisionJournals.js';
import type { ReviewReader } from './reviewReader.js';

/** What one writer did at once: a single decision, or all decisions of a batch. */
export interface Step {
  /** In words, as the rest of "Undo: …". */
  readonly name: string;
  /** In the order in which they were made; those of them that undo takes back, or redo makes anew. */
  readonly decisions: readonly JournalledDecision[];
}

/** The steps of one writer. The last of each comes first when somebody asks for it. */
export interface Steps {
  /** What was done and stands. */
  readonly done: readonly Step[];
  /** What was taken back, and nothing new was done since. */
  readonly undone: readonly Step[];
}

/** Lines of a journal that were written together. */
type Act = readonly [JournalledDecision, ...JournalledDecision[]];
/** A step whose decisions may go one by one. */
type Open = Map<string, JournalledDecision>;

/** The steps of a writer on all days, as the journals give them: there is no other record of them. */
export async function readSteps(
  context: Pick<JobContext, 'files'>,
  writer: string,
  reader: ReviewReader,
): Promise<Steps> {
  const journals: JournalledDecision[][] = [];
  for (const day of await stagedDays(context)) {
    const { decisions } = await reader.decisions(day);
    journals.push(decisions.filter((entry) => entry.writer === writer));
  }
  return stepsOf(inOneOrder(journals));
}

/**
 * @param own the decisions of one writer, in the order in which they were made
 * @returns what can be taken back and made anew, each step without decisions that were taken back by themselves
 */
export function stepsOf(own: readonly JournalledDecision[]): Steps {
  const stacks = new Stacks();
  for (const act of actsIn(own)) {
    const [{ decision: first }] = act;
    if (first.action === 'undo') stacks.takeBack(act);
    else stacks.add(act, first.redoes !== undefined);
  }
  return { done: named(stacks.done), undone: named(stacks.undone) };
}

class Stacks {
  readonly done: Open[] = [];
  undone: Open[] = [];
  readonly #stepOf = new Map<string, Open>();

  takeBack(act: Act): void {
    // What is not this writer's, or was taken back already, is not there.
    this.undone.push(this.#open(act.flatMap((entry) => this.#take(entry, 'undoes') ?? [])));
  }

  /** @param isRedo whether it was made before: only what is new ends what could be made anew */
  add(act: Act, isRedo: boolean): void {
    for (const entry of act) this.#take(entry, 'redoes');
    this.done.push(this.#open(act));
    if (!isRedo) this.undone = [];
  }

  #open(entries: readonly JournalledDecision[]): Open {
    const step: Open = new Map(
      entries.map((entry) => [keyOf(entry.file, entry.decision.seq), entry]),
    );
    for (const key of step.keys()) this.#stepOf.set(key, step);
    return step;
  }

  #take({ file, decision }: JournalledDecision, which: 'undoes' | 'redoes') {
    const key = keyOf(file, decision[which]);
    const step = this.#stepOf.get(key);
    const entry = step?.get(key);
    step?.delete(key);
    return entry;
  }
}

/** Lines of one batch belong together, in whichever day's journal they stand. */
function actsIn(own: readonly JournalledDecision[]): Act[] {
  const acts: [JournalledDecision, ...JournalledDecision[]][] = [];
  const batches = new Map<string, JournalledDecision[]>();
  for (const entry of own) {
    const id = entry.decision.batch?.id;
    const known = id === undefined ? undefined : batches.get(id);
    if (known !== undefined) {
      known.push(entry);
      continue;
    }
    const act: [JournalledDecision, ...JournalledDecision[]] = [entry];
    acts.push(act);
    if (id !== undefined) batches.set(id, act);
  }
  return acts;
}

function named(steps: readonly Open[]): Step[] {
  return steps.flatMap((step) => {
    const decisions = [...step.values()];
    const [first] = decisions;
    return first === undefined ? [] : [{ name: nameOf(first, decisions.length), decisions }];
  });
}

function nameOf({ decision }: JournalledDecision, count: number): string {
  const { batch, action, candidate } = decision;
  if (batch === undefined) return `${action} of ${candidate}`;
  return batch.count === count ? batch.name : `${batch.name} (${count} of them)`;
}

/** What a step of many decisions is called, unless whoever makes it has a better name. */
export function batchName(action: DecisionAction, candidates: readonly string[]): string {
  const [only] = candidates;
  if (candidates.length === 1 && only !== undefined) return `${action} of ${only}`;
  return `${action} of ${candidates.length} candidates`;
}

function keyOf(file: string, seq: number | undefined): string {
  return `${file}#${seq}`;
}
