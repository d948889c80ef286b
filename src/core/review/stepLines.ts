import { checkpointIfDue } from '../audit/checkpoints/checkpointIfDue.js';
import type { CheckpointContext } from '../audit/checkpoints/makeCheckpoint.js';
import type { JobContext } from '../job.js';
import type { Batch } from '../records/decision.js';
import { type AppendedLine, prepareLines } from '../workspace/journal.js';
import type { HeldLock } from '../workspace/lock.js';
import { journalFile } from './decisionJournals.js';
import type { ReviewReader } from './reviewReader.js';
import type { Proof } from './signatures/reviewStatement.js';
import type { StepSigning } from './signatures/stepSigning.js';
import { warningOf } from './warningOf.js';

type Entry = Readonly<Record<string, unknown>>;

/** What the lines of one step have in common. */
export interface StepFrame {
  readonly writer: string;
  /** ISO 8601. */
  readonly at: string;
  /** undefined: a single decision, which is a step by itself. */
  readonly batch: Batch | undefined;
  readonly signing: StepSigning;
  /** The log lines behind a candidate that is accepted. */
  readonly proofsOf: (candidate: string) => readonly Proof[];
}

/** The lines of one day that are ready to be appended, and then signed. */
export interface PreparedDay {
  /** One for each entry, in order. */
  readonly lines: readonly AppendedLine[];
  /** As that of `PreparedLines`. @returns why they could not be signed; they stand all the same */
  append(): Promise<string | undefined>;
}

/** @throws CodelumiError as `prepareLines` */
export async function prepareDay(
  { files }: Pick<JobContext, 'files'>,
  day: string,
  entries: readonly Entry[],
  { writer, at, batch, signing, proofsOf }: StepFrame,
  reader: ReviewReader,
): Promise<PreparedDay> {
  const { reviewer } = signing;
  const wanted = entries.map((entry) => ({ at, ...entry, reviewer, ...(batch && { batch }) }));
  const journal = journalFile(day, writer);
  const { lines, append } = await prepareLines(files, journal, wanted, reader.journal);
  return {
    lines,
    append: async () => {
      await append();
      return signing.sign({ day, writer, journal, at, entries: wanted, lines, proofsOf });
    },
  };
}

/**
 * Writes a step that is made as a whole: nothing is written unless every journal it needs can be.
 * @param byDay the lines, by the day of their candidates
 * @returns what did not work beside it: signatures, a checkpoint
 * @throws CodelumiError as `prepareLines`, `locked`, `not-writable`
 */
export async function writeStep(
  context: CheckpointContext,
  byDay: ReadonlyMap<string, readonly Entry[]>,
  frame: StepFrame,
  reader: ReviewReader,
  lock: HeldLock,
): Promise<string | undefined> {
  const prepared: PreparedDay[] = [];
  for (const [day, entries] of byDay)
    prepared.push(await prepareDay(context, day, entries, frame, reader));
  await lock.confirm();
  const unsigned: (string | undefined)[] = [];
  for (const day of prepared) unsigned.push(await day.append());
  const lines = prepared.flatMap((day) => day.lines);
  return warningOf(...unsigned, await checkpointIfDue(context, frame.writer, lines));
}
