import { answerDigest } from '../../records/fingerprint.js';
import { isAnswer, type MemoryEntry } from '../../records/memoryEntry.js';
import { type Conversation, questionBefore } from '../conversation.js';
import { hitIds } from '../kbUse.js';
import { type RatedAnswer, ratedAnswers } from '../ratedAnswer.js';
import { isStatement } from '../statement.js';
import { type Facts, lineNumbers, NONE, OUTCOMES, type Outcome, RATING_DROPS } from './facts.js';

const NO_ANSWER = { answerHigh: 0, answerLow: 0 };

/** What one conversation tells, in its own order. */
export function addConversation(facts: Facts, file: number, conversation: Conversation): void {
  const [first] = conversation.entries;
  if (first === undefined) return;
  const session = first.position.line;
  const rated = ratedAnswers(conversation);
  const exchanges = addExchanges(facts, { file, session }, conversation, rated);
  addRatings(facts, { file, session }, conversation, rated, exchanges);
  for (const entry of conversation.entries)
    if (isStatement(entry)) addStatement(facts, { file, session }, entry);
}

interface Session {
  readonly file: number;
  readonly session: number;
}

/** @returns the row of each answer's exchange */
function addExchanges(
  facts: Facts,
  session: Session,
  { entries }: Conversation,
  rated: readonly RatedAnswer[],
): Map<MemoryEntry, number> {
  const rows = new Map<MemoryEntry, number>();
  const lastRating = lastRatings(rated);
  entries.forEach((entry, index) => {
    const questionIndex = isAnswer(entry) ? questionBefore(entries, index) : -1;
    const question = entries[questionIndex];
    if (question === undefined) return;
    const last = lastRating.get(entry);
    const outcome = outcomeOf(last);
    const row = facts.exchanges.add({
      ...session,
      query: facts.queries.numberOf(question.text.trim()),
      time: entry.time ?? question.time ?? Number.NaN,
      until: nextQuestionTime(entries, index),
      outcome: OUTCOMES.indexOf(outcome),
      hit: hitBetween(facts, entries, questionIndex, index),
      ...(outcome === 'accepted' ? digestOf(entry.text) : NO_ANSWER),
      ...lineNumbers('question', question.position),
      ...lineNumbers('answer', entry.position),
      ...lineNumbers('signal', last?.signalEntry.position),
    });
    rows.set(entry, row);
  });
  return rows;
}

/**
 * The last strong signal about an answer gives its outcome, so that a later complaint or undo
 * outweighs an earlier thumb up.
 */
function lastRatings(rated: readonly RatedAnswer[]): Map<MemoryEntry, RatedAnswer> {
  const last = new Map<MemoryEntry, RatedAnswer>();
  for (const rating of rated)
    if (rating.strong && rating.answerEntry !== undefined) last.set(rating.answerEntry, rating);
  return last;
}

function outcomeOf(last: RatedAnswer | undefined): Outcome {
  if (last === undefined) return 'none';
  return last.polarity === 'positive' ? 'accepted' : 'rejected';
}

/** The best hit named by `kb_used` entries between a question and its answer. */
function hitBetween(
  facts: Facts,
  entries: readonly MemoryEntry[],
  from: number,
  to: number,
): number {
  for (let i = from + 1; i < to; i += 1) {
    const entry = entries[i];
    const [id] = entry?.role === 'kb_used' ? hitIds(entry.meta['hits']) : [];
    if (id !== undefined) return facts.kbIds.numberOf(id);
  }
  return NONE;
}

function nextQuestionTime(entries: readonly MemoryEntry[], after: number): number {
  for (let i = after + 1; i < entries.length; i += 1) {
    const entry = entries[i];
    if (entry?.role === 'user') return entry.time ?? Number.NaN;
  }
  return Number.NaN;
}

function addRatings(
  facts: Facts,
  session: Session,
  conversation: Conversation,
  rated: readonly RatedAnswer[],
  exchanges: ReadonlyMap<MemoryEntry, number>,
): void {
  const complaints = lastComplaints(rated);
  rated.forEach((rating, index) => {
    const { query, answer, signal, questionEntry, answerEntry, signalEntry } = rating;
    const time = answerEntry?.time ?? signalEntry.time;
    const drop = dropReason(rating, index < (complaints.get(answer) ?? -1));
    facts.ratings.add({
      ...session,
      exchange: answerEntry === undefined ? NONE : (exchanges.get(answerEntry) ?? NONE),
      query: query === undefined ? NONE : facts.queries.numberOf(query.trim()),
      time: time ?? timeNear(conversation, signalEntry) ?? Number.NaN,
      isTimeInferred: Number(time === undefined),
      isPositive: Number(rating.polarity === 'positive'),
      isStrong: Number(rating.strong),
      drop: RATING_DROPS.indexOf(drop),
      quotedQuestion: signal?.question === undefined ? NONE : signal.index,
      quotedAnswer: signal?.answer === undefined ? NONE : signal.index,
      ...(answer === undefined ? NO_ANSWER : digestOf(answer)),
      ...lineNumbers('question', questionEntry?.position),
      ...lineNumbers('answer', answerEntry?.position),
      ...lineNumbers('signal', signalEntry.position),
    });
  });
}

/** Of every answer that was complained about, the place of the last complaint. */
function lastComplaints(rated: readonly RatedAnswer[]): Map<string | undefined, number> {
  const complaints = rated.flatMap(({ polarity, strong, answer }, index) =>
    polarity === 'negative' && strong ? [[answer, index] as const] : [],
  );
  return new Map(complaints);
}

function dropReason(
  { polarity, strong, query, answer }: RatedAnswer,
  isTakenBack: boolean,
): (typeof RATING_DROPS)[number] {
  if (!strong) return 'weak-signal';
  if (answer === undefined) return 'no-answer';
  if (query === undefined) return 'no-question';
  return isTakenBack && polarity === 'positive' ? 'cancelled' : 'kept';
}

/** The latest time known at that entry, from the entries before it. */
function timeNear({ entries, timeBefore }: Conversation, entry: MemoryEntry): number | undefined {
  const until = entries.slice(0, entries.indexOf(entry));
  return until.findLast((earlier) => earlier.time !== undefined)?.time ?? timeBefore;
}

function addStatement(facts: Facts, session: Session, entry: MemoryEntry): void {
  const text = entry.text.trim();
  const topic = facts.queries.topicTerms(text);
  const terms = facts.statementTerms.length;
  for (const term of topic) facts.statementTerms.add({ term });
  facts.statements.add({
    ...session,
    query: facts.queries.numberOf(text),
    time: entry.time ?? Number.NaN,
    terms,
    termCount: topic.length,
    ...digestOf(text),
    ...lineNumbers('answer', entry.position),
  });
}

function digestOf(answer: string): { answerHigh: number; answerLow: number } {
  const [answerHigh, answerLow] = answerDigest(answer.trim());
  return { answerHigh, answerLow };
}
