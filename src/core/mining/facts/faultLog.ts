import { FAULTS, type FaultKind } from '../../records/readFault.js';
import type { RecordPosition } from '../../records/recordPosition.js';
import type { Facts } from './facts.js';

export const FAULT_KINDS = Object.keys(FAULTS) as readonly FaultKind[];

/** What was read of a log and what was wrong with it, held back until it is certain to be complete. */
export class FaultLog {
  readonly #facts: Facts;
  readonly #file: number;
  #records = 0;
  #faults: { kind: FaultKind; position: RecordPosition }[] = [];

  constructor(facts: Facts, file: number) {
    this.#facts = facts;
    this.#file = file;
  }

  record(): void {
    this.#records += 1;
  }

  fault(kind: FaultKind, position: RecordPosition): void {
    this.#faults.push({ kind, position });
  }

  /**
   * Adds to the facts what was held back.
   * @param end a byte of the log; faults from there on stay back, as reading begins there next time
   */
  flush(end = Number.POSITIVE_INFINITY): void {
    const file = this.#file;
    const isComplete = ({ position }: { position: RecordPosition }) => position.byteOffset < end;
    for (const { kind, position } of this.#faults.filter(isComplete)) {
      const line = this.#facts.addLine(position);
      this.#facts.faults.add({ kind: FAULT_KINDS.indexOf(kind), line });
    }
    if (this.#records > 0) this.#facts.counts.add({ file, records: this.#records });
    this.#faults = this.#faults.filter((fault) => !isComplete(fault));
    this.#records = 0;
  }
}
