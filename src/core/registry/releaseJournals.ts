import type { Place } from '../errors.js';
import type { JobContext } from '../job.js';
import { inTimeOrder } from '../workspace/inTimeOrder.js';
import { describeBreak, readJournal } from '../workspace/journal.js';
import { RELEASE_EVENTS_FOLDER } from '../workspace/paths.js';
import { unknownLine } from '../workspace/unknownLine.js';
import { type ReleaseEvent, releaseEventSchema } from './releaseEvent.js';

/** An event, and the journal it stands in. */
export interface JournalledEvent {
  readonly event: ReleaseEvent;
  readonly writer: string;
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** Something about the registry that is not as it must be. */
export interface ReleaseProblem {
  readonly place: Place;
  readonly message: string;
}

export interface ReadEvents {
  /** In the order in which they count. */
  readonly events: readonly JournalledEvent[];
  readonly problems: readonly ReleaseProblem[];
  /** By writer: how far its journal goes. */
  readonly heads: ReadonlyMap<string, { readonly seq: number; readonly hash: string }>;
}

const ENDING = '.jsonl';

export function releaseEventsFile(writer: string): string {
  return `${RELEASE_EVENTS_FOLDER}/${writer}${ENDING}`;
}

/** All events of all writers. From a break in a journal's chain on, nothing in it counts. */
export async function readReleaseEvents({ files }: Pick<JobContext, 'files'>): Promise<ReadEvents> {
  const journals: JournalledEvent[][] = [];
  const problems: ReleaseProblem[] = [];
  const heads = new Map<string, { seq: number; hash: string }>();
  for (const { name, kind } of await files.list(RELEASE_EVENTS_FOLDER)) {
    if (kind !== 'file' || !name.endsWith(ENDING)) continue;
    const file = `${RELEASE_EVENTS_FOLDER}/${name}`;
    const writer = name.slice(0, -ENDING.length);
    const journal = await readJournal(files, file);
    // A torn last line was never acknowledged to anybody.
    if (journal.break !== undefined && journal.break.kind !== 'torn')
      problems.push({
        place: { file, line: journal.break.line },
        message: `${describeBreak(journal.break)}; events from here on do not count`,
      });
    const events: JournalledEvent[] = [];
    for (const { line, value } of journal.lines) {
      const parsed = releaseEventSchema.safeParse(value);
      if (parsed.success) events.push({ event: parsed.data, writer, file, line });
      else
        problems.push({
          place: { file, line },
          message: unknownLine(value, 'an event'),
        });
    }
    const last = journal.lines.at(-1);
    if (last !== undefined) heads.set(writer, { seq: last.line, hash: last.hash });
    journals.push(events);
  }
  return { events: inTimeOrder(journals, ({ event }) => event.at), problems, heads };
}
