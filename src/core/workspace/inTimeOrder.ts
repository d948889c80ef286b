import { compareText } from '../records/compareText.js';

/**
 * One order for the lines of all journals, the same on every machine: by time, then writer. Within a journal the
 * order of its lines holds, even where its clock was set back.
 *
 * @param atOf when a line was written, ISO 8601
 */
export function inTimeOrder<Entry extends { readonly writer: string }>(
  journals: readonly (readonly Entry[])[],
  atOf: (entry: Entry) => string,
): Entry[] {
  const timed = journals.flatMap((journal) => {
    let latest = 0;
    return journal.map((entry, index) => {
      latest = Math.max(latest, Date.parse(atOf(entry)));
      return { entry, time: latest, index };
    });
  });
  timed.sort(
    (a, b) => a.time - b.time || compareText(a.entry.writer, b.entry.writer) || a.index - b.index,
  );
  return timed.map(({ entry }) => entry);
}
