import type { WholeLine } from '../../records/lineSplitter.js';
import { PlainJson, textOfString } from '../../records/plainJson.js';
import type { RecordPosition } from '../../records/recordPosition.js';
import { isEpochMilliseconds } from '../../records/recordTime.js';
import type { KbUse } from '../kbUse.js';
import { plainHits } from './plainHits.js';

const BEGINNING = Buffer.from('{"ts":');
const QUERY = Buffer.from(',"query":"');
const SOURCE = Buffer.from(',"source":"');
const HITS = Buffer.from(',"hits":');
const END = Buffer.from('}');

/** A search that was read without parsing its line. */
export interface PlainUse {
  readonly kind: 'use';
  readonly use: KbUse;
  readonly position: RecordPosition;
}

/** Reads the lines that nearly all of a log of searches is made of, at a fraction of what parsing them costs. */
export class PlainUses {
  readonly #json = new PlainJson();
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  /** What parsing the line gives; undefined: it has to be looked at closely. */
  read({ buffer, from, end, line, byteOffset }: WholeLine): PlainUse | undefined {
    const json = this.#json;
    json.begin(buffer, from, end);
    const time = json.passes(BEGINNING) ? json.number() : undefined;
    if (!isEpochMilliseconds(time)) return undefined;
    if (!json.passes(QUERY) || !json.passesString()) return undefined;
    const query = json.string;
    if (!json.passes(SOURCE) || !json.passesString() || !json.passes(HITS)) return undefined;
    const hits = plainHits(json, buffer);
    if (hits === undefined || !json.passes(END) || !json.isDone) return undefined;
    const { id, found } = hits;
    const use = { time, query: textOfString(buffer, query), id, found };
    return {
      kind: 'use',
      use,
      position: { file: this.#file, line, byteOffset, byteLength: end - from },
    };
  }
}
