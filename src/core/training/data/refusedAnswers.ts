import type { JobContext } from '../../job.js';
import { isObstacle } from '../../review/acceptance.js';
import {
  type ReviewedCandidate,
  reviewDays,
  reviewedCandidates,
} from '../../review/reviewedCandidates.js';
import { readTombstones } from '../../screening/erasure/tombstones.js';
import type { ScreeningPolicy } from '../../screening/recogniser.js';
import { screenText } from '../../screening/screenText.js';
import { isProblem } from '../../workspace/candidateFiles.js';
import type { RefusedAnswer } from './judgedQuestion.js';

/** Rejections for these reasons, or for one of the workspace's own, do not say that the answer is a wrong one. */
const SAY_IT_IS_WRONG = new Set([undefined, 'wrong', 'outdated', 'unsafe', 'other']);

export interface Refusals {
  /** In the order of the days, and of the candidates of each. */
  readonly refused: readonly RefusedAnswer[];
  /** How many are not used, as their text holds something private, hostile or erased: a model keeps words. */
  readonly withheld: number;
}

/** What reviewers rejected as no answer. What screening rejected alone, nobody looked at. */
export async function readRefusedAnswers(
  context: JobContext,
  policy: ScreeningPolicy,
): Promise<Refusals> {
  const tombstones = await readTombstones(context);
  const refused: RefusedAnswer[] = [];
  let withheld = 0;
  for (const day of await reviewDays(context)) {
    for await (const read of reviewedCandidates(context, day, 'decided')) {
      if (isProblem(read) || !isRefusal(read)) continue;
      const { query, assistant_output: answer } = read.state.text;
      // That it is short or says nothing is what it was refused for.
      const isHarmful = screenText(read.state.text, policy).some(
        (finding) => isObstacle(finding) && finding.kind !== 'uninformative',
      );
      if (isHarmful || tombstones.holds(`${query}\n${answer}`)) withheld += 1;
      else refused.push({ query, answer });
    }
  }
  return { refused, withheld };
}

/** Whether a person, and not screening alone, said that this answer is a wrong one. */
export function isRefusal({ state }: Pick<ReviewedCandidate, 'state'>): boolean {
  const { status, disputed, decidedBy } = state;
  if (status !== 'rejected' || disputed !== undefined || decidedBy === undefined) return false;
  return SAY_IT_IS_WRONG.has(decidedBy.decision.reason_code);
}
