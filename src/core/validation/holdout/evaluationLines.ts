import { createHash } from 'node:crypto';
import type * as z from 'zod';
import { type Place, throwIfCancelled } from '../../errors.js';
import type { JobContext } from '../../job.js';
import { readJsonLines } from '../../records/jsonLinesReader.js';
import { describeFault } from '../../records/readFault.js';
import { hasQuery } from '../../retrieval/evaluationQueries.js';

export interface EvaluationLine<Value> {
  readonly value: Value;
  readonly place: Required<Place>;
}

/** A line that measures nothing, and why. */
export interface LineFault {
  readonly place: Required<Place>;
  readonly message: string;
}

/** A set that quality is measured with, as far as it can be read. */
export interface EvaluationSet<Value> {
  readonly file: string;
  /** Of the file's bytes; undefined: there is no such file. */
  readonly sha256: string | undefined;
  readonly lines: readonly EvaluationLine<Value>[];
  readonly faults: readonly LineFault[];
}

const MAX_LINE_BYTES = 1024 * 1024;

/** Reads a file of JSON Lines. A line that is not as it should be stops none beside it, and is told. */
export async function readEvaluationSet<Value>(
  { files, signal }: Pick<JobContext, 'files' | 'signal'>,
  file: string,
  schema: z.ZodType<Value>,
): Promise<EvaluationSet<Value>> {
  if ((await files.stat(file)) === undefined)
    return { file, sha256: undefined, lines: [], faults: [] };
  const lines: EvaluationLine<Value>[] = [];
  const faults: LineFault[] = [];
  const options = { looksLikeRecord: hasQuery, signal, maxRecordBytes: MAX_LINE_BYTES };
  for await (const item of readJsonLines(files, file, options)) {
    throwIfCancelled(signal);
    if (item.kind === 'fault') {
      const { line } = item.fault.position;
      faults.push({ place: { file, line }, message: describeFault(item.fault) });
      continue;
    }
    const place = { file, line: item.position.line };
    const parsed = schema.safeParse(item.value);
    if (parsed.success) lines.push({ value: parsed.data, place });
    else faults.push({ place, message: whatIsWrong(parsed.error) });
  }
  const hash = createHash('sha256');
  for await (const piece of files.readChunks(file)) hash.update(piece);
  return { file, sha256: hash.digest('hex'), lines, faults };
}

function whatIsWrong({ issues: [issue] }: z.ZodError): string {
  const key = issue?.path.join('.');
  return `${key ? `${key}: ` : ''}${issue?.message ?? 'not valid'}`;
}
