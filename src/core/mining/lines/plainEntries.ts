import { isAscii } from '../../records/isAscii.js';
import { CLOSE_BRACE, QUOTE } from '../../records/jsonBytes.js';
import type { WholeLine } from '../../records/lineSplitter.js';
import { PlainJson, textOfString } from '../../records/plainJson.js';
import type { JsonObject } from '../../records/readItem.js';
import { epochTimeOf, isEpochMilliseconds } from '../../records/recordTime.js';
import { plainHits } from './plainHits.js';
import { metaOf, NO_META, type RestOfEntry, UnreadEntry } from './unreadEntry.js';

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
const TIME = Buffer.from(',"t":');
const OTHER_TIME = Buffer.from(',"ts":');
const COMMA = 0x2c;

const NOTHING: RestOfEntry = { time: undefined, hit: undefined, meta: NO_META };

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
  read(line: WholeLine): UnreadEntry | undefined {
    const { buffer, from, end } = line;
    if (buffer[end - 1] !== CLOSE_BRACE) return undefined;
    const json = this.#json;
    json.begin(buffer, from, end - 1);
    const role = roleOf(json);
    if (role === undefined || !json.passesString()) return undefined;
    const text = json.string;
    const behind = json.at;
    const rest = plainRest(json, buffer, role) ?? parsedRest(buffer, behind, end - 1);
    return rest === undefined ? undefined : new UnreadEntry(this.#file, line, role, text, rest);
  }
}

function roleOf(json: PlainJson): string | undefined {
  for (const beginning of BEGINNINGS) if (json.passes(beginning.bytes)) return beginning.role;
  return undefined;
}

/** Nothing but hits and a time, as nearly always. */
function plainRest(json: PlainJson, buffer: Buffer, role: string): RestOfEntry | undefined {
  if (json.isDone) return NOTHING;
  const hasMeta = role === 'kb_used' && json.passes(META_HITS);
  const hits = hasMeta ? plainHits(json) : undefined;
  if (hasMeta && (hits === undefined || !json.passes(META_END))) return undefined;
  const time = json.passes(TIME) || json.passes(OTHER_TIME) ? json.number() : undefined;
  if (time === undefined || !json.isDone) return undefined;
  const meta = hasMeta ? undefined : NO_META;
  const hit = hits?.id === undefined ? undefined : textOfString(buffer, hits.id);
  return { time: isEpochMilliseconds(time) ? time : undefined, hit, meta };
}

function parsedRest(buffer: Buffer, from: number, end: number): RestOfEntry | undefined {
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
