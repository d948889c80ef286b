import { CodelumiError } from '../errors.js';
import type { JobContext } from '../job.js';
import { isCandidateId } from '../records/candidate.js';
import { visibleLine } from '../records/visibleText.js';
import { currentFindings } from '../review/currentFindings.js';
import { byDay, statesOn } from '../review/dayStates.js';
import type { JournalledDecision } from '../review/decisionJournals.js';
import { decisive } from '../review/lineage.js';
import { filesReader } from '../review/reviewReader.js';
import type { ReviewStatus } from '../review/reviewState.js';
import { readEvaluationContext } from '../screening/context/screeningContext.js';
import { maskPrivate } from '../screening/maskPrivate.js';
import { readConfig } from '../workspace/config.js';

/** What a pull request says of one candidate; nothing private in it. */
export interface ReviewedRow {
  readonly candidate: string;
  readonly status: ReviewStatus | 'gone';
  readonly isEdited: boolean;
  /** The name of whoever decided last; Git has the address. */
  readonly reviewer: string;
  readonly question: string;
  /** Open ones, by rule. */
  readonly findings: readonly string[];
  readonly reason: string;
}

const LONGEST_QUESTION = 120;
const LONGEST_REASON = 160;

/** The candidates that decisions are about, as they stand now, in the order of their ids. */
export async function reviewedRows(
  context: Pick<JobContext, 'files' | 'signal'>,
  decisions: readonly JournalledDecision[],
): Promise<readonly ReviewedRow[]> {
  const { screening } = await readConfig(context.files);
  const evaluation = await readEvaluationContext(context);
  const named = new Set(decisions.map(({ decision }) => decision.candidate));
  const ids = [...named].filter(isCandidateId).sort();
  const reader = filesReader(context);
  const shown = (text: string, length: number) => visibleLine(maskPrivate(text, screening), length);
  const rows: ReviewedRow[] = [];
  for (const [day, ofDay] of byDay(ids)) {
    for await (const found of statesOn(reader, day, ofDay)) {
      if ('error' in found) {
        if (!(found.error instanceof CodelumiError)) throw found.error;
        rows.push(goneRow(found.id));
        continue;
      }
      const { candidate, state } = found;
      const last = decisive(state.history).at(-1)?.decision;
      const findings = currentFindings(candidate, state, evaluation, screening);
      rows.push({
        candidate: candidate.id,
        status: state.status,
        isEdited: state.edited,
        reviewer: last === undefined ? '' : shown(last.reviewer.name, LONGEST_REASON),
        question: shown(state.text.query, LONGEST_QUESTION),
        findings: [...new Set(findings.map(({ rule }) => rule))],
        reason: shown(state.decidedBy?.decision.reason ?? '', LONGEST_REASON),
      });
    }
  }
  return rows.sort((a, b) => (a.candidate < b.candidate ? -1 : 1));
}

function goneRow(candidate: string): ReviewedRow {
  return {
    candidate,
    status: 'gone',
    isEdited: false,
    reviewer: '',
    question: '',
    findings: [],
    reason: '',
  };
}
