import type { JobContext } from '../job.js';
import { dayOfCandidate } from '../records/candidate.js';
import {
  candidatesNamed,
  findCandidate,
  type Problem,
  type StoredCandidate,
} from '../workspace/candidateFiles.js';
import { type JournalReader, readJournal } from '../workspace/journal.js';
import { type DayClaims, readClaims } from './claims/claimJournals.js';
import { type DayDecisions, readDecisions } from './decisionJournals.js';
import { projectDay } from './projections.js';

/**
 * How a review is read, and its projections are kept up. `filesReader` reads the files anew each
 * time; `ReviewIndex` remembers what it read, and gives the same.
 */
export interface ReviewReader {
  /**
   * undefined when its day's file does not hold it.
   * @throws CodelumiError `invalid-input` when its line was damaged or changed.
   */
  candidate(id: string): Promise<StoredCandidate | undefined>;
  /** Those of one day that its file holds, and what is wrong with lines of it. */
  candidates(day: string, ids: ReadonlySet<string>): AsyncIterable<StoredCandidate | Problem>;
  decisions(day: string): Promise<DayDecisions>;
  claims(day: string): Promise<DayClaims>;
  readonly journal: JournalReader;
  /** As `projectDay`. */
  project(day: string): Promise<void>;
}

export function filesReader(context: Pick<JobContext, 'files' | 'signal'>): ReviewReader {
  return {
    candidate: (id) => findCandidate(context, dayOfCandidate(id), id),
    candidates: (day, ids) => candidatesNamed(context, day, ids),
    decisions: (day) => readDecisions(context, day),
    claims: (day) => readClaims(context, day),
    journal: (path) => readJournal(context.files, path),
    project: async (day) => {
      await projectDay(context, day);
    },
  };
}
