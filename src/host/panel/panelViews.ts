import type { Candidate, Finding as CoreFinding } from '../../core/records/candidate.js';
import type { CandidateSummary } from '../../core/review/candidateSummary.js';
import type { Decided } from '../../core/review/decide.js';
import type { Detail, Draft, Finding, Summary } from '../../shared/panelProtocol.js';

/** A candidate as the panel's list shows it. */
export function summaryView({ id, status, query, rules, edited }: CandidateSummary): Summary {
  return { id, status, query, rules: [...rules], edited };
}

export function findingView({
  kind,
  rule,
  severity,
  field,
  start,
  end,
  message,
  replacement,
  other,
}: CoreFinding): Finding {
  return {
    kind,
    rule,
    severity,
    field,
    start,
    end,
    message,
    ...(replacement === undefined ? {} : { replacement }),
    ...(other === undefined ? {} : { other }),
  };
}

/** A candidate as the panel shows it in full. */
export function detailView(
  { candidate, state, findings }: Decided,
  draft: Draft | undefined,
  secrets: string[],
): Detail {
  const { query, assistant_output } = candidate;
  return {
    id: candidate.id,
    status: state.status,
    byScreening: state.decidedBy === undefined,
    text: { ...state.text },
    original: { query, assistant_output },
    secrets,
    edited: state.edited,
    fingerprint: state.fingerprint,
    on: state.lastHash,
    findings: findings.map(findingView),
    provenance: candidate.provenance.map(({ part, file, line }) => ({ part, file, line })),
    evidence: candidate.evidence.map(({ rule, count }) => ({ rule, count })),
    feedback: candidate.user_feedback,
    timestamp: candidate.timestamp,
    history: state.history.map(({ decision: { at, action, reviewer, reason } }) => ({
      at,
      action,
      by: reviewer.name,
      ...(reason === undefined ? {} : { reason }),
    })),
    ...factsView(candidate),
    ...(draft === undefined ? {} : { draft }),
  };
}

type Facts = Pick<
  Detail,
  | 'timestampInferred'
  | 'bm25'
  | 'reranker'
  | 'evidenceStrength'
  | 'nearestKb'
  | 'kbId'
  | 'nearDuplicates'
  | 'returns'
  | 'tokens'
  | 'turnsBefore'
  | 'turnsAfter'
  | 'nearEntries'
  | 'variants'
  | 'sessions'
  | 'days'
>;

/** What was worked out about a candidate when it was added. */
function factsView({ confidence_metrics, metadata }: Candidate): Facts {
  const { bm25, reranker, evidence_strength } = confidence_metrics;
  const { nearest_kb, kb_id, returns, tokens, passage_context, proximate_entries } = metadata;
  return {
    timestampInferred: metadata.timestamp_inferred ?? false,
    nearDuplicates: metadata.near_duplicates ?? [],
    turnsBefore: passage_context?.before ?? [],
    turnsAfter: passage_context?.after ?? [],
    nearEntries: (proximate_entries ?? []).map(({ id, role, excerpt }) => ({ id, role, excerpt })),
    variants: metadata.variants ?? [],
    ...metadata.corroboration,
    ...(bm25 === undefined ? {} : { bm25 }),
    ...(reranker === undefined ? {} : { reranker }),
    ...(evidence_strength === undefined ? {} : { evidenceStrength: evidence_strength }),
    ...(nearest_kb === undefined ? {} : { nearestKb: nearest_kb.id }),
    ...(kb_id === undefined ? {} : { kbId: kb_id }),
    ...(returns === undefined
      ? {}
      : { returns: { id: returns.candidate, newSessions: returns.new_sessions } }),
    ...(tokens === undefined
      ? {}
      : {
          tokens: {
            encoding: tokens.encoding,
            query: tokens.query,
            answer: tokens.assistant_output,
          },
        }),
  };
}
