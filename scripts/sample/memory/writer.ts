import { LogFile, type Place } from '../lib/logFile.js';
import type { PlantedList } from '../lib/planted.js';
import type { Random } from '../lib/random.js';
import { utc } from '../lib/time.js';
import type { Conversation, Draft, Hit, RawLine } from './draft.js';

export interface Usage {
  readonly ts: number;
  readonly query: string;
  readonly source: string;
  readonly hits: readonly Hit[];
}

export interface MemoryCounts {
  records: number;
  perRole: Record<string, number>;
  withId: number;
  withT: number;
  withTs: number;
  withoutTime: number;
  crlfLines: number;
  joinedLines: number;
}

const newNames = utc('2026-10-28T00:00:00');
const withIds = utc('2026-11-06T00:00:00');

/** Writes conversations as three generations of the assistant would have. */
export class MemoryWriter {
  readonly log = new LogFile('userData/lumi_memory.jsonl');
  readonly usages: Usage[] = [];
  readonly counts: MemoryCounts = {
    records: 0,
    perRole: {},
    withId: 0,
    withT: 0,
    withTs: 0,
    withoutTime: 0,
    crlfLines: 0,
    joinedLines: 0,
  };
  readonly #random: Random;
  readonly #planted: PlantedList;

  constructor(random: Random, planted: PlantedList) {
    this.#random = random;
    this.#planted = planted;
  }

  raw({ bytes, end, plant, role }: RawLine): void {
    this.#planted.add(plant, this.log.append(bytes, end));
    if (role !== undefined) this.#count(role, false, false, false);
  }

  conversation({ drafts, before, style, start = 0 }: Conversation): void {
    for (const line of before ?? []) this.raw(line);
    let time = start;
    drafts.forEach((draft, index) => {
      time += index === 0 ? 0 : draft.after * 1000 + this.#random.int(0, 999);
      const joined = style === 'joined' && index === 0 && drafts.length > 1;
      const end = joined ? '' : style === 'crlf' ? '\r\n' : '\n';
      const place = this.#entry(draft, time, index > 0, end);
      if (joined) this.#markJoined(place);
      this.#remember(draft, time, place);
    });
  }

  #remember({ plants, usage, role }: Draft, time: number, place: Place): void {
    for (const plant of plants ?? []) this.#planted.add(plant, place);
    if (!usage) return;
    const lag = this.#random.int(30, 800);
    this.usages.push({ ts: role === 'user' ? time + 2 * lag : time - lag, ...usage });
  }

  #entry(draft: Draft, time: number, mayLackTime: boolean, end: string): Place {
    const old = time < newNames;
    const role = old && draft.role === 'assistant' ? 'lumi' : draft.role;
    const named = time >= withIds && !this.#random.chance(0.03);
    const timed = !(mayLackTime && draft.role !== 'signal' && this.#random.chance(0.02));
    const stamp = timed ? (old ? { ts: time } : { t: time }) : {};
    this.#count(role, named, timed, old);
    if (end === '\r\n') this.counts.crlfLines++;
    const record = {
      ...(named ? { id: `mem-${String(this.counts.records).padStart(5, '0')}` } : {}),
      role,
      text: draft.text,
      ...(draft.meta ? { meta: draft.meta } : {}),
      ...stamp,
      ...(draft.source ? { source: draft.source } : {}),
    };
    return this.log.json(record, end);
  }

  #count(role: string, named: boolean, timed: boolean, old: boolean): void {
    const { counts } = this;
    counts.records++;
    counts.perRole[role] = (counts.perRole[role] ?? 0) + 1;
    if (named) counts.withId++;
    if (!timed) counts.withoutTime++;
    else if (old) counts.withTs++;
    else counts.withT++;
  }

  #markJoined(place: Place): void {
    this.counts.joinedLines++;
    this.#planted.add(
      { kind: 'malformed:concatenated', expect: 'two objects on one line: both are read' },
      place,
    );
  }
}
