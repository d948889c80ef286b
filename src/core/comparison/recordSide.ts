import type { ByteRange, Files } from '../ports/files.js';
import { isJsonObject, type JsonObject } from '../records/readItem.js';

/** One of two files that are compared: what stands in the workspace, or bytes from elsewhere. */
export interface SideInput {
  /** Relative to the workspace; its ending says how it is read. */
  readonly file: string;
  /** Of another version of it, such as Git's; left out: the file as it is. */
  readonly bytes?: Uint8Array;
  /** What people call this version; default: the file. */
  readonly name?: string;
  /**
   * Of snapshots: where in the knowledge base an entry stood is not compared. A line that is added there moves all those
   * behind it, which is no change of what was learned.
   */
  readonly withoutPlaces?: true;
  /** Nor who stands behind an entry: what the assistant loads does not say so of all. */
  readonly withoutProofs?: true;
}

/** A side as its reader needs it. */
export interface RecordSide {
  readonly name: string;
  readonly file: string;
  readonly files: Pick<Files, 'stat' | 'readChunks' | 'readPassing' | 'readRanges'>;
  /** What of a record is compared. */
  readonly compared: (record: JsonObject) => JsonObject;
}

export function recordSide(
  files: Files,
  { file, bytes, name = file, ...leftOut }: SideInput,
): RecordSide {
  const compared = comparedOf(leftOut);
  return { name, file, files: bytes === undefined ? files : bytesAsFiles(bytes), compared };
}

function comparedOf({
  withoutPlaces,
  withoutProofs,
}: Pick<SideInput, 'withoutPlaces' | 'withoutProofs'>): RecordSide['compared'] {
  if (withoutProofs === true) return withoutProof;
  return withoutPlaces === true ? withoutPlace : (record) => record;
}

/** The entry of a snapshot as it is told to users. */
function withoutProof({ origin, merged, ...rest }: JsonObject): JsonObject {
  return rest;
}

/** The entry of a snapshot without its place in the knowledge base; an acceptance is no place. */
function withoutPlace(record: JsonObject): JsonObject {
  const { origin, ...rest } = record;
  return isJsonObject(origin) && 'line' in origin ? rest : record;
}

function bytesAsFiles(bytes: Uint8Array): RecordSide['files'] {
  const slice = ({ start, end }: ByteRange) => bytes.subarray(start, end);
  async function* chunks(_path: string, range = { start: 0, end: bytes.length }) {
    const whole = slice(range);
    if (whole.length > 0) yield whole;
  }
  return {
    stat: async () => ({ kind: 'file', size: bytes.length, modifiedMs: 0 }),
    readChunks: chunks,
    readPassing: chunks,
    async *readRanges(_path, ranges) {
      for (const range of ranges) yield slice(range);
    },
  };
}
