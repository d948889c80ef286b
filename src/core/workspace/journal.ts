import { CodelumiError } from '../errors.js';
import type { Files } from '../ports/files.js';
import { splitLines } from '../records/lineSplitter.js';
import { sha256 } from '../records/sha256.js';
import { rememberEnd } from './journalEnds.js';

/** A line of a journal whose chain is unbroken up to and including it. */
export interface JournalLine {
  /** From 1. */
  readonly line: number;
  readonly value: Readonly<Record<string, unknown>>;
  readonly hash: string;
}

/** What is wrong with a journal from some line on. Nothing from there on counts. */
export interface JournalBreak {
  readonly line: number;
  readonly kind: 'torn' | 'not-json' | 'hash-mismatch' | 'chain-broken' | 'sequence-gap';
}

export interface ReadJournal {
  readonly lines: readonly JournalLine[];
  readonly break: JournalBreak | undefined;
}

/** A way to read a journal: `readJournal`, or one that gives the same and is faster the second time. */
export type JournalReader = (path: string) => Promise<ReadJournal>;

const HASH_KEY = ',"hash":"';
const MAX_LINE_BYTES = 16 * 1024 * 1024;

/**
 * The `prev` of a journal's first line. It holds the journal's path, so that a journal cannot be
 * passed off as that of another day or writer.
 */
export function genesis(path: string): string {
  return sha256(`codelumi journal v1\n${path}`);
}

/**
 * Reads a journal and follows its chain: `prev` is the hash of the line before, `hash` the SHA-256
 * of the line's own bytes before `,"hash":`. An unterminated last line is never taken.
 */
export async function readJournal(files: Files, path: string): Promise<ReadJournal> {
  if ((await files.stat(path)) === undefined) return { lines: [], break: undefined };
  return followChain(path, files.readChunks(path), []);
}

/** Follows a journal's chain through the bytes that stand behind the lines `known`. */
export async function followChain(
  path: string,
  chunks: AsyncIterable<Uint8Array>,
  known: readonly JournalLine[],
): Promise<ReadJournal> {
  const lines = [...known];
  for await (const raw of splitLines(chunks, MAX_LINE_BYTES)) {
    const line = lines.length + 1;
    if (!raw.terminated) return { lines, break: { line, kind: 'torn' } };
    const checked = checkLine(raw.bytes, lines.at(-1)?.hash ?? genesis(path), line);
    if (typeof checked === 'string') return { lines, break: { line, kind: checked } };
    lines.push({ line, ...checked });
  }
  return { lines, break: undefined };
}

function checkLine(
  bytes: Buffer | undefined,
  prev: string,
  seq: number,
): Omit<JournalLine, 'line'> | JournalBreak['kind'] {
  const text = bytes?.toString('utf8') ?? '';
  const value = parseObject(text);
  if (value === undefined) return 'not-json';
  const body = text.slice(0, text.lastIndexOf(HASH_KEY));
  const hash = sha256(body);
  if (value['hash'] !== hash) return 'hash-mismatch';
  if (value['prev'] !== prev) return 'chain-broken';
  return value['seq'] === seq ? { value, hash } : 'sequence-gap';
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined; // Reported by the caller as `not-json`, with its line.
  }
}

/** Lines that are ready to be appended. */
export interface PreparedLines {
  /** One for each entry, in order. */
  readonly lines: readonly AppendedLine[];
  /** Appends all of them in one write, and flushes them to the disk before it resolves. */
  append(): Promise<void>;
}

export interface AppendedLine {
  readonly hash: string;
  readonly seq: number;
}

/**
 * Appends one entry, chained to the last, and flushes it to the disk before it resolves; see
 * `prepareLines`.
 *
 * @returns the hash of the new line, and its sequence number
 * @throws CodelumiError `invalid-input` when the journal's chain is broken: nothing is built on that.
 */
export async function appendToJournal(
  files: Files,
  path: string,
  entry: Readonly<Record<string, unknown>>,
  read?: JournalReader,
): Promise<AppendedLine> {
  const { text, hash, seq } = lineAfter(await wholeEnd(files, path, read), entry);
  await files.append(path, text);
  await rememberEnd(files, path, hash);
  return { hash, seq };
}

/**
 * Chains entries to the last line of a journal. The caller holds the workspace lock, from here until they are
 * appended. A torn last line, left by a crash, is moved to `<path>.torn` first.
 *
 * @param entries the payloads; `v`, `seq`, `prev` and `hash` are added here
 * @param read how the journal is read and checked before
 * @throws CodelumiError `invalid-input` when the journal's chain is broken: nothing is built on that.
 */
export async function prepareLines(
  files: Files,
  path: string,
  entries: readonly Readonly<Record<string, unknown>>[],
  read?: JournalReader,
): Promise<PreparedLines> {
  let end = await wholeEnd(files, path, read);
  const texts: string[] = [];
  const lines: AppendedLine[] = [];
  for (const entry of entries) {
    const { text, ...line } = lineAfter(end, entry);
    texts.push(text);
    lines.push(line);
    end = line;
  }
  return {
    lines,
    append: async () => {
      await files.append(path, texts.join(''));
      await rememberEnd(files, path, end.hash);
    },
  };
}

/** The last line of a journal; of an empty one what its first line follows. */
async function wholeEnd(
  files: Files,
  path: string,
  read: JournalReader = (each) => readJournal(files, each),
): Promise<AppendedLine> {
  let journal = await read(path);
  if (journal.break?.kind === 'torn') {
    await setTornTailAside(files, path);
    journal = await read(path);
  }
  if (journal.break !== undefined) throw brokenJournal(path, journal.break);
  return { hash: journal.lines.at(-1)?.hash ?? genesis(path), seq: journal.lines.length };
}

function lineAfter(
  end: AppendedLine,
  entry: Readonly<Record<string, unknown>>,
): AppendedLine & { readonly text: string } {
  const seq = end.seq + 1;
  const body = JSON.stringify({ v: 1, seq, ...entry, prev: end.hash }).slice(0, -1);
  const hash = sha256(body);
  return { hash, seq, text: `${body}${HASH_KEY}${hash}"}\n` };
}

/** Moves a last line that nothing ends, and that so was promised to nobody, to `<path>.torn`. */
export async function setTornTailAside(files: Files, path: string): Promise<void> {
  for await (const raw of splitLines(files.readChunks(path), Number.MAX_SAFE_INTEGER)) {
    if (raw.terminated || raw.bytes === undefined) continue;
    // First kept, then cut: a crash between the two leaves it in both places, never in none.
    await files.append(`${path}.torn`, Buffer.concat([raw.bytes, Buffer.from('\n')]));
    await files.truncate(path, raw.byteOffset);
  }
}

const BREAKS: Record<JournalBreak['kind'], string> = {
  torn: 'The last line of the journal breaks off',
  'not-json': 'A line of the journal is not JSON',
  'hash-mismatch': 'A line of the journal was changed after it was written',
  'chain-broken': 'A line of the journal does not follow the one before it',
  'sequence-gap': 'A line of the journal is missing or stands twice',
};

export function describeBreak(found: JournalBreak): string {
  return BREAKS[found.kind];
}

function brokenJournal(path: string, found: JournalBreak): CodelumiError {
  return new CodelumiError({
    reason: 'invalid-input',
    what: describeBreak(found),
    place: { file: path, line: found.line },
    remedy: 'Restore the file from Git; nothing was written.',
  });
}
