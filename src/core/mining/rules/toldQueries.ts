import type { LogView } from '../logView.js';

/**
 * By query, 1 for what users told the assistant and asked nobody: an answer to it is none that is wanted.
 * What was looked up in the knowledge base was a question, however it is worded.
 */
export function toldQueries(log: LogView): Uint8Array {
  const { statements, uses, queries } = log.facts;
  const [told, searched] = [statements.column('query'), uses.column('query')];
  const isTold = new Uint8Array(queries.rows.length);
  for (const row of log.statements) isTold[told.at(row)] = 1;
  for (const row of log.uses) isTold[searched.at(row)] = 0;
  return isTold;
}
