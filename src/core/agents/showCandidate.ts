import * as z from 'zod';
import type { JobContext } from '../job.js';
import { dayOfCandidate, type Finding } from '../records/candidate.js';
import { asSeenBy, readReview } from '../review/decide.js';
import { standing } from '../review/lineage.js';
import { openProposals } from '../review/proposals/openProposals.js';
import { readProposals } from '../review/proposals/proposalJournals.js';
import type { ScreeningPolicy } from '../screening/recogniser.js';
import { readConfig } from '../workspace/config.js';
import { agentTool } from './agentTool.js';
import { untrusted, untrustedPair } from './untrustedText.js';

export const candidateId = z.string().max(40).describe('Its id, such as candidate-20260124-0001.');

export const showCandidate = agentTool({
  name: 'codelumi_show_candidate',
  title: 'Show a Candidate',
  description:
    'Shows one candidate: question and answer as they stand, what screening found in them, which log lines prove it, what was decided, and which proposals wait. Private values are masked, for you always.',
  input: z.object({ candidate: candidateId }),
  isReadOnly: true,
  run: async ({ candidate: id }, context) => {
    const { screening: policy, review } = await readConfig(context.files);
    const whole = await readReview(context, id);
    // An agent is nobody: it is told nothing that reviewers must not know of each other yet.
    const { candidate, state, findings } = asSeenBy(whole, { me: undefined, policy: review });
    const waiting = await waitingFor(context, id, whole.state);
    const { metadata, confidence_metrics } = candidate;
    const { bm25, reranker, evidence_strength } = confidence_metrics;
    return {
      id,
      status: state.status,
      decided_by: state.decidedBy === undefined ? 'screening, or nobody yet' : 'a person',
      edited: state.edited,
      source: untrusted(candidate.source, policy),
      timestamp: candidate.timestamp,
      ...untrustedPair(state.text, policy),
      findings: findings.map((finding) => findingView(finding, policy)),
      proof: candidate.provenance.map(({ file, line, part }) => ({ file, line, part })),
      evidence: candidate.evidence.map(({ rule, count }) => ({ rule, count })),
      metrics: { bm25, reranker, evidence_strength },
      variants: (metadata.variants ?? []).map((variant) => untrusted(variant, policy)),
      resembles: (metadata.near_duplicates ?? []).map(({ id, where, similarity }) => ({
        id,
        where,
        similarity,
      })),
      history: standing(state.history).map(({ decision: { at, action, reason } }) => ({
        at,
        action,
        ...(reason === undefined ? {} : { reason: untrusted(reason, policy) }),
      })),
      proposals: waiting.map(({ hash, at, kind, agent, reason }) => ({
        id: hash,
        at,
        kind,
        by: untrusted(agent.name, policy),
        reason: untrusted(reason, policy),
      })),
    };
  },
});

async function waitingFor(
  context: JobContext,
  id: string,
  state: Parameters<typeof openProposals>[1],
) {
  return openProposals((await readProposals(context, dayOfCandidate(id))).of.get(id), state);
}

/** Places are left out: they are those of the text with its private values in it. */
function findingView(finding: Finding, policy: ScreeningPolicy) {
  const { kind, rule, severity, field, message, replacement, other } = finding;
  return {
    kind,
    rule,
    severity,
    field: field === 'query' ? 'question' : 'answer',
    message: untrusted(message, policy),
    redactable: replacement !== undefined,
    ...(other === undefined
      ? {}
      : {
          against: {
            where: other.where,
            id: untrusted(other.id, policy),
            question: untrusted(other.question, policy),
            excerpt: untrusted(other.excerpt, policy),
          },
        }),
  };
}
