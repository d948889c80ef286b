import { CodelumiError } from '../../errors.js';
import type { Judged } from '../data/judgedQuestions.js';

/** As `trainBuiltin` asks for; said here in the words of whoever can change it, before anything is run. */
const FEWEST_QUESTIONS = 5;
const FEWEST_GROUPS = 2;

/** @throws CodelumiError `invalid-input` */
export function requireEnough({ questions, leftOut }: Judged): void {
  const groups = new Set(questions.map(({ group }) => group)).size;
  if (questions.length >= FEWEST_QUESTIONS && groups >= FEWEST_GROUPS) return;
  const measured = leftOut === 0 ? '' : `, and ${leftOut} more that quality is measured with`;
  throw new CodelumiError({
    reason: 'invalid-input',
    what: `There are ${questions.length} questions about ${groups} answers to learn from, beside those that entries begin with${measured}; ${FEWEST_QUESTIONS} about ${FEWEST_GROUPS} are needed`,
    remedy:
      'Accept other ways to ask as variants (Merge), or candidates that users asked in several ways; until then BM25F ranks.',
  });
}
