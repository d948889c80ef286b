import { CodelumiError } from '../../errors.js';
import type { AppendedLine } from '../../workspace/journal.js';
import { type CheckpointContext, makeCheckpoint } from './makeCheckpoint.js';

/** Decisions in a journal from one checkpoint to the next. */
const EVERY = 100;

/**
 * Makes a checkpoint each time a journal of decisions reaches another hundred lines, so that a long session is
 * covered before it ends. The caller holds the lock. The decisions stand, whatever becomes of it.
 *
 * @param lines that were appended just now
 * @returns what did not work
 */
export async function checkpointIfDue(
  context: CheckpointContext,
  writer: string,
  lines: readonly Pick<AppendedLine, 'seq'>[],
): Promise<string | undefined> {
  if (lines.every(({ seq }) => seq % EVERY !== 0)) return undefined;
  try {
    await makeCheckpoint(context, writer);
    return undefined;
  } catch (error) {
    if (!(error instanceof CodelumiError)) throw error;
    return `What was decided is recorded, but no checkpoint could be made: ${error.message}`;
  }
}
