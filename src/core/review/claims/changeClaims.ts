import { MINUTE_MS } from '../../durations.js';
import { wrongUsage } from '../../errors.js';
import type { JobContext } from '../../job.js';
import type { ClaimAction } from '../../records/claim.js';
import type { Reviewer } from '../../records/decision.js';
import { readConfig } from '../../workspace/config.js';
import { prepareLines } from '../../workspace/journal.js';
import { withWorkspaceLock } from '../../workspace/lock.js';
import { writerOf } from '../../workspace/writer.js';
import { byDay, statesOn } from '../dayStates.js';
import { changed as changedMeanwhile } from '../decisionChecks.js';
import { type RefusedItem, refusedItem } from '../refusedItem.js';
import { filesReader, type ReviewReader } from '../reviewReader.js';
import type { ReviewState } from '../reviewState.js';
import { isSamePerson } from '../samePerson.js';
import { claimsFile } from './claimJournals.js';
import { type ClaimState, claimStateOf, type Reservation, reservationAt } from './claimState.js';
import { reservedBy } from './requireNotReserved.js';

export interface ClaimRequest {
  readonly action: ClaimAction;
  readonly reviewer: Reviewer;
  /** Of `assign`: to whom. */
  readonly to?: Reviewer;
  /** Somebody else's reservation is taken over or ended. */
  readonly force?: boolean;
  readonly candidates: readonly ClaimItem[];
}

export interface ClaimItem {
  readonly candidate: string;
  /** The last claim that was shown; null: none. Left out: whatever stands there. */
  readonly on?: string | null;
}

/** A candidate and who has it now. */
export interface Claimed extends Pick<ClaimState, 'assignee' | 'reservation'> {
  readonly candidate: string;
}

export interface ClaimsChanged {
  readonly claimed: readonly Claimed[];
  readonly refused: readonly RefusedItem[];
}

type Context = Pick<JobContext, 'files' | 'clock' | 'processes' | 'signal'>;

/**
 * Assigns, reserves or releases candidates, under the workspace lock and compare-and-set on the claims that were
 * seen. What would change nothing is not written: a reservation is renewed once half of it is over. One that is
 * refused stops none of the others.
 *
 * @throws CodelumiError `wrong-usage`, `locked`; then nothing was written
 */
export async function changeClaims(
  context: Context,
  request: ClaimRequest,
  reader: ReviewReader = filesReader(context),
): Promise<ClaimsChanged> {
  const { action, candidates } = request;
  if (candidates.length === 0) throw wrongUsage('No candidates were named', 'Name some.');
  if (action === 'assign' && request.to === undefined)
    throw wrongUsage('Nobody was named to assign it to', 'Say to whom.');
  const { review } = await readConfig(context.files);
  return withWorkspaceLock(context, `${action} ${candidates.length} candidates`, async (lock) => {
    const now = context.clock.now();
    const until = new Date(now.getTime() + review.reservation * MINUTE_MS);
    const writer = await writerOf(context);
    const changed: Changed = { claimed: [], refused: [] };
    const items = new Map(candidates.map((item) => [item.candidate, item]));
    for (const [day, ids] of byDay(items.keys())) {
      const plan = await planDay(day, ids, reader, changed, (id, before) =>
        lineFor(request, items.get(id) ?? { candidate: id }, { before, now, until }),
      );
      if (plan.lines.length > 0) {
        const path = claimsFile(day, writer);
        const { append } = await prepareLines(context.files, path, plan.lines, reader.journal);
        await lock.confirm();
        await append();
      }
      const after = (await reader.claims(day)).of;
      for (const [candidate, history] of plan.histories) {
        const { assignee, reservation } = claimStateOf(after.get(candidate) ?? [], history);
        const held = reservationAt(reservation, now);
        changed.claimed.push({ candidate, assignee, reservation: held });
      }
    }
    return changed;
  });
}

/** While it is gathered. */
interface Changed {
  readonly claimed: Claimed[];
  readonly refused: RefusedItem[];
}

type Line = Readonly<Record<string, unknown>>;

interface DayPlan {
  readonly lines: readonly Line[];
  /** What was decided about each candidate that is not refused. */
  readonly histories: ReadonlyMap<string, ReviewState['history']>;
}

async function planDay(
  day: string,
  ids: readonly string[],
  reader: ReviewReader,
  { refused }: Changed,
  lineOf: (id: string, before: ClaimState) => Line | undefined,
): Promise<DayPlan> {
  const { of } = await reader.claims(day);
  const histories = new Map<string, ReviewState['history']>();
  const lines: Line[] = [];
  for await (const found of statesOn(reader, day, ids)) {
    try {
      if ('error' in found) throw found.error;
      const { history } = found.state;
      const line = lineOf(found.id, claimStateOf(of.get(found.id) ?? [], history));
      if (line !== undefined) lines.push(line);
      histories.set(found.id, history);
    } catch (error) {
      refused.push(refusedItem(found.id, error));
    }
  }
  return { lines, histories };
}

interface Moment {
  readonly before: ClaimState;
  readonly now: Date;
  /** When a reservation that is made now ends. */
  readonly until: Date;
}

/** undefined: it stands so already. */
function lineFor(request: ClaimRequest, item: ClaimItem, moment: Moment): Line | undefined {
  const { action, reviewer, to } = request;
  const { candidate, on } = item;
  const { before, now, until } = moment;
  if (on !== undefined && on !== before.lastHash)
    throw changedMeanwhile(candidate, 'somebody else assigned, reserved or released it');
  const line = { at: now.toISOString(), reviewer, action, candidate, on: before.lastHash };
  if (action === 'assign')
    return JSON.stringify(before.assignee) === JSON.stringify(to) ? undefined : { ...line, to };
  if (action === 'unassign') return before.assignee === undefined ? undefined : line;
  return reservationLine(request, line, moment, until.toISOString());
}

function reservationLine(
  { action, reviewer, force }: ClaimRequest,
  line: Line & { readonly candidate: string },
  { before, now, until }: Moment,
  end: string,
): Line | undefined {
  const held = reservationAt(before.reservation, now);
  const isOther = held !== undefined && !isSamePerson(held.by, reviewer);
  if (isOther && force !== true) throw reservedBy(line.candidate, held);
  const taken = isOther ? { force: true } : {};
  if (action === 'release') return held === undefined ? undefined : { ...line, ...taken };
  if (!isOther && held !== undefined && isFresh(held, now, until)) return undefined;
  return { ...line, until: end, ...taken };
}

/** Whether less than half of it is over. */
function isFresh(held: Reservation, now: Date, until: Date): boolean {
  return Date.parse(held.until) - now.getTime() > (until.getTime() - now.getTime()) / 2;
}
