import type { AssistantVerdict, Candidate, Provenance } from '../../core/records/candidate.js';
import { counted } from '../../core/records/counted.js';
import { signedName } from '../../core/records/decision.js';
import type { Proposal } from '../../core/records/proposal.js';
import type { CandidateSummary, ListedClaim } from '../../core/review/candidateSummary.js';
import type { Decided } from '../../core/review/decide.js';
import type { Queue } from '../../core/review/queue.js';
import type { ExplainedAttention } from '../../core/review/quorum/attention.js';
import type { SignedCount } from '../../core/review/signatures/countSigned.js';
import type { SignatureMark } from '../../core/review/signatures/signatureMark.js';
import { resolutionOf } from '../../core/review/standingEntry.js';
import type { StepDone } from '../../core/review/undoRedo.js';
import type { Problem } from '../../core/workspace/candidateFiles.js';
import { claimWords } from '../../shared/claimWords.js';
import { printable, printableLine } from '../../shared/printable.js';
import { proposalWords } from '../../shared/proposalWords.js';
import {
  SIGNATURE_WORDS,
  signatureDetail,
  signatureSuffix,
  signedCountWords,
} from '../../shared/signatureWords.js';
import { resolutionWords } from '../../shared/words.js';
import { diagnostic } from '../diagnostic.js';
import { say, warn } from '../terminal.js';
import { printFacts } from './printFacts.js';

export const QUERY_WIDTH = 72;
const VERDICT_WIDTH = 200;
const CODE_WIDTH = 16;
const WHY_WIDTH = 400;

export function printQueue({
  candidates,
  matching,
  counts,
  problems,
}: Omit<Queue, 'reviewers' | 'reasons'>): void {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  if (all === 0) say('no candidates here; codelumi extract mines the logs for some');
  else if (matching === 0) say(`none of ${all} candidates fits`);
  for (const candidate of candidates) sayRow(candidate);
  if (candidates.length < matching) say(`${candidates.length} of ${matching} that fit`);
  printProblems(problems);
}

/** A candidate in a list. */
export function sayRow(candidate: CandidateSummary): void {
  const { id, status, query, signature, rules, isBlind, claim, attention, proposals } = candidate;
  const lacks =
    signature === undefined || signature === 'signed' ? [] : [SIGNATURE_WORDS[signature]];
  const waits = attention === undefined ? [] : [attention.words];
  const remarks = [...waits, ...lacks.map((word) => word.toLowerCase()), ...rules];
  const findings = remarks.length > 0 ? `  [${remarks.join(', ')}]` : '';
  const whose = whoseWords(isBlind, claim, proposals);
  say(`${id}  ${status.padEnd(8)}  ${printableLine(query, QUERY_WIDTH)}${findings}${whose}`);
}

/** Who has it, and that something about it is not told yet. */
function whoseWords(
  isBlind: true | undefined,
  claim: ListedClaim | undefined,
  proposals = 0,
): string {
  const words = [
    ...(isBlind === true ? ['blind'] : []),
    ...(claim === undefined ? [] : claimWords(claim, { now: new Date(), isMe: () => false })),
    ...(proposals > 0 ? [proposalWords(proposals)] : []),
  ];
  return words.length === 0 ? '' : `  (${printableLine(words.join(', '), QUERY_WIDTH)})`;
}

export function printStats({
  counts,
  signed,
  reviewers,
  reasons,
  problems,
}: Pick<Queue, 'counts' | 'reviewers' | 'reasons' | 'problems'> & {
  readonly signed: SignedCount;
}): void {
  for (const [status, count] of Object.entries(counts)) say(`${status.padEnd(9)} ${count}`);
  if (signed.of > 0) say(signedCountWords(signed));
  if (reviewers.length > 0) say('\nDecided by');
  for (const { reviewer, counts: own, approved } of reviewers) {
    const parts = Object.entries(own).filter(([, count]) => count > 0);
    const said = parts.map(([status, count]) => `${count} ${status}`);
    const words = [...said, ...(approved > 0 ? [`${approved} approved`] : [])].join(', ');
    say(`  ${printableLine(signedName(reviewer), QUERY_WIDTH)}  ${words}`);
  }
  printReasons(reasons);
  printProblems(problems);
}

function printReasons(reasons: Queue['reasons']): void {
  if (reasons.length > 0) say('\nReasons given');
  for (const { code, rejected, flagged } of reasons) {
    const parts = [
      ...(rejected > 0 ? [`${rejected} rejected`] : []),
      ...(flagged > 0 ? [`${flagged} flagged`] : []),
    ];
    const name = code === null ? '(no code)' : printableLine(code, CODE_WIDTH);
    say(`  ${name.padEnd(CODE_WIDTH)}  ${parts.join(', ')}`);
  }
}

