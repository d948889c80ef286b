import type { Labelled } from './labelledText.js';

/** Something that finds private values: ours or a peer. */
export interface Tool {
  readonly name: string;
  /** What it can find at all, of the types that are compared; others are not held against it. */
  readonly types: readonly string[];
  detect(text: string): readonly Labelled[] | Promise<readonly Labelled[]>;
  /** Its own call without our bookkeeping around it, for speed. */
  run(text: string): unknown;
}
