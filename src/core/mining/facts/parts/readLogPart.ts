import type { Part } from '../../../ports/parallel.js';
import { DetectorOutputs } from '../../detectorOutputs.js';
import type { LogPosition } from '../cursor.js';
import { Facts } from '../facts.js';
import { type LogContext, readLog } from '../readLog.js';
import type { LogPart } from './cutLog.js';
import { buffersOf, type PackedFacts, packFacts } from './packedFacts.js';

export interface LogPartInput extends LogPart {
  /** The pause, in milliseconds, after which a new conversation begins. */
  readonly gapMs: number;
}

export interface LogPartFacts extends PackedFacts {
  /** Behind what is complete; its lines are counted from the beginning of the part. */
  readonly next: LogPosition;
}

/** Reads a part of a log into facts of its own. What is not complete at the end of a log is left out. */
export const readLogPart: Part<LogPartInput, LogPartFacts> = {
  name: 'readLogPart',
  run: async ({ log, from, end, isLast, gapMs }, context: LogContext) => {
    const facts = new Facts();
    const outputs = new DetectorOutputs([]);
    const reading = await readLog(context, facts, log, { from, end, gapMs, outputs });
    const { next, read, addOpenEnd } = reading;
    if (!isLast) addOpenEnd();
    const { line, byteOffset: byte_offset } = read;
    return { ...packFacts(facts), next: isLast ? next : { line, byte_offset, time: null } };
  },
  buffersOf,
};
