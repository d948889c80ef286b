import { type Facts, NONE } from '../facts.js';
import type { Change } from '../table.js';

/** What is the same wherever it was read. */
const SAME: Change = undefined;

/**
 * Adds the facts of a part of a log behind those of what comes before it, as if they had been read one
 * after the other: numbers of rows and texts become those that they have here.
 *
 * @param linesBefore how many lines come before the part in its log
 */
export function joinFacts(facts: Facts, part: Facts, linesBefore: number): void {
  const file = numbered(facts.files.append(part.files));
  const hit = numbered(facts.kbIds.append(part.kbIds));
  const term = numbered(facts.queries.vocabulary.append(part.queries.vocabulary));
  const query = numbered(facts.queries.append(part.queries, term));
  const answerText = numbered(facts.answers.append(part.answers));
  const name = numbered(facts.stepNames.append(part.stepNames));
  const line = shifted(facts.lines.length);
  const exchange = shifted(facts.exchanges.length);
  const terms = shifted(facts.statementTerms.length);
  const lineNumber = shifted(linesBefore);
  const proof = { question: line, answer: line, signal: line };
  const place = { file, session: lineNumber };
  facts.lines.append(part.lines, { file, line: lineNumber, byteOffset: SAME, byteLength: SAME });
  facts.exchanges.append(part.exchanges, {
    ...place,
    query,
    time: SAME,
    until: SAME,
    ratedAt: SAME,
    outcome: SAME,
    hit,
    answerText,
    ...proof,
  });
  facts.ratings.append(part.ratings, {
    ...place,
    exchange,
    query,
    time: SAME,
    isTimeInferred: SAME,
    ratedAt: SAME,
    isPositive: SAME,
    isStrong: SAME,
    drop: SAME,
    quotedQuestion: SAME,
    quotedAnswer: SAME,
    answerText,
    ...proof,
  });
  facts.statementTerms.append(part.statementTerms, { term });
  facts.statements.append(part.statements, {
    ...place,
    query,
    time: SAME,
    terms,
    termCount: SAME,
    answerText,
    answer: line,
  });
  facts.uses.append(part.uses, { file, query, time: SAME, isFound: SAME, hit, use: line });
  facts.steps.append(part.steps, {
    file,
    time: SAME,
    meaning: SAME,
    log: name,
    step: name,
    undoes: name,
    command: name,
    line,
  });
  facts.faults.append(part.faults, { kind: SAME, line });
  facts.counts.append(part.counts, { file, records: SAME });
}

function numbered(numbers: Int32Array): Change {
  if (numbers.every((here, there) => here === there)) return SAME;
  return (there) => numbers[there] ?? NONE;
}

function shifted(by: number): Change {
  if (by === 0) return SAME;
  return (there) => (there === NONE ? NONE : there + by);
}
