import type { ByteRange, Files } from '../../ports/files.js';
import { splitLines } from '../../records/lineSplitter.js';
import { parsedJson } from '../../records/parsedJson.js';
import { parseEnvelope, statementIn } from '../../signing/envelope.js';

const SIGNED = /^staging_kb\/\d{4}-\d{2}-\d{2}\/signatures\//u;
/** A longer statement is about thousands of decisions, and none of them is worth reading it twice. */
const MOST_BYTES = 4 * 1024 * 1024;

/**
 * When statements about decisions say that they were signed: those in a range of a file, which begins with a line.
 * @returns ISO 8601, in UTC; empty for files of another kind
 */
export async function signingTimes(
  files: Pick<Files, 'readChunks'>,
  path: string,
  range: ByteRange,
): Promise<string[]> {
  if (!SIGNED.test(path)) return [];
  const times: string[] = [];
  for await (const { bytes } of splitLines(files.readChunks(path, range), MOST_BYTES)) {
    const envelope = parseEnvelope(parsedJson(bytes));
    const at = envelope && statementIn(envelope)?.predicate['timeCreated'];
    const time = typeof at === 'string' ? Date.parse(at) : Number.NaN;
    if (!Number.isNaN(time)) times.push(new Date(time).toISOString());
  }
  return times;
}
