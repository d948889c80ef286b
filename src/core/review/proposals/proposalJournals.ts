import type { JobContext } from '../../job.js';
import { addToGroup } from '../../records/addToGroup.js';
import { type Proposal, proposalLineSchema } from '../../records/proposal.js';
import type { Problem } from '../../workspace/candidateFiles.js';
import { filesIn } from '../../workspace/filesIn.js';
import {
  describeBreak,
  type JournalReader,
  type ReadJournal,
  readJournal,
} from '../../workspace/journal.js';
import { proposalsFolder } from '../../workspace/paths.js';

const ENDING = '.jsonl';
/** Whoever writes more than the tools let them is not read to the end. */
const LARGEST_BYTES = 16 * 1024 * 1024;

export function proposalsFile(day: string, writer: string): string {
  return `${proposalsFolder(day)}/${writer}${ENDING}`;
}

/** What agents proposed for each candidate and nobody has dismissed, oldest first. */
export type ProposalsOf = ReadonlyMap<string, readonly Proposal[]>;

export interface DayProposals {
  readonly of: ProposalsOf;
  /** Lines that do not count. No promise rests on proposals: they stop nothing. */
  readonly problems: readonly Problem[];
}

type ReadContext = Pick<JobContext, 'files'>;

/** The journals of all writers on one day. */
export async function proposalJournals({ files }: ReadContext, day: string): Promise<string[]> {
  return filesIn(files, proposalsFolder(day));
}

/** All proposals for the candidates of one day. From a break in a journal's chain on, nothing in it counts. */
export async function readProposals(
  context: ReadContext,
  day: string,
  read: JournalReader = (path) => readJournal(context.files, path),
): Promise<DayProposals> {
  const gathered: Gathered = { found: [], dismissed: new Set(), problems: [] };
  for (const file of await proposalJournals(context, day)) {
    const size = (await context.files.stat(file))?.size ?? 0;
    if (size <= LARGEST_BYTES) gather(gathered, file, await read(file));
    else problemIn(gathered, file, 1, 'this journal is larger than 16 MiB and is not read');
  }
  const { found, dismissed, problems } = gathered;
  const of = new Map<string, Proposal[]>();
  for (const proposal of found.toSorted((a, b) => a.at.localeCompare(b.at)))
    if (!dismissed.has(proposal.hash)) addToGroup(of, proposal.candidate, proposal);
  return { of, problems };
}

interface Gathered {
  readonly found: Proposal[];
  /** Hashes of proposals. */
  readonly dismissed: Set<string>;
  readonly problems: Problem[];
}

function gather(gathered: Gathered, file: string, { lines, break: broken }: ReadJournal): void {
  if (broken !== undefined && broken.kind !== 'torn') {
    const message = `${describeBreak(broken)}; proposals from here on do not count`;
    problemIn(gathered, file, broken.line, message);
  }
  for (const { value, line } of lines) {
    const parsed = proposalLineSchema.safeParse(value);
    if (!parsed.success)
      problemIn(gathered, file, line, 'not a proposal of a known kind; it does not count');
    else if (parsed.data.action === 'dismiss') gathered.dismissed.add(parsed.data.proposal);
    else gathered.found.push(parsed.data);
  }
}

function problemIn({ problems }: Gathered, file: string, line: number, message: string): void {
  problems.push({ about: 'proposals', position: { file, line }, message });
}
