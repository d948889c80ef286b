import type { ExecutorStep } from '../executorStep.js';
import { NONE, RATING_DROPS } from '../facts/facts.js';
import type { LogView } from '../logView.js';
import {
  countDrop,
  type Drop,
  type Drops,
  type Mined,
  type RuleOutcome,
  type TellVerdict,
} from '../mined.js';
import { Support } from '../support.js';
import type { TextRef } from '../textRef.js';

export interface FeedbackOutcome extends RuleOutcome {
  /** Answers that were complained about and not praised since, as `answerKey` has them. */
  readonly complained: ReadonlySet<string>;
}

/** A question and answer that was praised and not taken back so far. */
interface Praised {
  /** The rating that praised it first. */
  readonly rating: number;
  readonly support: Support;
}

/**
 * R1: an answer with a strong positive signal that no later strong negative one about the same answer
 * takes back, be it in the same conversation or, to the same question, in a later one.
 */
export function minePositiveFeedback(log: LogView, tell: TellVerdict): FeedbackOutcome {
  const { ratings, answers } = log.facts;
  const praised = new Map<number, Praised>();
  const complained = new Set<number>();
  const dropped: Drops = {};
  let considered = 0;
  for (const rating of log.ratings) {
    const drop = dropOf(log, rating);
    const isPositive = ratings.at(rating, 'isPositive') === 1;
    if (isPositive) {
      considered += 1;
      tell('positiveFeedback', drop, () => verdictOf(log, rating, drop));
      if (drop !== undefined) countDrop(dropped, drop);
    }
    if (drop !== undefined) continue;
    const answer = ratings.at(rating, 'answerText');
    const pair = ratings.at(rating, 'query') * answers.rows.length + answer;
    const known = praised.get(pair) ?? { rating, support: new Support() };
    if (isPositive) {
      complained.delete(answer);
      praised.set(pair, known);
      known.support.add(observationOf(log, rating));
    } else {
      complained.add(answer);
      praised.delete(pair);
      countDrop(dropped, 'cancelled', known.support.count);
    }
  }
  const mined = [...praised.values()].map((each) => minedFrom(log, each));
  const complainedKeys = new Set([...complained].map((answer) => answers.keyOf(answer)));
  return { mined, considered, kept: keptOf(mined), dropped, complained: complainedKeys };
}

/** What counts for a rule that looks at signals is signals. */
function keptOf(mined: readonly Mined[]): number {
  return mined.reduce((sum, { support }) => sum + support.count, 0);
}

/** Why a rating says nothing about a question and an answer. */
function dropOf(log: LogView, rating: number): Drop | undefined {
  const { ratings } = log.facts;
  const drop = RATING_DROPS[ratings.at(rating, 'drop')] ?? 'kept';
  if (drop !== 'kept') return drop;
  const isPositive = ratings.at(rating, 'isPositive') === 1;
  return isPositive && stepsAgainst(log, rating).length > 0 ? 'cancelled' : undefined;
}

/** What the executor did after the praise that speaks against the answer. */
function stepsAgainst(log: LogView, rating: number): readonly ExecutorStep[] {
  const { ratings } = log.facts;
  const exchange = ratings.at(rating, 'exchange');
  return exchange === NONE ? [] : log.stepsAgainst(exchange, ratings.at(rating, 'ratedAt'));
}

const DETAILS: Readonly<Partial<Record<Drop, string>> & { kept: string }> = {
  kept: 'a user was glad of this answer, and nothing in the log took that back',
  'weak-signal':
    "the words of praise stand in the assistant's own text, not in the user's next message",
  'no-question': 'no question was found before the praised answer in this conversation',
  'no-answer': 'no answer was found that the praise could be about',
  cancelled: 'the user complained, undid it, or its tests failed afterwards',
};

function verdictOf(log: LogView, rating: number, drop: Drop | undefined) {
  const lines = log.linesOf(log.facts.ratings, rating, ['question', 'answer', 'signal']);
  const steps = drop === 'cancelled' ? stepsAgainst(log, rating) : [];
  return {
    detail: DETAILS[drop ?? 'kept'] ?? '',
    lines: [...lines, ...steps].map(({ position }) => position),
  };
}

function observationOf(log: LogView, rating: number) {
  const { ratings } = log.facts;
  return {
    session: log.sessionOf(ratings, rating),
    time: ratings.at(rating, 'time'),
    isTimeInferred: ratings.at(rating, 'isTimeInferred') === 1,
    lines: () => log.linesOf(ratings, rating, ['question', 'answer', 'signal']),
  };
}

function minedFrom(log: LogView, { rating, support }: Praised): Mined {
  const { ratings, answers } = log.facts;
  const textOf = (part: 'question' | 'answer', quoted: number): TextRef =>
    quoted === NONE
      ? log.textOf(ratings, rating, part, 'entry')
      : log.textOf(ratings, rating, 'signal', { signal: quoted, part });
  return {
    rule: 'positiveFeedback',
    source: 'user_memory',
    feedback: 'positive_feedback',
    asked: {
      query: ratings.at(rating, 'query'),
      text: textOf('question', ratings.at(rating, 'quotedQuestion')),
    },
    answer: {
      text: textOf('answer', ratings.at(rating, 'quotedAnswer')),
      key: answers.keyOf(ratings.at(rating, 'answerText')),
    },
    support,
    variants: [],
    kbId: undefined,
  };
}
