import type { LineStart, WholeLine } from '../../records/lineSplitter.js';
import { textOfString } from '../../records/plainJson.js';
import type { ReadItem } from '../../records/readItem.js';
import type { RecordPosition } from '../../records/recordPosition.js';
import { type KbUse, kbUseOf, looksLikeKbUse } from '../kbUse.js';
import { type PlainUse, PlainUses } from '../lines/plainUse.js';
import type { CursorPosition } from './cursor.js';
import { type Facts, NONE } from './facts.js';
import { FaultLog } from './faultLog.js';
import type { LogFacts, LogItem } from './readLog.js';

interface PlacedUse extends Pick<KbUse, 'time' | 'found'> {
  readonly position: RecordPosition;
}

/** The log of searches in the knowledge base: every line stands for itself. */
export class UseLogFacts implements LogFacts {
  readonly looksLikeRecord = looksLikeKbUse;
  readonly readOwn: (line: WholeLine) => PlainUse | undefined;
  readonly #facts: Facts;
  readonly #file: number;
  readonly #log: FaultLog;
  #next: LineStart;
  #unended: readonly LogItem[] = [];

  constructor(facts: Facts, file: number, start: LineStart) {
    this.#facts = facts;
    this.#file = file;
    this.#log = new FaultLog(facts, file);
    this.#next = start;
    const plain = new PlainUses(facts.files.at(file));
    this.readOwn = (line) => plain.read(line);
  }

  get next(): CursorPosition {
    const { line, byteOffset } = this.#next;
    const file = this.#facts.files.at(this.#file);
    return { file, line, byte_offset: byteOffset, time: null, outputs: 0 };
  }

  take(items: readonly LogItem[], next: LineStart): void {
    for (const item of items) {
      if (item.kind === 'use') this.#addPlain(item);
      else if (item.kind !== 'entry') this.#add(item);
    }
    this.#log.flush();
    this.#next = next;
  }

  takeUnended(items: readonly LogItem[]): void {
    this.#unended = items;
  }

  addOpenEnd(): void {
    this.take(this.#unended, this.#next);
  }

  #add(item: ReadItem): void {
    const use = item.kind === 'record' ? kbUseOf(item.value) : undefined;
    if (item.kind === 'fault') this.#log.fault(item.fault.kind, item.fault.position);
    else if (use === undefined) this.#log.fault('unknown-shape', item.position);
    else this.#addUse(use, item.position);
  }

  #addUse({ query, time, id, found }: KbUse, position: RecordPosition): void {
    const { queries, kbIds } = this.#facts;
    const hit = id === undefined ? NONE : kbIds.numberOf(id);
    this.#addRow(queries.numberOf(query), { time, found, position }, hit);
  }

  /** Most searches are for words, and most hits are entries, that came before: their texts need not be made. */
  #addPlain(use: PlainUse): void {
    const { time, query, id, found, position } = use;
    const { buffer } = use.line;
    const { queries, kbIds } = this.#facts;
    const known = query.isPlain ? queries.knownNumberOf(buffer, query.from, query.end) : undefined;
    const number = known ?? queries.numberOf(textOfString(buffer, query));
    const hit = id === undefined ? NONE : kbIds.numberOfString(buffer, id);
    this.#addRow(number, { time, found, position }, hit);
  }

  #addRow(query: number, { time, found, position }: PlacedUse, hit: number): void {
    this.#log.record();
    const use = this.#facts.addLine(position);
    const isFound = Number(found);
    this.#facts.uses.add({ file: this.#file, query, time, isFound, hit, use });
  }
}
