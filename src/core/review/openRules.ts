import type { Job } from '../job.js';
import type { CandidateText } from '../records/candidate.js';
import { screenText } from '../screening/screenText.js';
import { readConfig } from '../workspace/config.js';
import { readDecisions } from './decisionJournals.js';
import { standing } from './lineage.js';
import { byCandidate } from './reviewState.js';

export interface OpenRulesInput {
  /** `YYYY-MM-DD` */
  readonly day: string;
  /** Those of interest. */
  readonly candidates: readonly string[];
}

/**
 * For each candidate whose text was edited in review, the rules that still find something in it. The
 * candidates file keeps the text as it was mined, findings and all.
 */
export const openRules: Job<OpenRulesInput, ReadonlyMap<string, readonly string[]>> = async (
  { day, candidates },
  context,
) => {
  const { screening } = await readConfig(context.files);
  const { decisions } = await readDecisions(context, day);
  const decisionsOn = byCandidate(decisions);
  const open = new Map<string, readonly string[]>();
  for (const id of candidates) {
    const text = editedText(decisionsOn.get(id) ?? []);
    if (text === undefined) continue;
    open.set(id, [...new Set(screenText(text, screening).map(({ rule }) => rule))]);
  }
  return open;
};

function editedText(decisions: Parameters<typeof standing>[0]): CandidateText | undefined {
  return standing(decisions).findLast(({ decision }) => decision.action === 'edit')?.decision.after;
}
