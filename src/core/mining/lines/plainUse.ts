import type { WholeLine } from '../../records/lineSplitter.js';
import { PlainJson, type StringBytes, textOfString } from '../../records/plainJson.js';
import type { RecordPosition } from '../../records/recordPosition.js';
import { isEpochMilliseconds } from '../../records/recordTime.js';
import type { KbUse } from '../kbUse.js';
import { plainHits } from './plainHits.js';

const BEGINNING = Buffer.from('{"ts":');
const QUERY = Buffer.from(',"query":"');
const SOURCE = Buffer.from(',"source":"');
const HITS = Buffer.from(',"hits":');
const END = Buffer.from('}');

/** A search whose texts are read when somebody asks for them. Its bytes are good until the reader is asked for more. */
export class PlainUse {
  readonly kind = 'use';
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly query: StringBytes;
  /** Of the best hit that has one. */
  readonly id: StringBytes | undefined;
  /** Whether there was any hit. */
  readonly found: boolean;
  readonly line: WholeLine;
  readonly #file: string;

  constructor(
    file: string,
    line: WholeLine,
    { time, query, id, found }: Pick<PlainUse, 'time' | 'query' | 'id' | 'found'>,
  ) {
    this.time = time;
    this.query = query;
    this.id = id;
    this.found = found;
    this.line = line;
    this.#file = file;
  }

  /** What parsing the line gives. */
  get use(): KbUse {
    const { time, query, id, found } = this;
    const { buffer } = this.line;
    const idText = id === undefined ? undefined : textOfString(buffer, id);
    return { time, query: textOfString(buffer, query), id: idText, found };
  }

  get position(): RecordPosition {
    const { line, byteOffset, from, end } = this.line;
    return { file: this.#file, line, byteOffset, byteLength: end - from };
  }
}

/** Reads the lines that nearly all of a log of searches is made of, at a fraction of what parsing them costs. */
export class PlainUses {
  readonly #json = new PlainJson();
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  /** What parsing the line gives; undefined: it has to be looked at closely. */
  read(line: WholeLine): PlainUse | undefined {
    const json = this.#json;
    json.begin(line.buffer, line.from, line.end);
    const time = json.passes(BEGINNING) ? json.number() : undefined;
    if (!isEpochMilliseconds(time)) return undefined;
    if (!json.passes(QUERY) || !json.passesString()) return undefined;
    const query = json.string;
    if (!json.passes(SOURCE) || !json.passesString() || !json.passes(HITS)) return undefined;
    const hits = plainHits(json);
    if (hits === undefined || !json.passes(END) || !json.isDone) return undefined;
    return new PlainUse(this.#file, line, { time, query, id: hits.id, found: hits.found });
  }
}
