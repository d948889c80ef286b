import { addAbortSignal, type Readable } from 'node:stream';
import { CodelumiError, JobCancelled } from '../core/errors.js';

/**
 * Everything that comes on standard input, as UTF-8 without a byte order mark.
 *
 * @param maximum bytes
 * @throws CodelumiError `invalid-input` as soon as more than that has come
 * @throws JobCancelled when the signal fires, even while nothing comes
 */
export async function readStandardInput(
  maximum: number,
  signal: AbortSignal,
  input: Readable = process.stdin,
): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of addAbortSignal(signal, input)) {
      const bytes = Buffer.from(chunk);
      size += bytes.length;
      if (size > maximum) throw tooLong(maximum);
      chunks.push(bytes);
    }
  } catch (error) {
    throw signal.aborted ? new JobCancelled() : error;
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

function tooLong(maximum: number): CodelumiError {
  return new CodelumiError({
    reason: 'invalid-input',
    what: `More than ${maximum} bytes came on standard input`,
    remedy: 'Send fewer candidates at a time.',
  });
}
