import type { ExportRow } from '../exportRow.js';
import type { LeftOutReason } from '../leftOut.js';

/** Something that may be exported. Judging it and reading it both take their time, so each is done when it is asked for. */
export interface SourceEntry {
  readonly id: string;
  /** The same as long as nothing of it has changed. */
  readonly version: string;
  /** undefined: it is exported. */
  whyNot(): LeftOutReason | undefined;
  row(): ExportRow;
}

/** What rows come from. */
export interface RowSource {
  readonly kind: 'accepted' | 'snapshot' | 'candidates';
  /** Of a snapshot. */
  readonly snapshot?: {
    readonly name: string;
    readonly sha256: string;
    readonly merkleRoot: string | null;
  };
  /** About how many there are, for progress. */
  readonly size: number | undefined;
  /** In the same order each time; batches, as a million awaited one by one would take longer than reading them. */
  read(): AsyncIterable<readonly SourceEntry[]>;
  /** Of lines that are none, once all was read. @returns how many */
  readonly unreadable: number;
  /** To be called at the end. @throws CodelumiError where it is not what it was in the beginning */
  requireUnchanged(): Promise<void>;
}
