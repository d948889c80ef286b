import type { JobContext } from '../../job.js';
import { addToGroup } from '../../records/addToGroup.js';
import { claimSchema } from '../../records/claim.js';
import type { Problem } from '../../workspace/candidateFiles.js';
import { filesIn } from '../../workspace/filesIn.js';
import { inTimeOrder } from '../../workspace/inTimeOrder.js';
import { describeBreak, type JournalReader, readJournal } from '../../workspace/journal.js';
import { claimsFolder } from '../../workspace/paths.js';
import { unknownLine } from '../../workspace/unknownLine.js';
import type { JournalledClaim } from './claimState.js';

const ENDING = '.jsonl';

export function claimsFile(day: string, writer: string): string {
  return `${claimsFolder(day)}/${writer}${ENDING}`;
}

/** Claims by candidate, each in the order in which they count. */
export type ClaimsOf = ReadonlyMap<string, readonly JournalledClaim[]>;

export interface DayClaims {
  readonly of: ClaimsOf;
  /** Lines that do not count. A claim is a courtesy: they stop nothing. */
  readonly problems: readonly Problem[];
}

type ReadContext = Pick<JobContext, 'files'>;

/** The journals of all writers on one day. */
export async function claimJournals({ files }: ReadContext, day: string): Promise<string[]> {
  return filesIn(files, claimsFolder(day));
}

/** All claims on the candidates of one day. From a break in a journal's chain on, nothing in it counts. */
export async function readClaims(
  context: ReadContext,
  day: string,
  read: JournalReader = (path) => readJournal(context.files, path),
): Promise<DayClaims> {
  const journals: JournalledClaim[][] = [];
  const problems: Problem[] = [];
  for (const file of await claimJournals(context, day)) {
    const writer = file.slice(claimsFolder(day).length + 1, -ENDING.length);
    const journal = await read(file);
    const problem = (line: number, message: string): Problem => ({
      about: 'claims',
      position: { file, line },
      message,
    });
    if (journal.break !== undefined && journal.break.kind !== 'torn')
      problems.push(
        problem(
          journal.break.line,
          `${describeBreak(journal.break)}; claims from here on do not count`,
        ),
      );
    const claims: JournalledClaim[] = [];
    for (const { value, line } of journal.lines) {
      const parsed = claimSchema.safeParse(value);
      if (parsed.success) claims.push({ claim: parsed.data, writer });
      else problems.push(problem(line, unknownLine(value, 'a claim')));
    }
    journals.push(claims);
  }
  const of = new Map<string, JournalledClaim[]>();
  for (const entry of inTimeOrder(journals, ({ claim }) => claim.at))
    addToGroup(of, entry.claim.candidate, entry);
  return { of, problems };
}
