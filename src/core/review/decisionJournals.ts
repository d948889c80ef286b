import type { JobContext } from '../job.js';
import { type Decision, decisionSchema } from '../records/decision.js';
import type { Problem } from '../workspace/candidateFiles.js';
import { describeBreak, readJournal } from '../workspace/journal.js';
import { decisionsFolder, isDay, STAGING_FOLDER } from '../workspace/paths.js';

/** A decision, and the journal it stands in. */
export interface JournalledDecision {
  readonly decision: Decision;
  readonly writer: string;
  readonly file: string;
  readonly line: number;
}

export interface DayDecisions {
  /** In the order in which they count. */
  readonly decisions: readonly JournalledDecision[];
  readonly problems: readonly Problem[];
}

type ReadContext = Pick<JobContext, 'files'>;

/** The days on whose candidates somebody has decided, oldest first. */
export async function stagedDays({ files }: ReadContext): Promise<string[]> {
  const entries = await files.list(STAGING_FOLDER);
  return entries
    .filter(({ name, kind }) => kind === 'folder' && isDay(name))
    .map(({ name }) => name);
}

export function journalFile(day: string, writer: string): string {
  return `${decisionsFolder(day)}/${writer}.jsonl`;
}

/**
 * All decisions on the candidates of one day, from every writer's journal. From a break in a
 * journal's chain on, nothing in it counts: a forged line must not become knowledge.
 */
export async function readDecisions({ files }: ReadContext, day: string): Promise<DayDecisions> {
  const journals: JournalledDecision[][] = [];
  const problems: Problem[] = [];
  for (const { name, kind } of await files.list(decisionsFolder(day))) {
    if (kind !== 'file' || !name.endsWith('.jsonl')) continue;
    const writer = name.slice(0, -'.jsonl'.length);
    const file = journalFile(day, writer);
    const journal = await readJournal(files, file);
    // A torn last line was never acknowledged to anybody; the next append sets it aside.
    if (journal.break !== undefined && journal.break.kind !== 'torn') {
      const message = `${describeBreak(journal.break)}; decisions from here on do not count`;
      problems.push({ about: 'decisions', position: { file, line: journal.break.line }, message });
    }
    const decisions: JournalledDecision[] = [];
    for (const { line, value } of journal.lines) {
      const parsed = decisionSchema.safeParse(value);
      if (parsed.success) decisions.push({ decision: parsed.data, writer, file, line });
      else
        problems.push({
          about: 'decisions',
          position: { file, line },
          message: 'not a decision of a known kind; it does not count',
        });
    }
    journals.push(decisions);
  }
  return { decisions: inOneOrder(journals), problems };
}

/**
 * One order for all journals, the same on every machine: by time, then writer. Within a journal the
 * order of its lines holds, even where its clock was set back.
 */
function inOneOrder(journals: readonly JournalledDecision[][]): JournalledDecision[] {
  const timed = journals.flatMap((journal) => {
    let latest = 0;
    return journal.map((entry, index) => {
      latest = Math.max(latest, Date.parse(entry.decision.at));
      return { entry, time: latest, index };
    });
  });
  timed.sort(
    (a, b) => a.time - b.time || compare(a.entry.writer, b.entry.writer) || a.index - b.index,
  );
  return timed.map(({ entry }) => entry);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
