import type { JobContext } from '../job.js';
import { dayOfCandidate } from '../records/candidate.js';
import { findCandidate, type StoredCandidate } from '../workspace/candidateFiles.js';
import { type JournalReader, readJournal } from '../workspace/journal.js';
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
  decisions(day: string): Promise<DayDecisions>;
  readonly journal: JournalReader;
  /** As `projectDay`. */
  project(day: string): Promise<void>;
}

export function filesReader(context: Pick<JobContext, 'files' | 'signal'>): ReviewReader {
  return {
    candidate: (id) => findCandidate(context, dayOfCandidate(id), id),
    decisions: (day) => readDecisions(context, day),
    journal: (path) => readJournal(context.files, path),
    project: async (day) => {
      await projectDay(context, day);
    },
  };
}
