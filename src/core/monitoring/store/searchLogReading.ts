import { MINUTE_MS } from '../../durations.js';
import type { JobContext } from '../../job.js';
import { type Facts, OUTCOMES } from '../../mining/facts/facts.js';
import { isDocument } from '../../mining/facts/readLog.js';
import { FILE_START, type LineStart } from '../../records/lineSplitter.js';
import { isLoss } from '../../records/readFault.js';
import type { ReadItem, ReadRecord } from '../../records/readItem.js';
import type { Releases } from '../../registry/readReleases.js';
import { looksLikeSearch } from '../../rollout/evidence/exposure.js';
import { SearchesOfFile } from '../../rollout/evidence/searchesOfFile.js';
import { deploymentAt, rerankerLabel } from './deploymentLabels.js';
import type { HourBook } from './hourBook.js';
import { itemBatches } from './itemBatches.js';
import type { KeptSearchLog } from './keptStore.js';
import { type KeptSessions, OpenSessions } from './openSessions.js';
import type { ReplayedScores } from './replayedScores.js';
import { type SearchLine, searchLineOf } from './searchLine.js';
import type { Session } from './session.js';

/** An answer is about a search at most so long before it; see `LogView`. */
const LEAD_MS = 2 * MINUTE_MS;

/** What lines are held against. Times are milliseconds since the epoch. */
export interface SearchWorld {
  readonly context: JobContext;
  readonly releases: Releases;
  readonly facts: Facts;
  /** By row of `facts.uses`; see `searchOutcomes`. */
  readonly outcomes: Uint8Array;
  readonly replays: ReplayedScores;
  readonly gapMs: number;
  readonly now: number;
  /** What is older is settled. */
  readonly boundary: number;
  /** By deployment, when it was last asked. */
  readonly latest: Map<string, number>;
}

export interface SearchLog {
  readonly file: string;
  /** One past the last byte to read. */
  readonly end: number;
  readonly known: Omit<KeptSearchLog, 'cursor'> | undefined;
}

/** Where a log is settled, and what was open there. */
export interface SettledTo extends KeptSessions {
  readonly position: LineStart;
  readonly lead: LineStart;
}

/**
 * Reads one log of searches in two steps: up to the first search whose outcome may still change, which happens once, and from
 * there to its end, which is done again each time.
 */
export class SearchLogReading {
  readonly #world: SearchWorld;
  readonly #log: SearchLog;
  readonly #sessions: OpenSessions;
  readonly #rows: SearchesOfFile;
  #unreadable = 0;
  #earliest = Number.POSITIVE_INFINITY;
  #settled: SettledTo;
  #end: LineStart;

