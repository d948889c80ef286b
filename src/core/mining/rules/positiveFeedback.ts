import type { Provenance } from '../../records/candidate.js';
import type { MemoryEntry } from '../../records/memoryEntry.js';
import type { Conversation } from '../conversation.js';
import { sessionOf } from '../exchange.js';
import { countDrop, type Drop, type Drops, type Mined, type Verdict } from '../mined.js';
import { provenanceLine } from '../provenanceLine.js';
import type { RatedAnswer } from '../ratedAnswer.js';

export interface FeedbackOutcome {
  readonly mined: readonly Mined[];
  readonly considered: number;
  readonly dropped: Drops;
  readonly verdicts: readonly Verdict[];
  /** Pairs that were complained about here; praise for them in earlier conversations no longer counts. */
  readonly takenBack: readonly { readonly query: string; readonly answer: string }[];
}

/**
 * R1: an answer with a strong positive signal that no later strong negative one about the same
 * answer takes back.
 *
 * @param rated the conversation's signals, in order
 */
export function minePositiveFeedback(
  conversation: Conversation,
  rated: readonly RatedAnswer[],
): FeedbackOutcome {
  const mined: Mined[] = [];
  const dropped: Drops = {};
  const verdicts: Verdict[] = [];
  rated.forEach((rating, index) => {
    if (rating.polarity !== 'positive') return;
    const drop = dropReason(rating, rated.slice(index + 1));
    if (drop !== undefined) countDrop(dropped, drop);
    else mined.push(minedFrom(rating, conversation));
    verdicts.push({
      rule: 'positiveFeedback',
      drop,
      detail: DETAILS[drop ?? 'kept'] ?? '',
      lines: linesOf(rating),
    });
  });
  const takenBack = rated.flatMap(({ polarity, strong, query, answer }) =>
    polarity === 'negative' && strong && query !== undefined && answer !== undefined
      ? [{ query, answer }]
      : [],
  );
  const considered = rated.filter(({ polarity }) => polarity === 'positive').length;
  return { mined, considered, dropped, verdicts, takenBack };
}

const DETAILS: Readonly<Partial<Record<Drop, string>> & { kept: string }> = {
  kept: 'a user was glad of this answer, and nothing in the log took that back',
  'weak-signal':
    "the words of praise stand in the assistant's own text, not in the user's next message",
  'no-question': 'no question was found before the praised answer in this conversation',
  'no-answer': 'no answer was found that the praise could be about',
  cancelled: 'the user complained, undid it, or its tests failed afterwards',
};

function linesOf({ questionEntry, answerEntry, signalEntry }: RatedAnswer): Provenance[] {
  return [
    ...(questionEntry === undefined ? [] : [provenanceLine(questionEntry, 'question')]),
    ...(answerEntry === undefined ? [] : [provenanceLine(answerEntry, 'answer')]),
    provenanceLine(signalEntry, 'signal'),
  ];
}

function dropReason(rating: RatedAnswer, later: readonly RatedAnswer[]): Drop | undefined {
  if (!rating.strong) return 'weak-signal';
  if (rating.answer === undefined) return 'no-answer';
  if (rating.query === undefined) return 'no-question';
  const isTakenBack = later.some(
    (other) => other.polarity === 'negative' && other.strong && other.answer === rating.answer,
  );
  return isTakenBack ? 'cancelled' : undefined;
}

function minedFrom(rating: RatedAnswer, conversation: Conversation): Mined {
  const { answerEntry, signalEntry } = rating;
  const own = answerEntry?.time ?? signalEntry.time;
  const observation = {
    session: sessionOf(conversation),
    time: own ?? timeNear(conversation, signalEntry),
    timeInferred: own === undefined,
    lines: linesOf(rating),
  };
  return {
    rule: 'positiveFeedback',
    source: 'user_memory',
    feedback: 'positive_feedback',
    query: rating.query ?? '',
    answer: rating.answer ?? '',
    observations: [observation],
    variants: [],
    kbId: undefined,
  };
}

/** The latest time known at that entry, from the entries before it. */
function timeNear({ entries, timeBefore }: Conversation, entry: MemoryEntry): number | undefined {
  const until = entries.slice(0, entries.indexOf(entry));
  return until.findLast((earlier) => earlier.time !== undefined)?.time ?? timeBefore;
}
