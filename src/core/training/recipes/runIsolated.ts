import { CodelumiError } from '../../errors.js';
import type { Killed, ProgramCall, ProgramEnd } from '../../ports/programs.js';
import { visibleLine } from '../../records/visibleText.js';
import type { TrainingSettings } from '../../workspace/settings/trainingSchema.js';
import type { TrainingContext } from './recipe.js';

const MEGABYTE = 1024 * 1024;
/** Bytes of what a program says; what it makes is in files. */
const OUTPUT_LIMIT = MEGABYTE;
/** Characters of what it said that are told. */
const LONGEST_QUOTE = 300;

type Call = Pick<ProgramCall, 'file' | 'args' | 'cwd' | 'env'>;

/**
 * Runs a program that trains, isolated and within the limits of the settings, to its good end.
 * @throws CodelumiError `training-failed`; JobCancelled
 */
export async function runIsolated(
  { programs, signal }: Pick<TrainingContext, 'programs' | 'signal'>,
  call: Call,
  { timeoutSeconds, memoryMegabytes }: TrainingSettings,
): Promise<ProgramEnd> {
  const limits = {
    timeoutMs: timeoutSeconds * 1_000,
    memoryBytes: memoryMegabytes * MEGABYTE,
    outputLimit: OUTPUT_LIMIT,
  };
  const end = await programs.run({ ...call, ...limits, isolated: true }, signal);
  if (end.killed !== undefined) throw trainingFailed(WHY_KILLED[end.killed](timeoutSeconds));
  if (end.code !== 0) throw trainingFailed(whyEnded(end, memoryMegabytes));
  return end;
}

const WHY_KILLED: Readonly<Record<Killed, (seconds: number) => string>> = {
  'time-out': (seconds) => `did not end within ${seconds} seconds (training.timeoutSeconds)`,
  'output-limit': () => `was stopped: it wrote more than ${OUTPUT_LIMIT} bytes`,
};

/** The last line of a stack trace says what it is about; who is killed says nothing that helps. */
function whyEnded({ code, stderr }: ProgramEnd, megabytes: number): string {
  if (code === undefined)
    return `was ended by the system, as it may be for want of memory (training.memoryMegabytes is ${megabytes})`;
  const last = stderr.trim().split('\n').at(-1) ?? '';
  const how = `ended with code ${code}`;
  return last === '' ? how : `${how}: ${visibleLine(last, LONGEST_QUOTE)}`;
}

/** @param how how the sentence goes on */
export function trainingFailed(how: string, cause?: unknown): CodelumiError {
  return new CodelumiError({
    reason: 'training-failed',
    what: `Training ${how}`,
    remedy:
      'Nothing was added to models/; mend that, or raise the limits in training of the settings.',
    cause,
  });
}
