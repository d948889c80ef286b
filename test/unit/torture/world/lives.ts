import type { JobContext } from '../../../../src/core/job.js';
import type { Files } from '../../../../src/core/ports/files.js';
import type { Signer } from '../../../../src/core/ports/signer.js';
import { ADA } from '../../support/severalReviewers.js';
import { memoryContext } from './memoryContext.js';
import { MemoryFiles } from './memoryFiles.js';
import { BEGIN } from './richWorkspace.js';

/** One workspace through which processes go, one after the other. */
export class Lives {
  readonly files: MemoryFiles;
  readonly #signer: Signer | undefined;
  #time = BEGIN;
  #pid = 100;

  constructor(files: ReadonlyMap<string, Buffer>, signer: Signer | undefined) {
    this.files = new MemoryFiles(files, () => this.#time);
    this.#signer = signer;
  }

  /** Moves the clock, backwards too. */
  pass(milliseconds: number): void {
    this.#time += milliseconds;
  }

  /** Another process; the one before is dead. @param files as it sees them */
  begin(files: Files = this.files): JobContext {
    this.#pid += 1;
    return memoryContext({
      files,
      now: () => {
        this.#time += 1_000;
        return this.#time;
      },
      pid: this.#pid,
      by: ADA,
      signer: this.#signer,
      wait: (milliseconds) => this.pass(milliseconds),
    });
  }
}
