import { Command, Option } from 'commander';
import { CodelumiError } from '../../core/errors.js';
import type { JobContext } from '../../core/job.js';
import { type CandidateText, isCandidateId } from '../../core/records/candidate.js';
import type { Checklist, Reviewer } from '../../core/records/decision.js';
import type { BulkVerdict } from '../../core/review/bulkVerdict.js';
import {
  asSeenBy,
  type Decided,
  type DecisionRequest,
  decide,
  readReview,
} from '../../core/review/decide.js';
import { readDecideItems } from '../../core/review/decideItems.js';
import {
  type DecidedMany,
  type DecideManyRequest,
  decideMany,
} from '../../core/review/decideMany.js';
import { secretMaskOf } from '../../core/review/maskedReview.js';
import type { RefusedItem } from '../../core/review/refusedItem.js';
import { filesReader } from '../../core/review/reviewReader.js';
import { entryRefTo } from '../../core/review/standingEntry.js';
import { redoStep, undoStep } from '../../core/review/undoRedo.js';
import { screenText } from '../../core/screening/screenText.js';
import { readConfig } from '../../core/workspace/config.js';
import { gitReviewer } from '../../node/gitReviewer.js';
import { redact } from '../../shared/redact.js';
import { REASON_WORDS } from '../../shared/words.js';
import { exitCodeFor } from '../exitCode.js';
import { type CommonOptions, runCommand, withCommonOptions } from '../runCommand.js';
import { parseConfirmations, parseReviewer } from '../usage.js';
import { viewingIn } from '../viewing.js';
import {
  decideOnMatching,
  type FilterOptions,
  type FilterPreview,
  isByFilter,
  requireOneWay,
  withFilter,
} from './filterDecision.js';
import { maskedForShell } from './maskedForShell.js';
import { printBulk } from './printBulk.js';
import { printDecided, printStep } from './printReview.js';

interface DecisionOptions extends CommonOptions {
  readonly reviewer?: Reviewer;
  readonly reason?: string;
  readonly reasonCode?: string;
  readonly candidate?: string;
  readonly confirm?: Checklist;
  readonly mergeInto?: string;
  readonly supersede?: string;
  readonly question?: string;
  readonly answer?: string;
  readonly redact?: boolean;
  readonly force?: boolean;
}

type VerdictOptions = DecisionOptions & FilterOptions;

/** What a command adds to the request, given the candidate as it stands. */
type Details = (
  current: Decided,
  options: DecisionOptions,
  context: JobContext,
) => Promise<
  Partial<
    Pick<DecisionRequest, 'after' | 'checklist' | 'force' | 'reason' | 'reasonCode' | 'resolution'>
  >
>;

export function decisionCommands(): Command[] {
  return [
    verdictCommand('accept', 'accept it into the next snapshot')
      .option(
        '--confirm <checks>',
        'what you checked: factual,cited,no_pii,clear or all',
        parseConfirmations,
      )
      .addOption(
        new Option(
          '--merge-into <entry>',
          'let its questions become variants of this entry; its answer is not taken',
        ).conflicts('supersede'),
      )
      .option('--supersede <entry>', 'let it take the place of this entry'),
    withReasons(verdictCommand('reject', 'reject it')),
    withReasons(verdictCommand('flag', 'set it aside for somebody else to look at')),
    verdictCommand('reopen', 'take it up again').option('--reason <text>', 'why'),
    decisionCommand('edit', 'change its question or answer', editedText)
      .option('--question <text>', 'the new question')
      .option('--answer <text>', 'the new answer')
      .option('--redact', 'replace everything private that screening found'),
    commentCommand(),
    stepCommand('undo', "take back this clone's last step, or its latest decision on a candidate"),
    stepCommand('redo', 'make the step anew that was undone last, or that on a candidate'),
  ];
}

function decisionCommand(
  action: DecisionRequest['action'],
  description: string,
  details: Details,
): Command {
  return reviewerCommand(action, description)
    .argument('<candidate>')
    .action((id: string, options: DecisionOptions) => runDecision(action, id, options, details));
}

/** Decides on the candidate as it stands. */
function runDecision(
  action: DecisionRequest['action'],
  id: string,
  options: DecisionOptions,
  details: Details,
): Promise<void> {
  return runCommand(
    options,
    async (context) => {
      const reviewer = await reviewerOf(context, options);
      const viewing = await viewingIn(context, { reviewer });
      const current = asSeenBy(await readReview(context, id), viewing);
      const decided = await decide(context, {
        candidate: id,
        action,
        reviewer,
        fingerprint: current.state.fingerprint,
        on: current.state.lastHash,
        ...(await details(current, options, context)),
      });
      return maskedForShell(context, decided);
    },
    printDecided,
  );
}

function withReasons(command: Command): Command {
  return command
    .option('--reason <text>', 'why')
    .option('--reason-code <code>', `why, for counting: ${Object.keys(REASON_WORDS).join(', ')}`);
}

