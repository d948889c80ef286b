import type { JobContext } from '../job.js';
import type { Files } from '../ports/files.js';
import { type Decision, decisionSchema } from '../records/decision.js';
import type { Problem } from '../workspace/candidateFiles.js';
import { filesIn } from '../workspace/filesIn.js';
import { inTimeOrder } from '../workspace/inTimeOrder.js';
import {
  describeBreak,
  type JournalLine,
  type JournalReader,
  readJournal,
} from '../workspace/journal.js';
import { decisionsFolder, isDay, STAGING_FOLDER } from '../workspace/paths.js';
import { unknownLine } from '../workspace/unknownLine.js';

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

const ENDING = '.jsonl';

export function journalFile(day: string, writer: string): string {
  return `${decisionsFolder(day)}/${writer}${ENDING}`;
}

/** The journals of all writers on one day. */
export async function journalsOf(files: Files, day: string): Promise<string[]> {
  return filesIn(files, decisionsFolder(day));
}

/**
 * All decisions on the candidates of one day, from every writer's journal. From a break in a
 * journal's chain on, nothing in it counts: a forged line must not become knowledge.
 */
export async function readDecisions(
  { files }: ReadContext,
  day: string,
  read: JournalReader = (path) => readJournal(files, path),
): Promise<DayDecisions> {
  const journals: JournalledDecision[][] = [];
  const problems: Problem[] = [];
  for (const file of await journalsOf(files, day)) {
    const writer = file.slice(decisionsFolder(day).length + 1, -ENDING.length);
    const journal = await read(file);
    // A torn last line was never acknowledged to anybody; the next append sets it aside.
    if (journal.break !== undefined && journal.break.kind !== 'torn') {
      const message = `${describeBreak(journal.break)}; decisions from here on do not count`;
      problems.push({ about: 'decisions', position: { file, line: journal.break.line }, message });
    }
    const decisions: JournalledDecision[] = [];
    for (const line of journal.lines) {
      const decision = decisionOn(line, writer, file);
      if (decision !== undefined) decisions.push(decision);
      else
        problems.push({
          about: 'decisions',
          position: { file, line: line.line },
          message: unknownLine(line.value, 'a decision'),
        });
    }
    journals.push(decisions);
  }
  return { decisions: inOneOrder(journals), problems };
}

/** Lines that a reader remembers need not be checked again, and give the same decision again. */
const known = new WeakMap<JournalLine, JournalledDecision>();

function decisionOn(
  line: JournalLine,
  writer: string,
  file: string,
): JournalledDecision | undefined {
  const before = known.get(line);
  if (before !== undefined) return before;
  const parsed = decisionSchema.safeParse(line.value);
  if (!parsed.success) return undefined;
  const entry = { decision: parsed.data, writer, file, line: line.line };
  known.set(line, entry);
  return entry;
}

/** One order for all journals; see `inTimeOrder`. */
export function inOneOrder(journals: readonly JournalledDecision[][]): JournalledDecision[] {
  return inTimeOrder(journals, ({ decision }) => decision.at);
}
