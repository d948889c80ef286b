import { addToGroup } from '../records/addToGroup.js';
import type { ExecutorStep } from './executorStep.js';

/** What the executor did because of an answer, and what that says about it. */
export interface ExecutorOutcome {
  /** Everything the answer set off, oldest first. */
  readonly steps: readonly ExecutorStep[];
  /** What speaks against the answer: an undo of one of its steps, a failure that no later run mended. */
  readonly against: readonly ExecutorStep[];
  /** Tests that passed, approvals: weak support, never enough by itself. */
  readonly support: readonly ExecutorStep[];
}

/** When an answer was given, and what came next; milliseconds since the epoch. */
export interface AnswerTime {
  readonly answered: number;
  /** The next message or answer; undefined when there is none. */
  readonly until: number | undefined;
}

/**
 * The executor's steps, to be asked what an answer set off. Steps may be added in any order, from
 * several logs; a step that stands in two of them counts once.
 */
export class ExecutorLog {
  readonly #windowMs: number;
  readonly #steps: ExecutorStep[] = [];
  /** Undos by the step they take back; undefined: to be found anew. */
  #undos: ReadonlyMap<ExecutorStep, ExecutorStep> | undefined;

  /** @param windowSeconds how soon after an answer a step must come to be its effect */
  constructor(windowSeconds: number) {
    this.#windowMs = windowSeconds * 1_000;
  }

  add(step: ExecutorStep): void {
    this.#steps.push(step);
    this.#undos = undefined;
  }

  /**
   * What came of an answer: the steps up to the window's end or the next message, and whatever took one
   * of them back later, however late.
   */
  outcomeOf({ answered, until }: AnswerTime): ExecutorOutcome {
    const undos = this.#sorted();
    const end = Math.min(until ?? Number.POSITIVE_INFINITY, answered + this.#windowMs + 1);
    const steps = this.#steps.slice(this.#firstFrom(answered), this.#firstFrom(end));
    const undone = steps.flatMap((step) => undos.get(step) ?? []);
    return {
      steps: distinct(steps),
      against: distinct([...unmendedIn(steps), ...undone]).sort((a, b) => a.time - b.time),
      support: distinct(steps.filter((step) => isSupport(step) && !undos.has(step))),
    };
  }

  #sorted(): ReadonlyMap<ExecutorStep, ExecutorStep> {
    if (this.#undos !== undefined) return this.#undos;
    this.#steps.sort((a, b) => a.time - b.time);
    this.#undos = undosIn(this.#steps);
    return this.#undos;
  }

  /** Index of the first step at or after a time. */
  #firstFrom(time: number): number {
    let [low, high] = [0, this.#steps.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#steps[middle]?.time ?? 0) < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Which undo took a step back: in the same log, after it, by its number or else as the last that was no look. */
function undosIn(steps: readonly ExecutorStep[]): ReadonlyMap<ExecutorStep, ExecutorStep> {
  const undos = new Map<ExecutorStep, ExecutorStep>();
  const byNumber = new Map<string, ExecutorStep>();
  const changes = new Map<string, ExecutorStep[]>();
  for (const step of steps) {
    if (step.meaning === 'undo') {
      const { log, undoes } = step;
      const target =
        undoes === undefined ? changes.get(log)?.pop() : byNumber.get(`${log}\n${undoes}`);
      if (target !== undefined) undos.set(target, step);
      continue;
    }
    if (step.meaning === 'look') continue;
    addToGroup(changes, step.log, step);
    if (step.step !== undefined) byNumber.set(`${step.log}\n${step.step}`, step);
  }
  return undos;
}

/** The failures after which the same command did not end well before the next message. */
function unmendedIn(steps: readonly ExecutorStep[]): ExecutorStep[] {
  const endedWell = new Set<string>();
  return steps.toReversed().filter(({ meaning, command }) => {
    if (meaning !== 'failed' && command !== undefined) endedWell.add(command);
    return meaning === 'failed' && !(command !== undefined && endedWell.has(command));
  });
}

function isSupport({ meaning }: ExecutorStep): boolean {
  return meaning === 'passed' || meaning === 'approved';
}

/** Each step once: audit files and journal may hold the same. */
function distinct(steps: readonly ExecutorStep[]): ExecutorStep[] {
  const byKey = new Map<string, ExecutorStep>();
  for (const step of steps) {
    const key = `${step.time} ${step.meaning} ${step.step ?? ''} ${step.command ?? ''}`;
    if (!byKey.has(key)) byKey.set(key, step);
  }
  return [...byKey.values()];
}
