import type { RecordPosition } from './recordPosition.js';

/**
 * What can be wrong with a stretch of a log. `lost` says whether the stretch itself had to be left
 * out; in the other cases the record was read and the fault is only reported.
 */
export const FAULTS = {
  'byte-order-mark': { lost: false, message: 'the file begins with a byte order mark' },
  'concatenated-records': { lost: false, message: 'several records stand on one line' },
  'invalid-utf8': { lost: false, message: 'bytes that are not UTF-8 were read as U+FFFD' },
  mojibake: { lost: false, message: 'text was decoded with the wrong character set earlier' },
  'lone-surrogate': { lost: false, message: 'text holds half of a surrogate pair' },
  'plain-text': { lost: true, message: 'the line is plain text, not JSON' },
  'malformed-json': { lost: true, message: 'the text is not a JSON record' },
  'not-an-object': { lost: true, message: 'the JSON value is not an object' },
  'torn-record': { lost: true, message: 'the record breaks off; its writer was interrupted' },
  'record-too-long': { lost: true, message: 'the record is longer than the reader takes' },
  'utf16-file': { lost: true, message: 'the file is UTF-16; save it as UTF-8' },
  'unknown-shape': { lost: true, message: 'the record has none of the known shapes' },
} as const satisfies Record<string, { lost: boolean; message: string }>;

export type FaultKind = keyof typeof FAULTS;

/** A stretch of a log that a reader could not take as it stood. */
export interface ReadFault {
  readonly kind: FaultKind;
  readonly position: RecordPosition;
}

/** Whether a record was left out, and not only reported. */
export function isLoss(kind: FaultKind): boolean {
  return FAULTS[kind].lost;
}

/** The fault as one sentence a person can act on, without its position. */
export function describeFault(fault: ReadFault): string {
  return FAULTS[fault.kind].message;
}
