import type { AssistantVerdict, Candidate, Provenance } from '../../core/records/candidate.js';
import type { Decided } from '../../core/review/decide.js';
import type { Queue } from '../../core/review/queue.js';
import type { Problem } from '../../core/workspace/candidateFiles.js';
import { printable, printableLine } from '../../shared/printable.js';
import { say, warn } from '../terminal.js';
import { printFacts } from './printFacts.js';

const QUERY_WIDTH = 72;
const VERDICT_WIDTH = 200;

export function printQueue({ candidates, problems }: Queue): void {
  if (candidates.length === 0) say('no candidates here; codelumi extract mines the logs for some');
  for (const { id, status, query, rules } of candidates) {
    const findings = rules.length > 0 ? `  [${rules.join(', ')}]` : '';
    say(`${id}  ${status.padEnd(8)}  ${printableLine(query, QUERY_WIDTH)}${findings}`);
  }
  printProblems(problems);
}

export function printStats({ counts, problems }: Pick<Queue, 'counts' | 'problems'>): void {
  for (const [status, count] of Object.entries(counts)) say(`${status.padEnd(9)} ${count}`);
  printProblems(problems);
}

/** `changed_proof`: log lines that no longer hold what was recorded. */
export function printCandidate({
  candidate,
  state,
  findings,
  changed_proof: changed,
}: Decided & { readonly changed_proof: readonly Provenance[] }): void {
  const { text, status, edited, history } = state;
  say(`${candidate.id}  ${status}${edited ? ', edited' : ''}`);
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
  if (history.length > 0) say('\nHistory');
  for (const { decision } of history) {
    const reason = decision.reason === undefined ? '' : `: ${printable(decision.reason)}`;
    say(`  ${decision.at} ${decision.action} by ${printable(decision.reviewer.name)}${reason}`);
  }
}

/** What is known around a candidate, beside its text and its proof. */
function printBackground({ metadata }: Candidate): void {
  const { variants = [], kb_id, corroboration, assistant_verdicts = [] } = metadata;
  if (variants.length > 0) say('\nAlso asked');
  for (const variant of variants) say(`  ${printableLine(variant, QUERY_WIDTH)}`);
  if (kb_id !== undefined) say(`\nWould improve ${printable(kb_id)}`);
  if (corroboration !== undefined) {
    say(`\nSeen in ${corroboration.sessions} conversations on ${corroboration.days} days`);
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
  say(`${candidate.id} is ${state.status}${state.edited ? ' (edited)' : ''}`);
  if (warning !== undefined) warn(`codelumi: ${warning}`);
}

function printProblems(problems: readonly Problem[]): void {
  for (const { position, message } of problems)
    warn(`${position.file}:${position.line}: ${message}`);
}

function indent(text: string): string {
  return printable(text).replaceAll(/^/gmu, '  ');
}
