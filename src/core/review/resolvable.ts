import { CodelumiError, wrongUsage } from '../errors.js';
import type { JobContext } from '../job.js';
import type { DecisionAction } from '../records/decision.js';
import { type EntryRef, isSameEntry, type Resolution } from '../records/resolution.js';
import { stagedDays } from './decisionJournals.js';
import type { ReviewReader } from './reviewReader.js';
import {
  noSuchEntry,
  readStandingEntry,
  resolutionOf,
  type StandingEntry,
  whyNoEntry,
} from './standingEntry.js';

interface Request {
  readonly candidate: string;
  readonly action: DecisionAction;
  readonly resolution?: Resolution | undefined;
}

/**
 * Compare-and-set for what is decided about two entries at once: the other one has to be what the reviewer
 * saw, and nobody may have put something else in its place.
 *
 * @throws CodelumiError `wrong-usage`, `not-found`, `changed-meanwhile`
 */
export async function requireResolvable(
  context: Pick<JobContext, 'files' | 'signal'>,
  { candidate, action, resolution }: Request,
  reader: ReviewReader,
): Promise<void> {
  if (resolution === undefined) return;
  if (action !== 'accept')
    throw wrongUsage(`"${action}" says nothing of another entry`, 'Only accepting does.');
  if (resolution.kind === 'keep') return;
  const { kind, entry } = resolution;
  if (entry.where === 'candidate' && entry.id === candidate)
    throw wrongUsage(`${candidate} cannot take its own place`, 'Choose another entry.');
  const standing = await readStandingEntry(context, entry, reader);
  if (standing === undefined) throw noSuchEntry(entry);
  const obstacle = whyNoEntry(standing);
  if (obstacle !== undefined)
    throw wrongUsage(obstacle, 'Choose an entry of the knowledge base, or an accepted candidate.');
  if (standing.digest !== entry.digest) throw changed(standing);
  if (kind !== 'supersede') return;
  const rival = await rivalFor(context, entry, reader, candidate);
  if (rival !== undefined) throw supersededAlready(entry, rival);
}

/** The other candidate whose acceptance takes the same entry's place. */
async function rivalFor(
  context: Pick<JobContext, 'files' | 'signal'>,
  entry: EntryRef,
  reader: ReviewReader,
  candidate: string,
): Promise<string | undefined> {
  for (const day of await stagedDays(context)) {
    const { decisions } = await reader.decisions(day);
    const said = decisions.filter(({ decision }) => takesPlaceOf(entry, decision.resolution));
    for (const id of new Set(said.map(({ decision }) => decision.candidate))) {
      if (id === candidate) continue;
      const { state } =
        (await readStandingEntry(context, { where: 'candidate', id }, reader)) ?? {};
      // It may have been reopened, edited or merged since.
      if (state !== undefined && takesPlaceOf(entry, resolutionOf(state))) return id;
    }
  }
  return undefined;
}

function takesPlaceOf(entry: EntryRef, resolution: Resolution | undefined): boolean {
  return resolution?.kind === 'supersede' && isSameEntry(resolution.entry, entry);
}

function changed({ id, file, line }: StandingEntry): CodelumiError {
  return new CodelumiError({
    reason: 'changed-meanwhile',
    what: `${id} changed meanwhile: its text is no longer the one that was shown`,
    place: { file, line },
    remedy: 'Compare it again and decide anew; nothing was written.',
  });
}

function supersededAlready({ id }: EntryRef, rival: string): CodelumiError {
  return new CodelumiError({
    reason: 'changed-meanwhile',
    what: `${rival} already takes the place of ${id}`,
    remedy: `Choose ${rival} instead, or reopen it first; nothing was written.`,
  });
}
