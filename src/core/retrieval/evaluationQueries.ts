import { throwIfCancelled } from '../errors.js';
import type { JobContext } from '../job.js';
import { readRecords } from '../records/readRecords.js';
import { filesIn } from '../workspace/filesIn.js';
import { EVALUATION_FOLDER } from '../workspace/paths.js';

/** A query that quality is measured with. */
export interface EvaluationQuery {
  readonly query: string;
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/**
 * The queries of every `*.jsonl` in the folder of evaluation sets: the holdout, the annotated sample,
 * canary questions. Lines without a query are passed over. Empty when the folder is missing.
 */
export async function readEvaluationQueries({
  files,
  signal,
}: Pick<JobContext, 'files' | 'signal'>): Promise<EvaluationQuery[]> {
  const queries: EvaluationQuery[] = [];
  for (const file of await filesIn(files, EVALUATION_FOLDER)) {
    for await (const item of readRecords(files, file, { looksLikeRecord: hasQuery, signal })) {
      throwIfCancelled(signal);
      if (item.kind !== 'record') continue;
      const { query } = item.value;
      if (typeof query === 'string' && query.trim() !== '')
        queries.push({ query, file, line: item.position.line });
    }
  }
  return queries;
}

/** Whether a line of an evaluation set is one of its questions. */
export function hasQuery(value: Readonly<Record<string, unknown>>): boolean {
  return typeof value['query'] === 'string';
}
