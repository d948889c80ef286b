import { factsOf } from '../../src/core/screening/contradiction/compareAnswers.js';
import { judgeAnswers } from '../../src/core/screening/contradiction/judgeAnswers.js';
import { type AnswerPair, COMPATIBLE, CONTRADICTING } from './answerPairs.js';
import { labelledRecords } from './labelledRecords.js';
import { COMPATIBLE_LATER, CONTRADICTING_LATER } from './laterAnswerPairs.js';
import type { Row } from './row.js';

interface ForumAnswer {
  readonly title: string;
  readonly text: string;
  readonly thread: string;
}

/**
 * Pairs written by hand, and pairs of answers that people gave to one question of a forum: most of those
 * are other ways to the same end, so what is flagged there counts as false, though some do conflict.
 */
export async function contradictionRows(data: string): Promise<Row[]> {
  const rows = [
    row('conflicts, pairs the rule was tuned on', CONTRADICTING, COMPATIBLE, isConflict),
    row('conflicts, pairs written afterwards', CONTRADICTING_LATER, COMPATIBLE_LATER, isConflict),
    row('just different, the same pairs', [], [...COMPATIBLE, ...COMPATIBLE_LATER], isDifferent),
  ];
  const answers = await labelledRecords<ForumAnswer>(`${data}/ir/stackfaq/corpus.jsonl`);
  if (answers === undefined) return rows;
  const pairs = answers.flatMap((one, index) =>
    answers
      .slice(index + 1)
      .filter(({ thread }) => thread === one.thread)
      .map((other) => ({ question: one.title, one: one.text, other: other.text })),
  );
  return [...rows, row('conflicts, answers in a forum', [], pairs, isConflict)];
}

function row(
  what: string,
  bad: readonly AnswerPair[],
  good: readonly AnswerPair[],
  isFlagged: (pair: AnswerPair) => boolean,
): Row {
  return {
    what,
    found: bad.filter(isFlagged).length,
    of: bad.length,
    falseAlarms: good.filter(isFlagged).length,
    among: good.length,
  };
}

function isConflict({ question, one, other }: AnswerPair): boolean {
  const found = judgeAnswers(question, 1, factsOf(one), factsOf(other));
  return (found?.conflicts.length ?? 0) > 0;
}

function isDifferent({ question, one, other }: AnswerPair): boolean {
  return judgeAnswers(question, 1, factsOf(one), factsOf(other))?.conflicts.length === 0;
}
