import type { JobContext } from '../../job.js';
import type { Config } from '../../workspace/configSchema.js';
import type { FormatId } from '../exportInput.js';
import type { PlannedRow } from '../plan.js';
import type { RowSource } from '../sources/rowSource.js';
import type { Split } from '../splitShares.js';

/** What a file came to, once it was written. */
export interface FileTally {
  /** Lines of a table, or examples. */
  rows: number;
}

/** A file of an export. */
export interface ExportFile {
  /** Relative to the export's folder. */
  readonly path: string;
  /** Which rows of the split it takes, from 0; left out: all. */
  readonly range?: { readonly from: number; readonly to: number };
  /** Its bytes; counts in `tally` what it holds. */
  write(rows: AsyncIterable<PlannedRow>, tally: FileTally): AsyncIterable<string | Uint8Array>;
}

/** What a format may know of the world. */
export interface FormatWorld {
  readonly context: JobContext;
  readonly config: Config;
  readonly source: RowSource;
}

/** A format, as it is chosen. One line in `formats.ts`. */
export interface ExportFormat {
  readonly id: FormatId;
  /** Of a format that is one table, which may be a file of its own. */
  readonly extension?: string;
  /** @returns the files of a split that has so many rows */
  open(world: FormatWorld): Promise<(split: Split, rows: number) => readonly ExportFile[]>;
}
