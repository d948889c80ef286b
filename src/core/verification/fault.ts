import type { Place } from '../errors.js';

/** What was looked at when a fault was found. */
export type Check =
  | 'candidates'
  | 'decisions'
  | 'claims'
  | 'proposals'
  | 'signature'
  | 'acceptance'
  | 'projection'
  | 'provenance'
  | 'snapshot'
  | 'model'
  | 'audit'
  | 'signers'
  | 'checkpoint'
  | 'history'
  | 'policy'
  | 'release'
  | 'monitoring'
  | 'erasure';

/** Something that is not as it must be, or that can no longer be proved. */
export interface Fault {
  readonly check: Check;
  readonly place: Place;
  readonly message: string;
}

/** What verification gathers as it goes along. */
export interface Findings {
  /** A promise that is broken. */
  readonly faults: Fault[];
  /** Nothing is broken, but somebody should know. */
  readonly warnings: Fault[];
}
