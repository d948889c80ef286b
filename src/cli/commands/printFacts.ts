import type { Candidate, ContextTurn } from '../../core/records/candidate.js';
import { METRICS, resemblanceWords } from '../../shared/metricWords.js';
import { printable, printableLine } from '../../shared/printable.js';
import { say } from '../terminal.js';

const TURN_WIDTH = 200;
const NAME_WIDTH = 17;
const MEANING_INDENT = ' '.repeat(NAME_WIDTH + 3);

/** What was worked out about a candidate when it was added, with what the figures mean. */
export function printFacts({ confidence_metrics, metadata }: Candidate): void {
  printResemblances(metadata);
  const { evidence_strength, bm25, reranker } = confidence_metrics;
  say('\nConfidence');
  printMetric(METRICS.evidence, evidence_strength);
  printMetric(METRICS.bm25, bm25, metadata.nearest_kb?.id);
  printMetric(METRICS.reranker, reranker);
  const { tokens, passage_context, proximate_entries = [] } = metadata;
  if (tokens !== undefined) {
    const { encoding, query, assistant_output } = tokens;
    say(`  ${'Tokens'.padEnd(NAME_WIDTH)} ${query} + ${assistant_output}`);
    say(`${MEANING_INDENT}Of question and answer, counted with ${printable(encoding)}.`);
  }
  if (passage_context !== undefined) printContext(passage_context);
  if (proximate_entries.length > 0) say('\nElsewhere in the log');
  for (const { id, role, score, excerpt } of proximate_entries)
    say(
      `  ${printable(id)} ${printable(role)} (BM25 ${score}): ${printableLine(excerpt, TURN_WIDTH)}`,
    );
}

function printMetric(
  { name, meaning }: { readonly name: string; readonly meaning: string },
  value: number | undefined,
  about?: string,
): void {
  if (value === undefined) return;
  say(
    `  ${name.padEnd(NAME_WIDTH)} ${value}${about === undefined ? '' : `  (${printable(about)})`}`,
  );
  say(`${MEANING_INDENT}${meaning}`);
}

function printResemblances({ near_duplicates = [], returns }: Candidate['metadata']): void {
  if (returns !== undefined) {
    say(
      `\nRejected before as ${printable(returns.candidate)} (decision ${returns.decision.slice(0, 12)}); back because ${returns.new_sessions} more conversations speak for it`,
    );
  }
  if (near_duplicates.length > 0) say('\nNearly the same answer');
  for (const { id, ...near } of near_duplicates)
    say(`  ${printable(id)}  ${printable(resemblanceWords(near))}`);
}

function printContext({
  before,
  after,
}: {
  readonly before: readonly ContextTurn[];
  readonly after: readonly ContextTurn[];
}): void {
  if (before.length + after.length === 0) return;
  say('\nIn the conversation');
  for (const turn of before) printTurn(turn);
  say('  > the candidate');
  for (const turn of after) printTurn(turn);
}

function printTurn({ role, text, file, line }: ContextTurn): void {
  say(`  ${printable(file)}:${line} ${printable(role)}: ${printableLine(text, TURN_WIDTH)}`);
}
