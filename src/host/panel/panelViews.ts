import type { Candidate, Finding as CoreFinding } from '../../core/records/candidate.js';
import type { Reviewer } from '../../core/records/decision.js';
import type { CandidateSummary } from '../../core/review/candidateSummary.js';
import type { Decided } from '../../core/review/decide.js';
import { impactOf } from '../../core/review/impact.js';
import { decisive, standing } from '../../core/review/lineage.js';
import type { ExplainedAttention } from '../../core/review/quorum/attention.js';
import { isSamePerson } from '../../core/review/samePerson.js';
import type { SignatureMarks } from '../../core/review/signatures/signatureMark.js';
import { type StandingEntry, whyNoEntry } from '../../core/review/standingEntry.js';
import type { SecretMask } from '../../core/screening/secretMask.js';
import type {
  Compared,
  Detail,
  Draft,
  Finding,
  ShownProposal,
  ShownSignature,
  Summary,
} from '../../shared/candidateProtocol.js';
import { signatureDetail } from '../../shared/signatureWords.js';
import { type ReasonChoice, reasonLabel } from '../../shared/words.js';
import { remarksOn } from '../review/remarks.js';

/** A candidate as the panel's list shows it. */
export function summaryView(summary: CandidateSummary, me: Reviewer | undefined): Summary {
  const { id, status, query, rules, edited, attention } = summary;
  const remarks = remarksOn(summary, me);
  return { id, status, query, rules: [...rules], edited, remarks, ...(attention && { attention }) };
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

/** What the journals and who looks at them say beside the candidate itself. */
export interface Standing {
  readonly marks: SignatureMarks;
  readonly attention: ExplainedAttention | undefined;
  /** undefined: nobody knows. */
  readonly me: Reviewer | undefined;
  readonly proposals: ShownProposal[];
}

/** A candidate as the panel shows it in full. */
export function detailView(
  { candidate, state, findings, claim }: Decided,
  draft: Draft | undefined,
  secrets: string[],
  reasonCodes: ReasonChoice[],
  { marks, attention, me, proposals }: Standing,
): Detail {
  const { query, assistant_output } = candidate;
  return {
    id: candidate.id,
    status: state.status,
    remarks: remarksOn({ isBlind: state.isBlind, claim, proposals: proposals.length }, me),
    byScreening: state.decidedBy === undefined,
    ...signatureOf(state.decidedBy, marks),
    text: { ...state.text },
    original: { query, assistant_output },
    secrets,
    edited: state.edited,
    ...(attention && { attention }),
    approvers: state.approvals.map(({ decision }) => decision.reviewer.name),
    approvedByMe: isApprovedBy(state, me),
    ...confirmedIn(state),
    fingerprint: state.fingerprint,
    on: state.lastHash,
    findings: findings.map(findingView),
    provenance: candidate.provenance.map(({ part, file, line }) => ({ part, file, line })),
    evidence: candidate.evidence.map(({ rule, count }) => ({ rule, count })),
    impact: { ...impactOf(candidate) },
    feedback: candidate.user_feedback,
    timestamp: candidate.timestamp,
    history: decisive(state.history).map((entry) => ({
      ...pastDecision(entry, reasonCodes),
      ...signatureOf(entry, marks),
    })),
    comments: standing(state.history)
      .filter(({ decision }) => decision.action === 'comment')
      .map((entry) => commentView(entry, marks)),
    reasonCodes,
    ...(proposals.length > 0 ? { proposals } : {}),
    ...factsView(candidate),
    ...(draft === undefined ? {} : { draft }),
  };
}

type Entry = Decided['state']['history'][number];

function commentView(entry: Entry, marks: SignatureMarks): Detail['comments'][number] {
  const { at, reviewer, reason } = entry.decision;
  return { at, by: reviewer.name, ...signatureOf(entry, marks), text: reason ?? '' };
}

function signatureOf(
  entry: Entry | undefined,
  marks: SignatureMarks,
): { signature?: ShownSignature } {
  const mark = entry && marks.get(entry.decision.hash);
  return mark === undefined
    ? {}
    : { signature: { kind: mark.kind, detail: signatureDetail(mark) } };
}

function isApprovedBy({ approvals }: Decided['state'], me: Reviewer | undefined): boolean {
  return me !== undefined && approvals.some(({ decision }) => isSamePerson(decision.reviewer, me));
}

function confirmedIn({ status, decidedBy }: Decided['state']): Pick<Detail, 'confirmed'> {
  const checklist = status === 'accepted' ? decidedBy?.decision.checklist : undefined;
  return checklist === undefined ? {} : { confirmed: { ...checklist } };
}

function pastDecision(
  { decision }: Entry,
  choices: readonly ReasonChoice[],
): Detail['history'][number] {
  const { at, action, reviewer, reason, reason_code: code, resolution } = decision;
  return {
    at,
    action,
    by: reviewer.name,
    ...(reason === undefined ? {} : { reason }),
    ...(code === undefined ? {} : { reasonLabel: reasonLabel(code, choices) }),
    ...(resolution === undefined ? {} : { resolution }),
  };
}

/** What a candidate is held against, with masks where secrets stand. */
export function comparedView(standing: StandingEntry, mask: SecretMask): Compared {
  const { where, id, digest, text, variants, file, line } = standing;
  const obstacle = whyNoEntry(standing);
  return {
    where,
    id,
    digest,
    text: { ...mask.mask(text).text },
    variants: variants.map((variant) => mask.maskLine(variant)),
    file,
    line,
    ...(obstacle === undefined ? {} : { obstacle }),
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
