import { Command } from 'commander';
import type { JobContext } from '../../core/job.js';
import type { CandidateText } from '../../core/records/candidate.js';
import type { Checklist, Reviewer } from '../../core/records/decision.js';
import {
  type Decided,
  type DecisionRequest,
  decide,
  readReview,
  undoDecision,
} from '../../core/review/decide.js';
import { secretMaskOf } from '../../core/review/maskedReview.js';
import { screenText } from '../../core/screening/screenText.js';
import { readConfig } from '../../core/workspace/config.js';
import { gitReviewer } from '../../node/gitReviewer.js';
import { redact } from '../../shared/redact.js';
import { type CommonOptions, runCommand, withCommonOptions } from '../runCommand.js';
import { parseConfirmations, parseReviewer } from '../usage.js';
import { maskedForShell } from './maskedForShell.js';
import { printDecided } from './printReview.js';

interface DecisionOptions extends CommonOptions {
  readonly reviewer?: Reviewer;
  readonly reason?: string;
  readonly confirm?: Checklist;
  readonly question?: string;
  readonly answer?: string;
  readonly redact?: boolean;
}

/** What a command adds to the request, given the candidate as it stands. */
type Details = (
  current: Decided,
  options: DecisionOptions,
  context: JobContext,
) => Promise<Pick<DecisionRequest, 'after' | 'checklist' | 'reason'>>;

export function decisionCommands(): Command[] {
  return [
    decisionCommand('accept', 'accept it into the next snapshot', async (_current, { confirm }) =>
      confirm === undefined ? {} : { checklist: confirm },
    ).option(
      '--confirm <checks>',
      'what you checked: factual,cited,no_pii,clear or all',
      parseConfirmations,
    ),
    decisionCommand('reject', 'reject it', reasonOnly).option('--reason <text>', 'why'),
    decisionCommand('flag', 'set it aside for somebody else to look at', reasonOnly).option(
      '--reason <text>',
      'why',
    ),
    decisionCommand('reopen', 'take it up again', reasonOnly).option('--reason <text>', 'why'),
    decisionCommand('edit', 'change its question or answer', editedText)
      .option('--question <text>', 'the new question')
      .option('--answer <text>', 'the new answer')
      .option('--redact', 'replace everything private that screening found'),
    undoCommand(),
  ];
}

function decisionCommand(
  action: DecisionRequest['action'],
  description: string,
  details: Details,
): Command {
  return reviewerCommand(action, description).action((id: string, options: DecisionOptions) =>
    runCommand(
      options,
      async (context) => {
        const current = await readReview(context, id);
        const decided = await decide(context, {
          candidate: id,
          action,
          reviewer: await reviewerOf(context, options),
          fingerprint: current.state.fingerprint,
          on: current.state.lastHash,
          ...(await details(current, options, context)),
        });
        return maskedForShell(context, decided);
      },
      printDecided,
    ),
  );
}

function undoCommand(): Command {
  return reviewerCommand('undo', "take back this clone's latest decision on it").action(
    (id: string, options: DecisionOptions) =>
      runCommand(
        options,
        async (context) => {
          const { state } = await readReview(context, id);
          const reviewer = await reviewerOf(context, options);
          const undone = await undoDecision(context, {
            candidate: id,
            reviewer,
            on: state.lastHash,
          });
          return maskedForShell(context, undone);
        },
        printDecided,
      ),
  );
}

function reviewerCommand(name: string, description: string): Command {
  return withCommonOptions(new Command(name))
    .description(description)
    .argument('<candidate>')
    .option('--reviewer <"Name <mail>">', 'who decides; default: your Git identity', parseReviewer);
}

export function reviewerOf(
  { files }: JobContext,
  { reviewer }: { readonly reviewer?: Reviewer },
): Promise<Reviewer> {
  return reviewer === undefined ? gitReviewer(files.root) : Promise.resolve(reviewer);
}

async function reasonOnly(
  _current: Decided,
  { reason }: DecisionOptions,
): Promise<{ reason?: string }> {
  return reason === undefined ? {} : { reason };
}

async function editedText(
  current: Decided,
  { question, answer, redact: redacting }: DecisionOptions,
  { files }: JobContext,
): Promise<{ after: CandidateText }> {
  const { screening } = await readConfig(files);
  const { query, assistant_output } = current.state.text;
  // Who copies from "review show" copies masks.
  const mask = secretMaskOf(current, screening);
  const typed = mask.unmask({ query: question ?? '', assistant_output: answer ?? '' });
  const after = {
    query: question === undefined ? query : typed.query,
    assistant_output: answer === undefined ? assistant_output : typed.assistant_output,
  };
  if (redacting !== true) return { after };
  return { after: redact(after, screenText(after, screening)) };
}
