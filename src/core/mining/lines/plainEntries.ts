import { isAscii } from '../../records/isAscii.js';
import { CLOSE_BRACE, QUOTE } from '../../records/jsonBytes.js';
import type { WholeLine } from '../../records/lineSplitter.js';
import { PlainJson } from '../../records/plainJson.js';
import type { JsonObject } from '../../records/readItem.js';
import { epochTimeOf, isEpochMilliseconds } from '../../records/recordTime.js';
import { plainHits } from './plainHits.js';
import { metaOf, NO_META, UnreadEntry } from './unreadEntry.js';

/** How lines begin, as the assistant writes them. Each of these roles begins otherwise than the one before it. */
const BEGINNINGS = [
  'user',
  'assistant',
  'kb_used',
  'signal',
  'lumi',
  'lumi-analysis',
  'system',
].map((role) => ({ role, bytes: Buffer.from(`{"role":"${role}","text":"`) }));
const META_HITS = Buffer.from(',"meta":{"hits":');
const META_END = Buffer.from('}');
const TIMES = [Buffer.from(',"t":'), Buffer.from(',"ts":')];
const COMMA = 0x2c;

/** What stands behind the text of an entry. */
interface Rest {
  readonly time: number | undefined;
  readonly hit: string | undefined;
  /** undefined: not read. */
  readonly meta: JsonObject | undefined;
}

const NOTHING: Rest = { time: undefined, hit: undefined, meta: NO_META };

/** Reads the lines that nearly all of a conversation log is made of without parsing their texts. */
export class PlainEntries {
  readonly #json = new PlainJson();
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  /**
   * The entry of a line that is one object, begins with role and text, and has nothing wrong with it: the
   * same that parsing it gives. undefined: it has to be looked at closely.
   */
  read({ buffer, from, end, line, byteOffset }: WholeLine): UnreadEntry | undefined {
    if (buffer[end - 1] !== CLOSE_BRACE) return undefined;
    const json = this.#json;
    json.begin(buffer, from, end - 1);
    const role = roleOf(json);
    if (role === undefined || !json.passesString()) return undefined;
    const text = json.string;
    const behind = json.at;
    const rest = plainRest(json, buffer, role) ?? parsedRest(buffer, behind, end - 1);
    if (rest === undefined) return undefined;
    return new UnreadEntry({
      role,
      time: rest.time,
      hit: rest.hit,
      position: { file: this.#file, line, byteOffset, byteLength: end - from },
      buffer,
      text,
      rest: { from: behind + 1, end: end - 1, isAscii: false },
      meta: rest.meta,
    });
  }
}

function roleOf(json: PlainJson): string | undefined {
  for (const { role, bytes } of BEGINNINGS) if (json.passes(bytes)) return role;
  return undefined;
}

/** Nothing but hits and a time, as nearly always. */
function plainRest(json: PlainJson, buffer: Buffer, role: string): Rest | undefined {
  if (json.isDone) return NOTHING;
  const hasMeta = role === 'kb_used' && json.passes(META_HITS);
  const hits = hasMeta ? plainHits(json, buffer) : undefined;
  if (hasMeta && (hits === undefined || !json.passes(META_END))) return undefined;
  const time = TIMES.some((key) => json.passes(key)) ? json.number() : undefined;
  if (time === undefined || !json.isDone) return undefined;
  const meta = hasMeta ? undefined : NO_META;
  return { time: isEpochMilliseconds(time) ? time : undefined, hit: hits?.id, meta };
}

function parsedRest(buffer: Buffer, from: number, end: number): Rest | undefined {
  // A comma that nothing follows would be missed, as braces around nothing are an object.
  if (buffer[from] !== COMMA || buffer[from + 1] !== QUOTE) return undefined;
  const text = buffer.toString('latin1', from + 1, end);
  if (!isPlainAscii(text)) return undefined;
  try {
    const value: JsonObject = JSON.parse(`{${text}}`);
    // Of several of one name the last counts.
    if (Object.hasOwn(value, 'role') || Object.hasOwn(value, 'text')) return undefined;
    return { time: epochTimeOf(value), hit: undefined, meta: metaOf(value) };
  } catch {
    return undefined; // Damaged: whoever looks closely finds the records in it.
  }
}

/** ASCII without characters that are written by number. */
function isPlainAscii(text: string): boolean {
  return isAscii(text) && !text.includes('\\u');
}
