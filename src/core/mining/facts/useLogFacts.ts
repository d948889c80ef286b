import type { LineStart, WholeLine } from '../../records/lineSplitter.js';
import type { ReadItem } from '../../records/readItem.js';
import type { RecordPosition } from '../../records/recordPosition.js';
import { type KbUse, kbUseOf, looksLikeKbUse } from '../kbUse.js';
import { type PlainUse, PlainUses } from '../lines/plainUse.js';
import type { CursorPosition } from './cursor.js';
import { type Facts, NONE } from './facts.js';
import { FaultLog } from './faultLog.js';
import type { LogFacts, LogItem } from './readLog.js';

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
      if (item.kind === 'use') this.#addUse(item.use, item.position);
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

  #addUse(use: KbUse, position: RecordPosition): void {
    const { id } = use;
    this.#log.record();
    this.#facts.uses.add({
      file: this.#file,
      query: this.#facts.queries.numberOf(use.query),
      time: use.time,
      isFound: Number(use.found),
      hit: id === undefined ? NONE : this.#facts.kbIds.numberOf(id),
      use: this.#facts.addLine(position),
    });
  }
}