/** A verdict on one candidate, on several as one step, or on everything that fits a filter. */
function verdictCommand(action: BulkVerdict, description: string): Command {
  return withFilter(
    reviewerCommand(action, description)
      .argument('[candidate...]', 'several are one step')
      .option('--force', 'also where somebody else has reserved it'),
  ).action((ids: string[], options: VerdictOptions) => {
    const [id] = ids;
    if (!isByFilter(options) && ids.length === 1 && id !== undefined)
      return runDecision(action, id, options, verdictAndResolution);
    return runCommand(options, (context) => decideOnAll(context, action, ids, options), printBulk);
  });
}

function verdictDetails({ reason, reasonCode, confirm, force }: DecisionOptions) {
  return {
    ...(force === true ? { force } : {}),
    ...(reason === undefined ? {} : { reason }),
    ...(reasonCode === undefined ? {} : { reasonCode }),
    ...(confirm === undefined ? {} : { checklist: confirm }),
  };
}

/** Entries are named by the id alone: who decides in a shell has just looked at them. */
async function verdictAndResolution(
  _current: Decided,
  options: DecisionOptions,
  context: JobContext,
): Promise<ReturnType<typeof verdictDetails> & Pick<DecisionRequest, 'resolution'>> {
  const { mergeInto, supersede } = options;
  const id = mergeInto ?? supersede;
  if (id === undefined) return verdictDetails(options);
  const kind = mergeInto === undefined ? 'supersede' : 'merge';
  const entry = await entryRefTo(context, id, filesReader(context));
  return { ...verdictDetails(options), resolution: { kind, entry } };
}

/** Sets the exit code of the first refusal: the others were decided all the same. */
async function decideOnAll(
  context: JobContext,
  action: BulkVerdict,
  ids: readonly string[],
  options: VerdictOptions,
): Promise<DecidedMany | FilterPreview> {
  if (options.mergeInto !== undefined || options.supersede !== undefined) throw oneAtATime();
  requireOneWay(action, ids, options);
  const verdict = {
    action,
    reviewer: await reviewerOf(context, options),
    ...verdictDetails(options),
  };
  const done =
    options.query === undefined
      ? await decideOnIds(context, verdict, ids)
      : await decideOnMatching(context, verdict, { ...options, query: options.query });
  if ('refused' in done && done.refused[0] !== undefined)
    process.exitCode = exitCodeFor(done.refused[0].reason);
  return done;
}

async function decideOnIds(
  context: JobContext,
  verdict: Omit<DecideManyRequest, 'items'>,
  ids: readonly string[],
): Promise<DecidedMany> {
  const reader = filesReader(context);
  const { items, refused: unreadable } = await readDecideItems(
    reader,
    ids.filter(isCandidateId),
    await viewingIn(context, verdict),
  );
  const odd = ids
    .filter((id) => !isCandidateId(id))
    .map((candidate): RefusedItem => {
      const message = `"${candidate}" is no candidate's id`;
      return { candidate, reason: 'wrong-usage', message };
    });
  const done =
    items.length === 0
      ? { step: undefined, decided: [], refused: [] }
      : await decideMany(context, { ...verdict, items }, reader);
  return { ...done, refused: [...unreadable, ...odd, ...done.refused] };
}

function oneAtATime(): CodelumiError {
  return new CodelumiError({
    reason: 'wrong-usage',
    what: 'Several candidates cannot be merged into an entry, or take its place, at once',
    remedy: 'Accept them one by one.',
  });
}

function commentCommand(): Command {
  return reviewerCommand('comment', 'say something about it; changes no status')
    .argument('<candidate>')
    .argument('<text>')
    .action((id: string, text: string, options: DecisionOptions) =>
      runDecision('comment', id, options, async () => ({ reason: text })),
    );
}

function stepCommand(direction: 'undo' | 'redo', description: string): Command {
  const run = direction === 'undo' ? undoStep : redoStep;
  return reviewerCommand(direction, description)
    .argument('[candidate]')
    .option('--candidate <id>', 'the same')
    .action((id: string | undefined, options: DecisionOptions) =>
      runCommand(
        options,
        async (context) => {
          const candidate = id ?? options.candidate;
          const reviewer = await reviewerOf(context, options);
          return run(context, { reviewer, ...(candidate === undefined ? {} : { candidate }) });
        },
        (step) => printStep(direction === 'undo' ? 'undid' : 'redid', step),
      ),
    );
}

function reviewerCommand(name: string, description: string): Command {
  return withCommonOptions(new Command(name))
    .description(description)
    .option('--reviewer <"Name <mail>">', 'who decides; default: your Git identity', parseReviewer);
}

export function reviewerOf(
  { files }: JobContext,
  { reviewer }: { readonly reviewer?: Reviewer },
): Promise<Reviewer> {
  return reviewer === undefined ? gitReviewer(files.root) : Promise.resolve(reviewer);
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
