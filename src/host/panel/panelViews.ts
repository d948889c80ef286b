import type { Finding as CoreFinding } from '../../core/records/candidate.js';
import type { Decided } from '../../core/review/decide.js';
import type { CandidateSummary } from '../../core/review/queue.js';
import type { Detail, Draft, Finding, Summary } from '../../shared/panelProtocol.js';

/** A candidate as the panel's list shows it. */
export function summaryView({ id, status, query, rules, edited }: CandidateSummary): Summary {
  return { id, status, query, rules: [...rules], edited };
}

export function findingView({
  rule,
  severity,
  field,
  start,
  end,
  message,
  replacement,
}: CoreFinding): Finding {
  return {
    rule,
    severity,
    field,
    start,
    end,
    message,
    ...(replacement === undefined ? {} : { replacement }),
  };
}

/** A candidate as the panel shows it in full. */
export function detailView(
  { candidate, state, findings }: Decided,
  draft: Draft | undefined,
): Detail {
  const { bm25, reranker } = candidate.confidence_metrics;
  const { nearest_kb, timestamp_inferred, kb_id, near_duplicates, variants, corroboration } =
    candidate.metadata;
  const { query, assistant_output } = candidate;
  return {
    id: candidate.id,
    status: state.status,
    text: { ...state.text },
    original: { query, assistant_output },
    edited: state.edited,
    fingerprint: state.fingerprint,
    on: state.lastHash,
    findings: findings.map(findingView),
    provenance: candidate.provenance.map(({ part, file, line }) => ({ part, file, line })),
    evidence: candidate.evidence.map(({ rule, count }) => ({ rule, count })),
    feedback: candidate.user_feedback,
    timestamp: candidate.timestamp,
    timestampInferred: timestamp_inferred ?? false,
    nearDuplicates: (near_duplicates ?? []).map(({ id }) => id),
    variants: variants ?? [],
    ...corroboration,
    history: state.history.map(({ decision: { at, action, reviewer, reason } }) => ({
      at,
      action,
      by: reviewer.name,
      ...(reason === undefined ? {} : { reason }),
    })),
    ...(bm25 === undefined ? {} : { bm25 }),
    ...(reranker === undefined ? {} : { reranker }),
    ...(nearest_kb === undefined ? {} : { nearestKb: nearest_kb.id }),
    ...(kb_id === undefined ? {} : { kbId: kb_id }),
    ...(draft === undefined ? {} : { draft }),
  };
}
