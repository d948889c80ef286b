import type { StoredLine, StoredSearch, StoredSearches } from '../../ports/centralLogs.js';
import { type ItemBatch, isUtf16Line, itemsOf, utf16Batch } from '../../records/jsonLinesReader.js';
import { type LineStart, type RawLine, rawLineOf } from '../../records/lineSplitter.js';
import type { JsonObject, ReadItem } from '../../records/readItem.js';
import { looksLikeKbUse } from '../kbUse.js';
import { LineChain } from './lineChain.js';
import { rawStoredLine } from './rawStoredLine.js';
import type { CentralLog } from './readEntryBatches.js';

const CARRIAGE_RETURN = 0x0d;
const OPTIONS = { looksLikeRecord: looksLikeKbUse };

/** One line of a group. */
interface Member extends StoredSearch {
  readonly group: Group;
}

/** Lines that are alike, and what they all hold but for the time; undefined: each is looked at by itself. */
interface Group extends StoredSearches {
  readonly value: JsonObject | undefined;
}

/**
 * Reads a log of searches from a table, as `readJsonLineBatches` reads it from a file. Searches that
 * differ in nothing but their time were grouped by the database: they come, and are parsed, once.
 *
 * @throws CodelumiError `invalid-input` when lines are missing in the table
 */
export async function* readSearchBatches(
  { files, logs }: CentralLog,
  file: string,
  { begin, end }: { readonly begin: LineStart; readonly end: number },
): AsyncGenerator<ItemBatch> {
  const chain = new LineChain(file, begin);
  let next = begin;
  for await (const stretch of logs.searches(file, { start: begin.byteOffset, end })) {
    const items: ReadItem[] = [];
    let unended: ReadItem[] | undefined;
    for (const member of inOrder(stretch)) {
      if (!chain.takes(placeOf(member))) continue;
      const utf16 = utf16LineOf(member);
      if (utf16 !== undefined) return yield utf16Batch(files, file, utf16);
      const found = itemsIn(file, member);
      if (!member.group.isEnded) unended = found;
      else {
        items.push(...found);
        next = chain.next;
      }
    }
    if (items.length > 0) yield { items, next };
    if (unended !== undefined) yield { items: unended, next };
  }
  chain.requireEnd(end);
}

function inOrder(stretch: readonly StoredSearches[]): Member[] {
  const members = stretch.flatMap((searches) => {
    const group = { ...searches, value: sharedValue(searches) };
    return searches.lines.map((search) => ({ ...search, group }));
  });
  return members.sort(
    (a, b) =>
      a.byteOffset - b.byteOffset ||
      Number(b.group.isEnded) - Number(a.group.isEnded) ||
      lengthOf(b) - lengthOf(a),
  );
}

/**
 * What lines of a group hold beside their time. Whether the time is not written a second time is told by
 * parsing with two of them. Whatever is not one undamaged record has no shared value.
 */
function sharedValue(searches: StoredSearches): JsonObject | undefined {
  if (!searches.isTimed) return undefined;
  const [one, two] = [1, 2].map((time) => onlyRecord(searches, time));
  return one?.['ts'] === 1 && two?.['ts'] === 2 ? one : undefined;
}

function onlyRecord(searches: StoredSearches, time: number): JsonObject | undefined {
  const line = rawLineOf({ line: 1, byteOffset: 1 }, bytesOf(searches, time), true);
  const [item, ...others] = itemsOf('', line, OPTIONS);
  return item?.kind === 'record' && others.length === 0 ? item.value : undefined;
}

function bytesOf({ isTimed, bytes }: StoredSearches, time: number): Buffer {
  return isTimed ? Buffer.concat([Buffer.from(`{"ts":${time},`), bytes]) : bytes;
}

/** Of the whole line, without its line feed. */
function lengthOf({ time, group: { isTimed, bytes } }: Member): number {
  return isTimed ? `{"ts":${time},`.length + bytes.length : bytes.length;
}

function placeOf(member: Member): Omit<StoredLine, 'bytes'> {
  const { line, byteOffset, group } = member;
  return { line, byteOffset, byteLength: lengthOf(member), isEnded: group.isEnded };
}

function rawLine(member: Member): RawLine {
  return rawStoredLine({ ...placeOf(member), bytes: bytesOf(member.group, member.time) });
}

function utf16LineOf(member: Member): RawLine | undefined {
  const first = member.byteOffset === 0 ? rawLine(member) : undefined;
  return first !== undefined && isUtf16Line(first) ? first : undefined;
}

function itemsIn(file: string, member: Member): ReadItem[] {
  const { line, byteOffset, time, group } = member;
  if (group.value === undefined) return itemsOf(file, rawLine(member), OPTIONS);
  const byteLength = lengthOf(member) - Number(group.bytes.at(-1) === CARRIAGE_RETURN);
  const position = { file, line, byteOffset, byteLength };
  return [{ kind: 'record', value: { ...group.value, ts: time }, position }];
}
