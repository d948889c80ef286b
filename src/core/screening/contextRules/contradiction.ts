import type { Finding } from '../../records/candidate.js';
import type { SameQuestion } from '../../retrieval/questionIndex.js';
import type { KnownAnswer } from '../context/knowledgeContext.js';
import type { Screenable } from '../context/screenable.js';
import type { ScreeningContext } from '../context/screeningContext.js';
import type { ContextRule } from '../contextRule.js';
import { type AnswerFacts, factsOf } from '../contradiction/compareAnswers.js';
import { type Disagreement, judgeAnswers, SAME_QUESTION } from '../contradiction/judgeAnswers.js';

/** Others that an answer is held against, of each kind. */
const MOST_OTHERS = 3;
const EXCERPT = 400;

/** The knowledge base, or another candidate, answers the same question with something else. */
export const contradiction: ContextRule = {
  rule: 'contradiction',
  version: 1,
  description: 'An answer that conflicts with another answer to the same question.',
  find(candidate, context) {
    const { query, assistant_output: answer } = candidate;
    if (answer.trim() === '') return [];
    const others = othersOf(candidate, context);
    if (others.length === 0) return [];
    const own = factsOf(answer);
    return others.flatMap((other) => {
      const facts = factsOf(other.item.answer);
      const disagreement = judgeAnswers(query, other.similarity, own, facts);
      return disagreement === undefined ? [] : [findingOf(answer, other, facts, disagreement)];
    });
  },
};

interface Other extends SameQuestion<KnownAnswer> {
  readonly where: 'kb' | 'candidate';
}

function othersOf(candidate: Screenable, { knowledge, others }: ScreeningContext): Other[] {
  const known = knowledge.sameQuestion(candidate.query, SAME_QUESTION, MOST_OTHERS);
  const mined = others.sameQuestion(candidate, SAME_QUESTION, MOST_OTHERS);
  return [
    ...known.map((other) => ({ ...other, where: 'kb' as const })),
    ...mined.map((other) => ({ ...other, where: 'candidate' as const })),
  ].filter(({ item }) => item.answer !== candidate.assistant_output);
}

function findingOf(
  answer: string,
  { where, item: { id, question } }: Other,
  facts: AnswerFacts,
  { score, words, conflicts }: Disagreement,
): Finding {
  const [surest] = conflicts;
  const { start, end } = surest?.own ?? { start: 0, end: answer.length };
  const name = where === 'kb' ? 'The knowledge base' : 'Another candidate';
  return {
    kind: 'contradiction',
    rule: contradiction.rule,
    version: contradiction.version,
    severity: 'warning',
    field: 'assistant_output',
    start,
    end,
    score,
    message: `${name} answers the same question ${words}.`,
    other: {
      where,
      id,
      question: question.slice(0, EXCERPT),
      excerpt: excerptAround(facts.text, surest?.other ?? { start: 0, end: 0 }),
    },
    ...(conflicts.length > 1
      ? { spans: conflicts.map(({ own }) => ({ start: own.start, end: own.end })) }
      : {}),
  };
}

/** The conflicting words with what stands around them. */
function excerptAround(text: string, { start, end }: { start: number; end: number }): string {
  if (text.length <= EXCERPT) return text;
  const middle = (start + Math.min(end, start + EXCERPT)) / 2;
  const from = Math.max(0, Math.min(text.length - EXCERPT, Math.round(middle - EXCERPT / 2)));
  const to = from + EXCERPT;
  return `${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}`;
}