  constructor(world: SearchWorld, log: SearchLog) {
    this.#world = world;
    this.#log = log;
    const { known, file } = log;
    this.#sessions = new OpenSessions(world.gapMs, known);
    this.#rows = new SearchesOfFile(world.facts, file, Number.NEGATIVE_INFINITY);
    this.#settled = {
      position: known === undefined ? FILE_START : startOf(known.settled),
      lead: known === undefined ? FILE_START : startOf(known.lead),
      ...this.#sessions.kept,
    };
    this.#end = this.#settled.position;
  }

  get file(): string {
    return this.#log.file;
  }

  /** Behind the last whole line. */
  get end(): LineStart {
    return this.#end;
  }

  /** Of all searches that were counted, in milliseconds since the epoch; infinite where there were none. */
  get earliest(): number {
    return this.#earliest;
  }

  /** Lines that could not be used. */
  get unreadable(): number {
    return this.#unreadable;
  }

  get settled(): SettledTo {
    return this.#settled;
  }

  /** Adds what cannot change any more. A file that is one JSON text is whole or another, so nothing of it is settled. */
  async settle(book: HourBook): Promise<void> {
    if (isDocument({ file: this.#log.file, kind: 'uses' })) return;
    const { position: begin, lead: from } = this.#settled;
    let position = begin;
    let lead: LineStart | undefined;
    for await (const { items, next } of this.#batches(from)) {
      lead ??= firstSince(items, (item) => this.#timeOf(item), this.#world.boundary - LEAD_MS);
      const fresh = items.filter((item) => placeOf(item).byteOffset >= begin.byteOffset);
      const stop = firstSince(fresh, (item) => this.#timeOf(item), this.#world.boundary);
      for (const item of fresh) {
        if (stop !== undefined && placeOf(item).byteOffset >= stop.byteOffset) break;
        await this.#add(item);
      }
      position = stop ?? (next.byteOffset > position.byteOffset ? next : position);
      await this.#count(this.#sessions.drain(), book);
      if (stop !== undefined) break;
    }
    this.#settled = { position, lead: lead ?? position, ...this.#sessions.kept };
    this.#end = position;
  }

  /** Adds the rest, with the sessions that are still open. */
  async readTail(book: HourBook): Promise<void> {
    for await (const { items, next } of this.#batches(this.#settled.position)) {
      this.#end = next;
      for (const item of items) await this.#add(item);
      await this.#count(this.#sessions.drain(), book);
    }
    await this.#count(this.#sessions.kept.sessions, book);
  }

  #batches(from: LineStart) {
    const { file, end } = this.#log;
    return itemBatches(this.#world.context, { file, end, from, looksLikeRecord: looksLikeSearch });
  }

  /** undefined where there is none, or one that cannot be: it is later than now. */
  #timeOf(item: ReadItem): number | undefined {
    const search = item.kind === 'record' ? searchLineOf(item.value) : undefined;
    return search !== undefined && search.time <= this.#world.now ? search.time : undefined;
  }

  async #add(item: ReadItem): Promise<void> {
    if (item.kind === 'fault') {
      if (isLoss(item.fault.kind)) this.#unreadable += 1;
      return;
    }
    const search = searchLineOf(item.value);
    if (search === undefined) this.#unreadable += 1;
    else if (search.time <= this.#world.now && !search.isPinned)
      await this.#addSearch(search, item.position);
  }

  async #addSearch(search: SearchLine, position: ReadRecord['position']): Promise<void> {
    const { releases, outcomes, latest } = this.#world;
    const { time } = search;
    const deployment = search.deployment ?? deploymentAt(releases, time);
    const session = this.#sessions.take({ search, deployment, line: position.line });
    this.#earliest = Math.min(this.#earliest, time);
    latest.set(deployment, Math.max(latest.get(deployment) ?? 0, time));
    const row = this.#rows.rowAt(position.byteOffset);
    const outcome = row === undefined ? 'none' : OUTCOMES[outcomes[row] ?? 0];
    session.positive ||= outcome === 'accepted';
    session.negative ||= outcome === 'rejected';
    if (session.top === null && !session.replayed && search.isFound)
      await this.#replay(session, { ...position, deployment, time, query: search.query });
  }

  async #replay(session: Session, search: Parameters<ReplayedScores['of']>[0]): Promise<void> {
    session.replayed = true;
    const [top, second] = (await this.#world.replays.of(search)) ?? [null, null];
    if (top === null) return;
    session.scored = 'replayed';
    session.top = top;
    session.margin = second === null ? null : top - second;
  }

  async #count(sessions: readonly Session[], book: HourBook): Promise<void> {
    const { file } = this.#log;
    for (const session of sessions) {
      const { deployment, logs_scores: isLogged } = session;
      const reranker = rerankerLabel(this.#world.releases, deployment, isLogged);
      await book.add({ session, file, reranker });
    }
  }
}

function startOf({
  line,
  byte_offset: byteOffset,
}: {
  line: number;
  byte_offset: number;
}): LineStart {
  return { line, byteOffset };
}

/** Where the first item stands that is not older; of some no time is known. */
function firstSince(
  items: readonly ReadItem[],
  timeOf: (item: ReadItem) => number | undefined,
  since: number,
): LineStart | undefined {
  const found = items.find((item) => (timeOf(item) ?? Number.NEGATIVE_INFINITY) >= since);
  return found && placeOf(found);
}

function placeOf(item: ReadItem): LineStart {
  const { line, byteOffset } = item.kind === 'fault' ? item.fault.position : item.position;
  return { line, byteOffset };
}
