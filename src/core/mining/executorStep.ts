import type { ExecutorAction } from '../records/executorAction.js';
import type { RecordPosition } from '../records/recordPosition.js';
import { sha256 } from '../records/sha256.js';

/**
 * `undo`: something was taken back. `failed`: a command or a test ended badly. `passed`, `approved`: weak
 * support. `look`: it only looked at something. `change`: everything else.
 */
export const STEP_MEANINGS = ['undo', 'failed', 'passed', 'approved', 'look', 'change'] as const;

export type StepMeaning = (typeof STEP_MEANINGS)[number];

/** An action of the executor as mining needs it; plain data without its arguments, which may hold secrets. */
export interface ExecutorStep {
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly meaning: StepMeaning;
  /** Within which step numbers mean the same: a journal, or all audit files of a folder. */
  readonly log: string;
  readonly step: string | undefined;
  /** Of an undo: the step it takes back; undefined: the one before it. */
  readonly undoes: string | undefined;
  /** The same for the same command, run again. */
  readonly command: string | undefined;
  readonly position: RecordPosition;
}

/** undefined for an action without a time. */
export function executorStepOf(action: ExecutorAction): ExecutorStep | undefined {
  if (action.time === undefined) return undefined;
  const meaning = meaningOf(action);
  const { stepId, command } = action.args;
  return {
    time: action.time,
    meaning,
    log: action.position.file.replaceAll(/[0-9]+/gu, '#'),
    step: action.step,
    undoes: meaning === 'undo' && typeof stepId === 'string' ? stepId : undefined,
    command: typeof command === 'string' ? sha256(command.trim()) : undefined,
    position: action.position,
  };
}

/** Types of the assistant's signal detector, should the executor write them itself. */
const SIGNALS: Readonly<Record<string, StepMeaning>> = {
  undo: 'undo',
  test_fail: 'failed',
  test_pass: 'passed',
  approval: 'approved',
};

const LOOKS = /^(?:read|search|list|find|get|present|call)/u;
const TESTS = /\b(?:tests?|vitest|jest|mocha|pytest|tsc|lint|check)\b/u;
/** What a command runs stands at its beginning. */
const LOOKED_AT = 2_000;

function meaningOf({ action, args }: ExecutorAction): StepMeaning {
  if (Object.hasOwn(SIGNALS, action)) return SIGNALS[action] ?? 'change';
  const { exitCode, command } = args;
  if (typeof exitCode === 'number' && exitCode !== 0) return 'failed';
  const isTest = typeof command === 'string' && TESTS.test(command.slice(0, LOOKED_AT));
  if (exitCode === 0 && isTest) return 'passed';
  return LOOKS.test(action) ? 'look' : 'change';
}
