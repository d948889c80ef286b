import { DAY_MS, HOUR_MS } from '../../durations.js';
import type { SearchLine } from './searchLine.js';
import type { Session } from './session.js';

/** Where nobody is told from others, a busy log never pauses. */
const LONGEST_MS = DAY_MS;

export interface KeptSessions {
  /** The latest time read so far, in milliseconds since the epoch. */
  readonly latest: number | null;
  /** Whether the last search that found something has scores. */
  readonly logs_scores: boolean;
  readonly sessions: readonly Session[];
}

/** A search, by whom it was answered, and the line it stands on. */
export interface AnsweredSearch {
  readonly search: SearchLine;
  readonly deployment: string;
  readonly line: number;
}

/**
 * Cuts the searches of one log into sessions: those of one person, or of all who are not told from others, with one
 * deployment, without a long pause and for a day at most. What it gives is a function of the lines alone and not of how
 * often reading stopped between them.
 */
export class OpenSessions {
  readonly #gapMs: number;
  /** By deployment and person; more than one where a clock jumped. */
  readonly #open = new Map<string, Session[]>();
  #closed: Session[] = [];
  #latest: number;
  #logsScores: boolean;

  /** @param gapMs the pause after which another session begins */
  constructor(
    gapMs: number,
    kept: KeptSessions = { latest: null, logs_scores: false, sessions: [] },
  ) {
    this.#gapMs = gapMs;
    this.#latest = kept.latest ?? Number.NEGATIVE_INFINITY;
    this.#logsScores = kept.logs_scores;
    for (const session of kept.sessions) this.#push({ ...session });
  }

  get kept(): KeptSessions {
    const latest = Number.isFinite(this.#latest) ? this.#latest : null;
    return {
      latest,
      logs_scores: this.#logsScores,
      sessions: [...this.#open.values()].flat().map((each) => ({ ...each })),
    };
  }

  /** The session that the search belongs to, which counts it from now on. */
  take({ search, deployment, line }: AnsweredSearch): Session {
    const { time, unit = '' } = search;
    if (Math.floor(time / HOUR_MS) > Math.floor(this.#latest / HOUR_MS)) this.#sweep(time);
    this.#latest = Math.max(this.#latest, time);
    if (search.isFound) this.#logsScores = search.scores !== undefined;
    const known = this.#open.get(keyOf({ deployment, unit }));
    const session = known?.find((each) => this.#isIn(each, time));
    if (session !== undefined) return count(session, search, line);
    const added = newSession(deployment, search, line, this.#logsScores);
    this.#push(added);
    return added;
  }

  /** Sessions that are over since this was asked last, in the order in which they ended. */
  drain(): Session[] {
    const closed = this.#closed;
    this.#closed = [];
    return closed;
  }

  #isIn({ begin, last }: Session, time: number): boolean {
    const isNear = time >= begin - this.#gapMs && time <= last + this.#gapMs;
    return isNear && time <= begin + LONGEST_MS;
  }

  /** Once an hour of the log's own time, so that it does not depend on where reading stopped. */
  #sweep(time: number): void {
    for (const [key, sessions] of this.#open) {
      const open = sessions.filter((each) => each.last + this.#gapMs >= time);
      if (open.length === sessions.length) continue;
      this.#closed.push(...sessions.filter((each) => !open.includes(each)));
      if (open.length === 0) this.#open.delete(key);
      else this.#open.set(key, open);
    }
  }

  #push(session: Session): void {
    const key = keyOf(session);
    const known = this.#open.get(key);
    if (known === undefined) this.#open.set(key, [session]);
    else known.push(session);
  }
}

function keyOf({ deployment, unit }: Pick<Session, 'deployment' | 'unit'>): string {
  return `${deployment} ${unit}`;
}

function count(session: Session, search: SearchLine, line: number): Session {
  session.begin = Math.min(session.begin, search.time);
  session.last = Math.max(session.last, search.time);
  session.first = Math.min(session.first, line);
  session.final = Math.max(session.final, line);
  session.searches += 1;
  note(session, search);
  return session;
}

function newSession(
  deployment: string,
  search: SearchLine,
  line: number,
  logsScores: boolean,
): Session {
  const { time, unit = '' } = search;
  const session: Session = {
    ...{ deployment, unit, begin: time, last: time, first: line, final: line, searches: 1 },
    ...{ zero_hit: false, negative: false, positive: false, failed: false },
    ...{ found: false, logs_scores: logsScores },
    ...{ scored: 'none', replayed: false, top: null, margin: null, hit: null, latency: null },
  };
  note(session, search);
  return session;
}

/** Of each value, the first that there is. */
function note(session: Session, { isFound, isFailed, hit, latency, scores }: SearchLine): void {
  session.failed ||= isFailed;
  session.zero_hit ||= !isFound && !isFailed;
  session.hit ??= hit ?? null;
  session.latency ??= latency ?? null;
  if (isFound) {
    session.logs_scores = (session.found && session.logs_scores) || scores !== undefined;
    session.found = true;
  }
  const [top, second] = scores ?? [];
  if (session.top !== null || top === undefined) return;
  session.scored = 'logged';
  session.top = top;
  session.margin = second === undefined ? null : top - second;
}
