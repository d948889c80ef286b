/** Where a record's bytes are. Lines count from 1, bytes from 0. */
export interface RecordPosition {
  readonly file: string;
  readonly line: number;
  readonly byteOffset: number;
  readonly byteLength: number;
}
