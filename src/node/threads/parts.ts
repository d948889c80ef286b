import { readLogPart } from '../../core/mining/facts/parts/readLogPart.js';
import type { LogContext } from '../../core/mining/facts/readLog.js';
import type { Part } from '../../core/ports/parallel.js';

const PARTS = { readLogPart } as const;

/** Input and result belong together by name; whoever asks for the part knows both. */
interface ServedPart extends Omit<Part<unknown, unknown>, 'run'> {
  readonly run: (input: unknown, context: LogContext) => Promise<unknown>;
}

/** The part that other threads know by that name. */
export function partNamed(name: string): ServedPart {
  const part = Object.values(PARTS).find((each) => each.name === name);
  if (part === undefined) throw new Error(`There is no part "${name}".`);
  return part as ServedPart;
}
