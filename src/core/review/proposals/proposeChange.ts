import { CodelumiError, wrongUsage } from '../../errors.js';
import type { JobContext } from '../../job.js';
import { type CandidateText, dayOfCandidate, type Finding } from '../../records/candidate.js';
import { textDigest } from '../../records/fingerprint.js';
import { type Agent, LONGEST_PROPOSED, type ProposalKind } from '../../records/proposal.js';
import { withoutPrivate } from '../../screening/maskPrivate.js';
import type { ScreeningPolicy } from '../../screening/recogniser.js';
import { screenText } from '../../screening/screenText.js';
import { mayBePrivate } from '../../screening/textFinding.js';
import { readConfig } from '../../workspace/config.js';
import { appendToJournal } from '../../workspace/journal.js';
import { withWorkspaceLock } from '../../workspace/lock.js';
import { writerOf } from '../../workspace/writer.js';
import { readReview } from '../decide.js';
import { erasedTextCheck } from '../erasedText.js';
import type { ReviewState } from '../reviewState.js';
import { openProposals } from './openProposals.js';
import { proposalsFile, readProposals } from './proposalJournals.js';
import { requireRoom } from './proposalLimits.js';

export interface ProposeRequest {
  readonly candidate: string;
  readonly kind: ProposalKind;
  readonly agent: Agent;
  readonly reason: string;
  /** Of an edit: the new text; a part that is left out stays. */
  readonly text?: Partial<CandidateText>;
  /** Of a variant. */
  readonly question?: string;
  /** Of a redaction: the rules whose findings it is about; left out: all that suggest a replacement. */
  readonly rules?: readonly string[];
}

export interface Proposed {
  /** Hash of the proposal. */
  readonly id: string;
  readonly candidate: string;
  /** Rules that have something to say about the proposed words; people are shown that. */
  readonly warnings: readonly string[];
}

/**
 * Writes down what an agent proposes for a candidate, for a person to look at. Nothing else changes: not the candidate, not
 * its status, not what is learned.
 *
 * @throws CodelumiError `wrong-usage`, `not-found`, `checks-missing` for words that hold something private, `locked`; then
 *   nothing was written
 */
export async function proposeChange(
  context: Pick<JobContext, 'files' | 'clock' | 'processes' | 'signal'>,
  request: ProposeRequest,
): Promise<Proposed> {
  const { candidate: id, kind, agent, reason } = request;
  const { agents: limits, screening: policy } = await readConfig(context.files);
  if (!limits.proposals)
    throw wrongUsage('Agents may not propose here', 'agents.proposals of the settings forbids it.');
  requireLength('reason', reason, LONGEST_PROPOSED.reason);
  await readReview(context, id); // Of what is no candidate, no lock is taken.
  return withWorkspaceLock(context, `propose for ${id}`, async (lock) => {
    const { state, findings } = await readReview(context, id);
    const content = contentOf(request, state, findings, policy);
    const warnings = warningsOf(contentTexts(content, reason), policy);
    const erased = await erasedTextCheck(context);
    for (const text of contentTexts(content, reason)) erased(id, text);
    const day = dayOfCandidate(id);
    const open = openProposals((await readProposals(context, day)).of.get(id), state);
    const key = JSON.stringify(content);
    if (open.some((each) => each.kind === kind && JSON.stringify(contentIn(each)) === key))
      throw wrongUsage(`The same was proposed for ${id} already`, 'Wait for a person to decide.');
    const writer = await writerOf(context);
    await requireRoom(context, { candidate: id, open: open.length, agent, writer }, limits);
    const entry = {
      at: context.clock.now().toISOString(),
      action: 'propose',
      agent,
      candidate: id,
      kind,
      fingerprint: state.fingerprint,
      on: state.lastHash,
      reason,
      ...content,
    };
    await lock.confirm();
    const { hash } = await appendToJournal(context.files, proposalsFile(day, writer), entry);
    return { id: hash, candidate: id, warnings };
  });
}

interface Content {
  readonly text?: CandidateText | undefined;
  readonly question?: string | undefined;
  readonly rules?: readonly string[] | undefined;
}

/** In one order, so that equal contents are equal as JSON. */
function contentIn({ text, question, rules }: Content): Content {
  return {
    ...(text && { text }),
    ...(question === undefined ? {} : { question }),
    ...(rules && { rules }),
  };
}

function contentOf(
  { kind, text, question, rules }: ProposeRequest,
  state: Pick<ReviewState, 'text' | 'status'>,
  findings: readonly Finding[],
  policy: ScreeningPolicy,
): Content {
  if (kind === 'flag') {
    if (state.status === 'flagged') throw wrongUsage('It is flagged already', 'Propose an edit.');
    return {};
  }
  if (kind === 'redaction') return { rules: redactedRules(rules, findings) };
  // What it does not touch is what it was shown: a journal must not hold the rest of it.
  const shown = withoutPrivate(state.text, policy).text;
  const after = kind === 'edit' ? { ...shown, ...text } : { ...shown, query: question ?? '' };
  requireLength('question', after.query, LONGEST_PROPOSED.query);
  requireLength('answer', after.assistant_output, LONGEST_PROPOSED.assistant_output);
  if (textDigest(after) === textDigest(shown))
    throw wrongUsage('The proposed text is the one that stands there', 'Change something.');
  const { query, assistant_output } = after;
  return kind === 'edit' ? { text: { query, assistant_output } } : { question: query };
}

function redactedRules(
  wanted: readonly string[] | undefined,
  findings: readonly Finding[],
): readonly string[] {
  const known = new Set(
    findings.filter(({ replacement }) => replacement !== undefined).map(({ rule }) => rule),
  );
  const rules = [...new Set(wanted ?? known)].sort();
  const unknown = rules.find((rule) => !known.has(rule));
  if (rules.length === 0 || unknown !== undefined)
    throw wrongUsage(
      unknown === undefined
        ? 'No finding suggests a replacement'
        : `No finding of rule "${unknown.slice(0, 100)}" suggests a replacement`,
      'Name rules of its findings that say what may stand there instead.',
    );
  return rules;
}

/** What stands in the journal, each as a text that screening can read. */
function contentTexts({ text, question }: Content, reason: string): CandidateText[] {
  return [
    { query: '', assistant_output: reason },
    ...(text === undefined ? [] : [text]),
    ...(question === undefined ? [] : [{ query: question, assistant_output: '' }]),
  ];
}

/** Kinds that say something about a text by itself; how long it is, and of what, is for the review to judge. */
const TOLD = new Set<Finding['kind']>(['hostile', 'poisoning', 'encoding']);

/**
 * What screening says against words that somebody proposes.
 * @throws CodelumiError `checks-missing` for something private: journals keep it for ever
 */
export function warningsOf(texts: readonly CandidateText[], policy: ScreeningPolicy): string[] {
  const warnings = new Set<string>();
  for (const text of texts) {
    for (const finding of screenText(text, policy)) {
      if (mayBePrivate(finding))
        throw new CodelumiError({
          reason: 'checks-missing',
          what: `The proposal was not written, because journals keep it for ever: ${finding.rule}`,
          remedy:
            'Use the placeholders that stand in the text you were shown, and propose it again.',
        });
      if (TOLD.has(finding.kind)) warnings.add(finding.rule);
    }
  }
  return [...warnings];
}

function requireLength(what: string, text: string, most: number): void {
  if (text.trim() === '') throw wrongUsage(`The ${what} is empty`, 'Write something.');
  if (text.length > most)
    throw wrongUsage(`The ${what} is longer than ${most} characters`, 'Say it shorter.');
}
