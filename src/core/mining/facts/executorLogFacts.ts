import { executorActionOf, looksLikeExecutorAction } from '../../records/executorAction.js';
import type { LineStart } from '../../records/lineSplitter.js';
import type { ReadItem } from '../../records/readItem.js';
import { type ExecutorStep, executorStepOf, STEP_MEANINGS } from '../executorStep.js';
import type { CursorPosition } from './cursor.js';
import { type Facts, NONE } from './facts.js';
import { FaultLog } from './faultLog.js';
import type { LogFacts, LogItem } from './readLog.js';

/** The executor's journal, or one of its audit files: every record stands for itself. */
export class ExecutorLogFacts implements LogFacts {
  readonly looksLikeRecord = looksLikeExecutorAction;
  readonly #facts: Facts;
  readonly #file: number;
  readonly #log: FaultLog;
  #next: LineStart;
  #unended: readonly LogItem[] = [];

  constructor(facts: Facts, file: number, start: LineStart) {
    this.#facts = facts;
    this.#file = file;
    this.#log = new FaultLog(facts, file);
    this.#next = start;
  }

  get next(): CursorPosition {
    const { line, byteOffset } = this.#next;
    const file = this.#facts.files.at(this.#file);
    return { file, line, byte_offset: byteOffset, time: null, outputs: 0 };
  }

  take(items: readonly LogItem[], next: LineStart): void {
    for (const item of items) if (item.kind !== 'entry' && item.kind !== 'use') this.#add(item);
    this.#log.flush();
    this.#next = next;
  }

  takeUnended(items: readonly LogItem[]): void {
    this.#unended = items;
  }

  addOpenEnd(): void {
    this.take(this.#unended, this.#next);
  }

  #add(item: ReadItem): void {
    if (item.kind === 'fault') {
      this.#log.fault(item.fault.kind, item.fault.position);
      return;
    }
    const action = executorActionOf(item);
    const step = action === undefined ? undefined : executorStepOf(action);
    if (step === undefined) this.#log.fault('unknown-shape', item.position);
    else this.#addStep(step);
  }

  #addStep({ time, meaning, log, step, undoes, command, position }: ExecutorStep): void {
    const { stepNames } = this.#facts;
    const numberOf = (name: string | undefined) =>
      name === undefined ? NONE : stepNames.numberOf(name);
    this.#log.record();
    this.#facts.steps.add({
      file: this.#file,
      time,
      meaning: STEP_MEANINGS.indexOf(meaning),
      log: numberOf(log),
      step: numberOf(step),
      undoes: numberOf(undoes),
      command: numberOf(command),
      line: this.#facts.addLine(position),
    });
  }
}

/** The step that a row of `facts.steps` holds. */
export function stepAt(facts: Facts, row: number): ExecutorStep | undefined {
  const { steps, stepNames } = facts;
  const position = facts.positionOf(steps.at(row, 'line'));
  const meaning = STEP_MEANINGS[steps.at(row, 'meaning')];
  if (position === undefined || meaning === undefined) return undefined;
  const nameIn = (column: 'step' | 'undoes' | 'command') => {
    const name = steps.at(row, column);
    return name === NONE ? undefined : stepNames.at(name);
  };
  return {
    time: steps.at(row, 'time'),
    meaning,
    log: stepNames.at(steps.at(row, 'log')),
    step: nameIn('step'),
    undoes: nameIn('undoes'),
    command: nameIn('command'),
    position,
  };
}
