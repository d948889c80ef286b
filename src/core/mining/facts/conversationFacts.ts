import { isAnswer, type MemoryEntry } from '../../records/memoryEntry.js';
import type { Conversation } from '../conversation.js';
import { hitIn } from '../lines/unreadEntry.js';
import {
  hasRatedText,
  type RatedAnswer,
  ratedAnswers,
  ratedQuestion,
  ratedText,
} from '../ratedAnswer.js';
import { isStatement } from '../statement.js';
import { type Facts, NONE, OUTCOMES, type Outcome, RATING_DROPS } from './facts.js';

/** What one conversation tells, in its own order. */
export function addConversation(facts: Facts, file: number, conversation: Conversation): void {
  const [first] = conversation.entries;
  if (first === undefined) return;
  const { line } = first.position;
  // It may begin with what a detector logged elsewhere; the number only has to be its own.
  const session = facts.files.at(file) === first.position.file ? line : -line;
  new ConversationFacts(facts, file, session, conversation).add();
}

class ConversationFacts {
  readonly #facts: Facts;
  readonly #file: number;
  /** The line that it begins with. */
  readonly #session: number;
  readonly #conversation: Conversation;
  readonly #rated: readonly RatedAnswer[];
  /** By place in the conversation, rows of lines that were needed so far, and of each answer's exchange. */
  readonly #lines: number[];
  readonly #exchanges: number[];
  /** Places of entries, once somebody asks who knows them by themselves. */
  #places: Map<MemoryEntry, number> | undefined;

  constructor(facts: Facts, file: number, session: number, conversation: Conversation) {
    this.#facts = facts;
    this.#file = file;
    this.#session = session;
    this.#conversation = conversation;
    this.#rated = ratedAnswers(conversation);
    this.#lines = [];
    this.#exchanges = [];
    for (let i = 0; i < conversation.entries.length; i += 1) {
      this.#lines.push(NONE);
      this.#exchanges.push(NONE);
    }
  }

  add(): void {
    this.#addExchanges();
    this.#addRatings();
    const { entries } = this.#conversation;
    for (let index = 0; index < entries.length; index += 1) {
      const entry = entries[index] as MemoryEntry;
      if (isStatement(entry)) this.#addStatement(index, entry);
    }
  }

  #addExchanges(): void {
    const { entries } = this.#conversation;
    const lastRating = lastRatings(this.#rated);
    let question = -1;
    for (let index = 0; index < entries.length; index += 1) {
      const entry = entries[index] as MemoryEntry;
      if (isAnswer(entry) && question >= 0)
        this.#addExchange(index, question, lastRating?.get(entry));
      if (entry.role === 'user') question = index;
    }
  }

