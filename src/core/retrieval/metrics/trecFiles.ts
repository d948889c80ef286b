import { CodelumiError } from '../../errors.js';
import type { Hit } from '../bm25f/bestHits.js';
import type { Qrels, Run } from './evaluateRun.js';

/**
 * Reads a run as trec_eval does: `query Q0 document rank score name` a line; the rank does not count.
 * @throws CodelumiError `invalid-input` with file and line of the first line that is none
 */
export function parseRun(text: string, file: string): Run {
  const run = new Map<string, Hit[]>();
  for (const { line, fields } of linesOf(text)) {
    const [query, , id, , written] = fields;
    const score = Number(written);
    if (query === undefined || id === undefined || written === undefined || Number.isNaN(score))
      throw malformed(file, line, 'query Q0 document rank score name');
    const documents = run.get(query) ?? [];
    documents.push({ id, score });
    run.set(query, documents);
  }
  return run;
}

/**
 * Reads judgements: `query 0 document grade` a line.
 * @throws CodelumiError `invalid-input` with file and line of the first line that is none, or of one that
 *   judges a document once more
 */
export function parseQrels(text: string, file: string): Qrels {
  const qrels = new Map<string, Map<string, number>>();
  for (const { line, fields } of linesOf(text)) {
    const [query, , id, written] = fields;
    const grade = Number(written);
    if (query === undefined || id === undefined || !Number.isInteger(grade))
      throw malformed(file, line, 'query 0 document grade');
    const judgements = qrels.get(query) ?? new Map<string, number>();
    if (judgements.has(id)) throw malformed(file, line, 'one judgement of each document', ' again');
    judgements.set(id, grade);
    qrels.set(query, judgements);
  }
  return qrels;
}

/** Lines with their fields; blank ones and comments are passed over. */
function* linesOf(text: string): Generator<{ line: number; fields: string[] }> {
  for (const [index, content] of text.split('\n').entries()) {
    const trimmed = content.trim();
    if (trimmed !== '' && !trimmed.startsWith('#'))
      yield { line: index + 1, fields: trimmed.split(/\s+/u) };
  }
}

function malformed(file: string, line: number, shape: string, again = ''): CodelumiError {
  return new CodelumiError({
    reason: 'invalid-input',
    what: again === '' ? 'A line cannot be read' : 'A document is judged again',
    place: { file, line },
    remedy: `Write it as \`${shape}\`.`,
  });
}
