import type { JobContext } from '../job.js';
import { parsedJson } from '../records/parsedJson.js';
import type { Deployment } from '../registry/deployment.js';
import {
  type ReportedSide,
  type ValidationReport,
  validationReportSchema,
} from '../validation/report/validationReport.js';
import { looserThan } from '../validation/rules/looserThan.js';
import { KNOWLEDGE_BASE } from '../validation/versions/readVersions.js';
import { keptReports } from '../workspace/keptReports.js';
import type { Policy } from '../workspace/settings/policySchema.js';
import type { ValidationEvidence } from './evidence/evidence.js';

/**
 * The newest report that holds exactly this deployment against exactly what a rollback would lead to, as gates: those that
 * policy requires, and those that fail.
 *
 * @param baseline undefined: what the assistant has of its own, which is the knowledge base
 * @param policy in force: a report that was made by looser rules than it holds is no pass
 */
export async function readValidation(
  { files }: Pick<JobContext, 'files'>,
  candidate: Deployment,
  baseline: Deployment | undefined,
  policy: Policy,
): Promise<ValidationEvidence[] | undefined> {
  for await (const { bytes } of keptReports(files)) {
    // A file that is no report of this version speaks for nothing.
    const report = validationReportSchema.safeParse(parsedJson(bytes)).data;
    if (report !== undefined && isAbout(report, candidate, baseline))
      return [...evidenceIn(report), ...rulesEvidence(report, policy)];
  }
  return undefined;
}

function isAbout(
  { compared }: ValidationReport,
  candidate: Deployment,
  baseline: Deployment | undefined,
): boolean {
  if (!isSide(compared.candidate, candidate)) return false;
  return baseline === undefined
    ? compared.baseline.knowledge.name === KNOWLEDGE_BASE
    : isSide(compared.baseline, baseline);
}

function isSide({ knowledge, reranker }: ReportedSide, deployment: Deployment): boolean {
  return (
    knowledge.sha256 === deployment.kb.sha256 &&
    (reranker?.sha256 ?? null) === (deployment.reranker?.sha256 ?? null)
  );
}

function evidenceIn({ gates, policy, verdict }: ValidationReport): ValidationEvidence[] {
  const required = new Set<string>(policy.required);
  const counted = gates
    .filter(({ gate, status }) => required.has(gate) || status === 'fail')
    .map(({ gate, status, words }) => ({ id: gate, verdict: status, words }));
  // A report that does not pass for another reason must not pass here.
  const isTold = verdict === 'pass' || counted.some((each) => each.verdict !== 'pass');
  return isTold
    ? counted
    : [...counted, { id: 'verdict', verdict, words: `the report says ${verdict}` }];
}

function rulesEvidence(report: ValidationReport, { validation }: Policy): ValidationEvidence[] {
  const looser = looserThan(report.policy, validation);
  if (looser.length === 0) return [];
  const words = `the report was made by looser rules than the policy holds (${looser.join(', ')}); validate again`;
  return [{ id: 'policy', verdict: 'inconclusive', words }];
}