/** `changed_proof`: log lines that no longer hold what was recorded. */
export function printCandidate({
  candidate,
  state,
  findings,
  claim,
  proposals = [],
  signatures,
  attention,
  changed_proof: changed,
}: Decided & {
  readonly attention: ExplainedAttention | undefined;
  /** By the hash of the decision. */
  readonly signatures: Readonly<Record<string, SignatureMark>>;
  readonly changed_proof: readonly Provenance[];
}): void {
  const { text, status, edited, decidedBy, history } = state;
  const mark = decidedBy && signatures[decidedBy.decision.hash];
  const whose = whoseWords(state.isBlind, claim, proposals.length);
  const signed = signatureSuffix(mark?.kind);
  say(`${candidate.id}  ${status}${edited ? ', edited' : ''}${signed}${whose}`);
  if (mark !== undefined) say(signatureDetail(mark));
  if (attention !== undefined) say(`It ${printableLine(attention.why, WHY_WIDTH)}.`);
  say(`\nQuestion\n${indent(text.query)}`);
  say(`\nAnswer\n${indent(text.assistant_output)}`);
  printFindings(findings);
  printBackground(candidate);
  printFacts(candidate);
  say('\nProof');
  for (const proof of candidate.provenance) {
    const note = changed.includes(proof) ? '  (the log has changed since)' : '';
    say(`  ${proof.part.padEnd(8)} ${printable(proof.file)}:${proof.line}${note}`);
  }
  printProposals(proposals);
  if (history.length > 0) say('\nHistory');
  for (const { decision } of history) {
    const { at, action, reviewer, reason_code: code, hash } = decision;
    const signed = signatureSuffix(signatures[hash]?.kind);
    const why = code === undefined ? '' : ` (${printableLine(code, 40)})`;
    const reason = decision.reason === undefined ? '' : `: ${printable(decision.reason)}`;
    const beside = resolutionWords(decision.resolution);
    say(`  ${at} ${action}${beside}${why} by ${printable(reviewer.name)}${signed}${reason}`);
  }
}

/** What agents propose, as they say it. */
function printProposals(proposals: readonly Proposal[]): void {
  if (proposals.length > 0) say('\nProposed by agents, counts for nothing');
  for (const { at, kind, agent, reason, text, question } of proposals) {
    say(`  ${at} ${kind} by ${printableLine(agent.name, 80)}: ${printableLine(reason, WHY_WIDTH)}`);
    if (text !== undefined) say(indent(`  ${text.query}\n  ${text.assistant_output}`));
    if (question !== undefined) say(indent(`  ${question}`));
  }
}

/** What is known around a candidate, beside its text and its proof. */
function printBackground({ metadata }: Candidate): void {
  const { variants = [], kb_id, corroboration, assistant_verdicts = [] } = metadata;
  if (variants.length > 0) say('\nAlso asked');
  for (const variant of variants) say(`  ${printableLine(variant, QUERY_WIDTH)}`);
  if (kb_id !== undefined) say(`\nWould improve ${printable(kb_id)}`);
  if (corroboration !== undefined) {
    const { sessions, days } = corroboration;
    say(`\nSeen in ${counted(sessions, 'conversation')} on ${counted(days, 'day')}`);
  }
  if (assistant_verdicts.length > 0) say("\nThe assistant's own verdicts");
  for (const verdict of assistant_verdicts) say(`  ${describeVerdict(verdict)}`);
}

function describeVerdict(verdict: AssistantVerdict): string {
  const { log, status, at, threats = [], threat_score, similarity, kb_file, line } = verdict;
  const day = at?.slice(0, 10);
  const said =
    log === 'learning' && day !== undefined
      ? `in the knowledge base since ${day}`
      : `${status}${day === undefined ? '' : ` on ${day}`}`;
  const details = [
    similarity === undefined || similarity === 1 ? undefined : `answer ${similarity} alike`,
    threat_score === undefined ? undefined : `threat ${threat_score}`,
    ...threats,
    kb_file,
  ].filter((detail) => detail !== undefined);
  const why = details.length > 0 ? `: ${details.join(', ')}` : '';
  return printableLine(`${said} (${line.file}:${line.line})${why}`, VERDICT_WIDTH);
}

function printFindings(findings: Decided['findings']): void {
  if (findings.length > 0) say('\nFindings of screening');
  for (const { rule, severity, field, start, end, message, other } of findings) {
    say(`  ${severity} ${rule} in ${field} ${start}-${end}: ${printable(message)}`);
    if (other !== undefined) say(indent(`  against ${other.id}: ${other.excerpt}`));
  }
}

export function printDecided({ candidate, state, warning }: Decided): void {
  const beside = resolutionWords(resolutionOf(state));
  say(`${candidate.id} is ${state.status}${beside}${state.edited ? ' (edited)' : ''}`);
  if (warning !== undefined) warn(`codelumi: ${warning}`);
}

/** @param word what was done with the step */
export function printStep(word: string, { name, candidates, warning }: StepDone): void {
  say(`${word}: ${printableLine(name, 200)}`);
  for (const { id, status } of candidates) say(`${id} is ${status}`);
  if (warning !== undefined) warn(`codelumi: ${warning}`);
}

function printProblems(problems: readonly Problem[]): void {
  for (const { position, message } of problems) warn(diagnostic(position, 'warning', message));
}

function indent(text: string): string {
  return printable(text).replaceAll(/^/gmu, '  ');
}
