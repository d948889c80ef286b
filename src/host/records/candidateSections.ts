import { l10n } from 'vscode';
import type { Candidate } from '../../core/records/candidate.js';
import type { Decided } from '../../core/review/decide.js';
import type { JournalledDecision } from '../../core/review/decisionJournals.js';
import type { SignatureMarks } from '../../core/review/signatures/signatureMark.js';
import { PART_WORDS } from '../../core/tracing/traceOrigins.js';
import { BLIND_WORDS, claimWords } from '../../shared/claimWords.js';
import { METRICS, resemblanceWords } from '../../shared/metricWords.js';
import { printableLine } from '../../shared/printable.js';
import { signatureDetail, signatureSuffix } from '../../shared/signatureWords.js';
import { ruleWords, STATUS_WORDS } from '../../shared/words.js';
import { minuteOf } from './lensWords.js';

/** What there is to say of one side of a candidate, as sentences of plain text. */
export interface Section {
  readonly heading: string;
  readonly points: readonly string[];
}

const LONGEST = 500;
/** More nobody reads; the panel has them all. */
const MOST_POINTS = 20;

/** A candidate as it is told of, with what is known of the signatures of its decisions. */
export type ToldReview = Decided & { readonly signatures: SignatureMarks };

/**
 * All there is to tell of a candidate but its question and answer.
 * @param review with masks where secrets stand
 */
export function candidateSections(review: ToldReview): Section[] {
  const { candidate, state, findings, signatures } = review;
  const sections: Section[] = [
    { heading: l10n.t('Where it stands'), points: standing(review) },
    { heading: l10n.t('Where it comes from'), points: origin(candidate) },
    {
      heading: l10n.t('Findings'),
      points: findings.map(
        ({ rule, severity, message }) => `${ruleWords(rule)} (${severity}): ${message}`,
      ),
    },
    { heading: l10n.t('Metrics'), points: metrics(candidate) },
    {
      heading: l10n.t('Log lines that prove it'),
      points: candidate.provenance.map(
        ({ part, file, line }) => `${PART_WORDS[part]}: ${file}:${line}`,
      ),
    },
    { heading: l10n.t('Resembles'), points: resemblances(candidate) },
    {
      heading: l10n.t('Decisions'),
      points: state.history.map((entry) => decisionWords(entry, signatures)),
    },
  ];
  return sections
    .filter(({ points }) => points.length > 0)
    .map(({ heading, points }) => ({ heading, points: bounded(points) }));
}

/** `2026-01-24 12:03, accept by Ada, signed: it is right` */
export function decisionWords(
  { decision }: JournalledDecision,
  signatures: SignatureMarks,
): string {
  const { at, action, reviewer, reason, hash } = decision;
  const why = reason === undefined ? '' : `: ${reason}`;
  const signed = signatureSuffix(signatures.get(hash)?.kind);
  return l10n.t('{0}, {1} by {2}{3}{4}', minuteOf(at), action, reviewer.name, signed, why);
}

function standing({ candidate, state, claim, signatures }: ToldReview): string[] {
  const { status, decidedBy, edited, voided } = state;
  const by = decidedBy?.decision.reviewer.name;
  const screened = candidate.status === 'pending' ? '' : l10n.t(' by screening');
  const points = [`${STATUS_WORDS[status]}${by === undefined ? screened : ` by ${by}`}`];
  const mark = decidedBy && signatures.get(decidedBy.decision.hash);
  if (mark !== undefined) points.push(signatureDetail(mark));
  if (edited) points.push(l10n.t('Edited in review; what stands here is the text as edited'));
  if (voided !== undefined)
    points.push(l10n.t('An acceptance is void: it was of another text than stands here now'));
  if (state.isBlind === true) points.push(`Reviewed ${BLIND_WORDS}`);
  if (claim !== undefined)
    points.push(...claimWords(claim, { now: new Date(), isMe: () => false }));
  return points;
}

function origin(candidate: Candidate): string[] {
  const { source, timestamp, user_feedback, evidence, metadata } = candidate;
  const { corroboration, kb_id, gap, returns } = metadata;
  return [
    `${source}, ${minuteOf(timestamp)}, ${user_feedback.replaceAll('_', ' ')}`,
    ...evidence.map(({ rule, count }) => `${rule}, ${count} ×`),
    ...(corroboration === undefined
      ? []
      : [l10n.t('Conversations: {0}; days: {1}', corroboration.sessions, corroboration.days)]),
    ...(kb_id === undefined ? [] : [l10n.t('Would improve {0} of the knowledge base', kb_id)]),
    ...(gap === true
      ? [l10n.t('Users asked, and nothing answers: somebody has to write the answer')]
      : []),
    ...(returns === undefined
      ? []
      : [
          l10n.t(
            'Comes back from {0}; new conversations: {1}',
            returns.candidate,
            returns.new_sessions,
          ),
        ]),
  ];
}

function metrics({ confidence_metrics, metadata }: Candidate): string[] {
  const { bm25, reranker, evidence_strength } = confidence_metrics;
  const figures = [
    { metric: METRICS.bm25, value: bm25 },
    { metric: METRICS.reranker, value: reranker },
    { metric: METRICS.evidence, value: evidence_strength },
  ].flatMap(({ metric, value }) =>
    value === undefined ? [] : [`${metric.name} ${value}: ${metric.meaning.replace(/\.$/u, '')}`],
  );
  const { tokens, nearest_kb } = metadata;
  return [
    ...figures,
    ...(nearest_kb === undefined
      ? []
      : [l10n.t('Nearest in the knowledge base: {0}', nearest_kb.id)]),
    ...(tokens === undefined
      ? []
      : [
          l10n.t(
            'Tokens ({0}): question {1}, answer {2}',
            tokens.encoding,
            tokens.query,
            tokens.assistant_output,
          ),
        ]),
  ];
}

function resemblances({ metadata }: Candidate): string[] {
  return (metadata.near_duplicates ?? []).map((each) => `${each.id}: ${resemblanceWords(each)}`);
}

function bounded(points: readonly string[]): string[] {
  const shown = points.slice(0, MOST_POINTS).map((point) => printableLine(point, LONGEST));
  const hidden = points.length - shown.length;
  return hidden > 0 ? [...shown, l10n.t('and {0} more', hidden)] : shown;
}
