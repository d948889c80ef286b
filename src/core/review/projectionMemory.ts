import type { ByteRange, Files } from '../ports/files.js';
import type { StoredCandidate } from '../workspace/candidateFiles.js';
import { stampOf } from '../workspace/fileStamp.js';
import { projectionFile } from '../workspace/paths.js';
import {
  holds,
  PROJECTED,
  type ProjectedStatus,
  projectedLine,
  replaceIfOther,
} from './projections.js';
import { changedCandidates, type DecisionsOf, reviewStateOf } from './reviewState.js';

/** What the projections of a day are made of. */
export interface ProjectionSource {
  /** Stamp of the candidates file. */
  readonly stamp: string;
  readonly decisionsOf: DecisionsOf;
  /** Those of them that the file holds, in file order; undefined where the file was changed. */
  candidates(ids: readonly string[]): AsyncIterable<StoredCandidate | undefined>;
}

interface Line {
  readonly id: string;
  /** Where its candidate stands in the candidates file: what the lines are ordered by. */
  readonly at: number;
  readonly bytes: number;
}

interface NewLine extends Line {
  readonly text: string;
}

type Lines = Record<ProjectedStatus, readonly Line[]>;

interface Made {
  readonly from: Pick<ProjectionSource, 'stamp' | 'decisionsOf'>;
  readonly lines: Lines;
  /** Stamps of the files as they were left. */
  readonly stamps: Readonly<Record<ProjectedStatus, string | undefined>>;
}

const NO_LINES: Lines = { accepted: [], rejected: [], flagged: [] };

/**
 * Keeps the projections of one day up to date, with the bytes `projectDay` would give. While nobody
 * else touched them, only the lines of candidates that were decided on since are made anew.
 */
export class ProjectionMemory {
  readonly #files: Files;
  readonly #day: string;
  #made: Made | undefined;
  /** One at a time. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(files: Files, day: string) {
    this.#files = files;
    this.#day = day;
  }

  /**
   * The caller holds the workspace lock.
   * @returns false when the candidates file was changed meanwhile: then nothing was written
   */
  update(source: ProjectionSource): Promise<boolean> {
    return this.#inTurn(() => this.#update(source, 'write'));
  }

  /** Reads what `update` will need, so that the first decision is as fast as the later ones. */
  async prepare(source: ProjectionSource): Promise<void> {
    await this.#inTurn(async () => {
      if (!(await this.#isAsLeft(source.stamp))) await this.#update(source, 'compare');
    });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => undefined); // Whoever asked for it hears of the failure.
    return done;
  }

  async #update(source: ProjectionSource, how: 'write' | 'compare'): Promise<boolean> {
    const before = (await this.#isAsLeft(source.stamp)) ? this.#made : undefined;
    this.#made = undefined; // Until everything is written.
    const stamps = await this.#stamps();
    const changed = changedCandidates(before?.from.decisionsOf ?? new Map(), source.decisionsOf);
    const fresh = await newLines(source, changed);
    if (fresh === undefined) return false;
    const old = before?.lines ?? NO_LINES;
    const lines: Record<ProjectedStatus, readonly Line[]> = { ...old };
    for (const status of PROJECTED) {
      if (how === 'compare' && !(await this.#isRight(status, fresh[status]))) return false;
      if (how === 'write' && before === undefined) await this.#write(status, fresh[status]);
      else if (how === 'write') await this.#exchange(status, old[status], changed, fresh[status]);
      lines[status] = merged(old[status], changed, fresh[status]).map(withoutText);
    }
    const { stamp, decisionsOf } = source;
    const left = how === 'write' ? await this.#stamps() : stamps;
    this.#made = { from: { stamp, decisionsOf }, lines, stamps: left };
    return true;
  }

  async #isAsLeft(stamp: string): Promise<boolean> {
    if (this.#made?.from.stamp !== stamp) return false;
    const { stamps } = this.#made;
    const now = await this.#stamps();
    return PROJECTED.every((status) => stamps[status] === now[status]);
  }

  async #stamps(): Promise<Made['stamps']> {
    const [accepted, rejected, flagged] = await Promise.all(
      PROJECTED.map((status) => stampOf(this.#files, projectionFile(this.#day, status))),
    );
    return { accepted, rejected, flagged };
  }

  #isRight(status: ProjectedStatus, lines: readonly NewLine[]): Promise<boolean> {
    return holds(this.#files, projectionFile(this.#day, status), contentOf(lines));
  }

  async #write(status: ProjectedStatus, lines: readonly NewLine[]): Promise<void> {
    await replaceIfOther(this.#files, projectionFile(this.#day, status), contentOf(lines));
  }

  async #exchange(
    status: ProjectedStatus,
    old: readonly Line[],
    changed: ReadonlySet<string>,
    fresh: readonly NewLine[],
  ): Promise<void> {
    if (fresh.length === 0 && !old.some(({ id }) => changed.has(id))) return;
    const file = projectionFile(this.#day, status);
    await this.#files.replace(file, exchanged(this.#files, file, old, merged(old, changed, fresh)));
  }
}

async function newLines(
  source: ProjectionSource,
  changed: ReadonlySet<string>,
): Promise<Record<ProjectedStatus, NewLine[]> | undefined> {
  const lines: Record<ProjectedStatus, NewLine[]> = { accepted: [], rejected: [], flagged: [] };
  const decided = [...changed].filter((id) => source.decisionsOf.has(id));
  for await (const found of source.candidates(decided)) {
    if (found === undefined) return undefined;
    const { candidate, position } = found;
    const { id } = candidate;
    const state = reviewStateOf(candidate, source.decisionsOf.get(id) ?? []);
    const projected = projectedLine(candidate, state);
    if (projected === undefined) continue;
    const { status, line: text } = projected;
    lines[status].push({ id, at: position.byteOffset, bytes: Buffer.byteLength(text), text });
  }
  return lines;
}

/** In the order of the candidates file. */
function merged(
  old: readonly Line[],
  changed: ReadonlySet<string>,
  fresh: readonly NewLine[],
): (Line | NewLine)[] {
  const kept = old.filter(({ id }) => !changed.has(id));
  return [...kept, ...fresh].sort((a, b) => a.at - b.at);
}

function contentOf(lines: readonly NewLine[]): Buffer {
  return Buffer.from(lines.map(({ text }) => text).join(''));
}

function withoutText({ id, at, bytes }: Line): Line {
  return { id, at, bytes };
}

/** Kept lines come from the file as it is, those next to each other in one reading. */
async function* exchanged(
  files: Files,
  file: string,
  old: readonly Line[],
  lines: readonly (Line | NewLine)[],
): AsyncGenerator<string | Uint8Array> {
  const starts = new Map<string, number>();
  let at = 0;
  for (const { id, bytes } of old) {
    starts.set(id, at);
    at += bytes;
  }
  let kept = { start: 0, end: 0 };
  for (const line of lines) {
    const start = 'text' in line ? kept.end : (starts.get(line.id) ?? 0);
    if (!('text' in line) && start === kept.end) {
      kept = { start: kept.start, end: start + line.bytes };
      continue;
    }
    yield* piece(files, file, kept);
    if ('text' in line) yield line.text;
    kept = { start, end: 'text' in line ? start : start + line.bytes };
  }
  yield* piece(files, file, kept);
}

async function* piece(files: Files, file: string, range: ByteRange): AsyncGenerator<Uint8Array> {
  if (range.end > range.start) yield* files.readChunks(file, range);
}
