import { CodelumiError } from '../../core/errors.js';
import type { CandidateText } from '../../core/records/candidate.js';
import type { Proposal } from '../../core/records/proposal.js';
import type { Decided } from '../../core/review/decide.js';
import { warningsOf } from '../../core/review/proposals/proposeChange.js';
import type { ScreeningPolicy } from '../../core/screening/recogniser.js';
import type { SecretMask } from '../../core/screening/secretMask.js';
import type { ShownProposal } from '../../shared/candidateProtocol.js';
import { redact } from '../../shared/redact.js';

/**
 * What agents propose for a candidate, as the panel shows it. It is screened anew: whoever can write files may have written
 * the journal without our tools.
 */
export function proposalViews(
  decided: Decided,
  mask: SecretMask,
  policy: ScreeningPolicy,
): ShownProposal[] {
  return (decided.proposals ?? []).map((proposal) => proposalView(proposal, decided, mask, policy));
}

function proposalView(
  proposal: Proposal,
  decided: Decided,
  mask: SecretMask,
  policy: ScreeningPolicy,
): ShownProposal {
  const { hash, at, agent, kind, reason } = proposal;
  const said = { id: hash, at, kind, agent: [agent.name, agent.version ?? ''].join(' ').trim() };
  const warnings = warningsIn(proposal, policy);
  if (warnings === undefined) return { ...said, reason: '', warnings: [], withheld: true };
  const after = proposedText(proposal, decided);
  return {
    ...said,
    reason: mask.maskLine(reason),
    warnings,
    ...(after === undefined ? {} : { text: { ...mask.mask(after).text } }),
  };
}

/** undefined: it holds something private, which nobody needs to see again. */
function warningsIn(proposal: Proposal, policy: ScreeningPolicy): string[] | undefined {
  const { reason, text, question = '', agent } = proposal;
  try {
    const said = [
      { query: '', assistant_output: reason },
      { query: question, assistant_output: agent.name },
    ];
    return warningsOf(text === undefined ? said : [...said, text], policy);
  } catch (error) {
    if (error instanceof CodelumiError && error.reason === 'checks-missing') return undefined;
    throw error;
  }
}

/** undefined: it changes no text. */
function proposedText(
  { kind, text, question, rules = [] }: Proposal,
  { state, findings }: Decided,
): CandidateText | undefined {
  if (kind === 'edit') return text;
  if (kind === 'variant') return { ...state.text, query: question ?? state.text.query };
  if (kind === 'flag') return undefined;
  return redact(
    state.text,
    findings.filter(({ rule }) => rules.includes(rule)),
  );
}