  #addExchange(answerIndex: number, questionIndex: number, last: RatedAnswer | undefined): void {
    const { entries } = this.#conversation;
    const question = entries[questionIndex];
    const answer = entries[answerIndex];
    if (question === undefined || answer === undefined) return;
    const outcome = outcomeOf(last);
    const row = this.#facts.exchanges.add({
      file: this.#file,
      session: this.#session,
      query: this.#facts.queries.numberOf(question.text.trim()),
      time: answer.time ?? question.time ?? Number.NaN,
      until: nextTurnTime(entries, answerIndex),
      ratedAt: last?.signalEntry.time ?? Number.NaN,
      outcome: OUTCOMES.indexOf(outcome),
      hit: hitBetween(this.#facts, entries, questionIndex, answerIndex),
      answerText: outcome === 'accepted' ? this.#facts.answers.numberOf(answer.text) : NONE,
      question: this.#lineAt(questionIndex),
      answer: this.#lineAt(answerIndex),
      signal: this.#lineOf(last?.signalEntry),
    });
    this.#exchanges[answerIndex] = row;
  }

  #addRatings(): void {
    if (this.#rated.length === 0) return;
    const complaints = lastComplaints(this.#rated);
    for (const [index, rating] of this.#rated.entries()) {
      const isWorth = complaints.size > 0 && isPraise(rating);
      const complaint = isWorth ? complaints.get(ratedText(rating)) : undefined;
      this.#addRating(rating, index < (complaint ?? -1));
    }
  }

  #addRating(rating: RatedAnswer, isTakenBack: boolean): void {
    const { signal, questionEntry, answerEntry, signalEntry } = rating;
    const query = ratedQuestion(rating);
    const time = answerEntry?.time ?? signalEntry.time;
    const drop = dropReason(rating, isTakenBack);
    const answer = drop === 'kept' ? ratedText(rating) : undefined;
    this.#facts.ratings.add({
      file: this.#file,
      session: this.#session,
      exchange: this.#exchanges[this.#placeOf(answerEntry)] ?? NONE,
      query: query === undefined ? NONE : this.#facts.queries.numberOf(query.trim()),
      time: time ?? timeNear(this.#conversation, signalEntry) ?? Number.NaN,
      isTimeInferred: Number(time === undefined),
      ratedAt: signalEntry.time ?? Number.NaN,
      isPositive: Number(rating.polarity === 'positive'),
      isStrong: Number(rating.strong),
      drop: RATING_DROPS.indexOf(drop),
      quotedQuestion: signal?.question === undefined ? NONE : signal.index,
      quotedAnswer: signal?.answer === undefined ? NONE : signal.index,
      answerText: answer === undefined ? NONE : this.#facts.answers.numberOf(answer),
      question: this.#lineOf(questionEntry),
      answer: this.#lineOf(answerEntry),
      signal: this.#lineOf(signalEntry),
    });
  }

  #addStatement(index: number, entry: MemoryEntry): void {
    const text = entry.text.trim();
    const topic = this.#facts.queries.topicTerms(text);
    const terms = this.#facts.statementTerms.length;
    for (const term of topic) this.#facts.statementTerms.add({ term });
    this.#facts.statements.add({
      file: this.#file,
      session: this.#session,
      query: this.#facts.queries.numberOf(text),
      time: entry.time ?? Number.NaN,
      terms,
      termCount: topic.length,
      answerText: this.#facts.answers.numberOf(text),
      answer: this.#lineAt(index),
    });
  }

  #lineOf(entry: MemoryEntry | undefined): number {
    return this.#lineAt(this.#placeOf(entry));
  }

  /** NONE for a place where no entry is. */
  #lineAt(index: number): number {
    const entry = this.#conversation.entries[index];
    if (entry === undefined) return NONE;
    const known = this.#lines[index] ?? NONE;
    if (known !== NONE) return known;
    const line = this.#facts.addLine(entry.position);
    this.#lines[index] = line;
    return line;
  }

  #placeOf(entry: MemoryEntry | undefined): number {
    if (entry === undefined) return NONE;
    this.#places ??= new Map(this.#conversation.entries.map((each, index) => [each, index]));
    return this.#places.get(entry) ?? NONE;
  }
}

/**
 * The last strong signal about an answer gives its outcome, so that a later complaint or undo
 * outweighs an earlier thumb up. undefined: there is none.
 */
function lastRatings(rated: readonly RatedAnswer[]): Map<MemoryEntry, RatedAnswer> | undefined {
  if (rated.length === 0) return undefined;
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
    const id = entry?.role === 'kb_used' ? hitIn(entry) : undefined;
    if (id !== undefined) return facts.kbIds.numberOf(id);
  }
  return NONE;
}

function nextTurnTime(entries: readonly MemoryEntry[], after: number): number {
  for (let i = after + 1; i < entries.length; i += 1) {
    const entry = entries[i];
    if (entry !== undefined && (entry.role === 'user' || isAnswer(entry)))
      return entry.time ?? Number.NaN;
  }
  return Number.NaN;
}

/** Of every answer that was complained about, the place of the last complaint; none where none can take praise back. */
function lastComplaints(rated: readonly RatedAnswer[]): Map<string | undefined, number> {
  const complaints = new Map<string | undefined, number>();
  if (!rated.some(isPraise)) return complaints;
  for (const [index, rating] of rated.entries())
    if (rating.polarity === 'negative' && rating.strong) complaints.set(ratedText(rating), index);
  return complaints;
}

function isPraise({ polarity, strong }: RatedAnswer): boolean {
  return polarity === 'positive' && strong;
}

function dropReason(rating: RatedAnswer, isTakenBack: boolean): (typeof RATING_DROPS)[number] {
  if (!rating.strong) return 'weak-signal';
  if (!hasRatedText(rating)) return 'no-answer';
  if (ratedQuestion(rating) === undefined) return 'no-question';
  return isTakenBack ? 'cancelled' : 'kept';
}

/** The latest time known at that entry, from the entries before it. */
function timeNear({ entries, timeBefore }: Conversation, entry: MemoryEntry): number | undefined {
  const until = entries.slice(0, entries.indexOf(entry));
  return until.findLast((earlier) => earlier.time !== undefined)?.time ?? timeBefore;
}
