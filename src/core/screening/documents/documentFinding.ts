import type { Finding } from '../../records/candidate.js';

/** The text a finding is in, for whoever wants to change it. */
export interface FindingField {
  /** All of it, decoded. Never shown. */
  readonly text: string;
  /** As JSON paths are written: `metadata.variants[2]`. */
  readonly name: string;
  /** In UTF-16 code units of the field's text, as in the field itself. */
  readonly start: number;
  readonly end: number;
  /** What may stand there instead; undefined: nothing may. */
  readonly replacement: string | undefined;
}

/** Something in a file that a person should look at. */
export interface DocumentFinding {
  /** `malformed`: damaged; `schema`: whole, but not what belongs there. */
  readonly kind: Finding['kind'] | 'malformed' | 'schema';
  /** Stable id, the anchor of its line in `docs/screening.md`. */
  readonly rule: string;
  readonly severity: Finding['severity'];
  /** One sentence; it never repeats what was found. */
  readonly message: string;
  /** In UTF-16 code units of the stretch as it is written, escapes and all; end exclusive. */
  readonly start: number;
  readonly end: number;
  /** Left out where the finding is of the record as a whole. */
  readonly field?: FindingField;
  /** The candidate whose record this is. */
  readonly candidate?: string;
}
