import type { Place } from '../../errors.js';
import type { JobContext } from '../../job.js';
import { inTimeOrder } from '../../workspace/inTimeOrder.js';
import { describeBreak, readJournal } from '../../workspace/journal.js';
import { ALERTS_FOLDER } from '../../workspace/paths.js';
import { unknownLine } from '../../workspace/unknownLine.js';
import { type AlertEvent, alertEventSchema } from './alertEvent.js';

/** An event, and whose journal it stands in. */
export interface JournalledAlertEvent {
  readonly event: AlertEvent;
  readonly writer: string;
}

/** A line of a journal that does not count. */
export interface AlertProblem {
  readonly place: Place;
  readonly message: string;
}

export interface ReadAlertEvents {
  /** In the order in which they count. */
  readonly events: readonly JournalledAlertEvent[];
  readonly problems: readonly AlertProblem[];
}

const ENDING = '.jsonl';

export function alertsFile(writer: string): string {
  return `${ALERTS_FOLDER}/${writer}${ENDING}`;
}

/** All events of all writers. From a break in a journal's chain on, nothing in it counts. */
export async function readAlertEvents({
  files,
}: Pick<JobContext, 'files'>): Promise<ReadAlertEvents> {
  const events: JournalledAlertEvent[] = [];
  const problems: AlertProblem[] = [];
  for (const { name, kind } of await files.list(ALERTS_FOLDER)) {
    if (kind !== 'file' || !name.endsWith(ENDING)) continue;
    const file = `${ALERTS_FOLDER}/${name}`;
    const writer = name.slice(0, -ENDING.length);
    const journal = await readJournal(files, file);
    // A torn last line was never acknowledged to anybody.
    if (journal.break !== undefined && journal.break.kind !== 'torn')
      problems.push({
        place: { file, line: journal.break.line },
        message: `${describeBreak(journal.break)}; events from here on do not count`,
      });
    for (const { line, value } of journal.lines) {
      const parsed = alertEventSchema.safeParse(value);
      if (parsed.success) events.push({ event: parsed.data, writer });
      else
        problems.push({
          place: { file, line },
          message: unknownLine(value, 'an event'),
        });
    }
  }
  return { events: inCountingOrder(events), problems };
}

/** The same order on every machine, in whatever order the journals were read. */
export function inCountingOrder(events: readonly JournalledAlertEvent[]): JournalledAlertEvent[] {
  const journals = new Map<string, JournalledAlertEvent[]>();
  for (const each of events) {
    const journal = journals.get(each.writer);
    if (journal === undefined) journals.set(each.writer, [each]);
    else journal.push(each);
  }
  for (const journal of journals.values()) journal.sort((a, b) => a.event.seq - b.event.seq);
  return inTimeOrder([...journals.values()], ({ event }) => event.at);
}
