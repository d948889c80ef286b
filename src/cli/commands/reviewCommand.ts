import { Command, Option } from 'commander';
import type { JobContext } from '../../core/job.js';
import { logContext } from '../../core/mining/central/logContext.js';
import { dayOfCandidate } from '../../core/records/candidate.js';
import type { Reviewer } from '../../core/records/decision.js';
import { provenanceHolds } from '../../core/review/checkProvenance.js';
import { readClaims } from '../../core/review/claims/claimJournals.js';
import { claimStateOf } from '../../core/review/claims/claimState.js';
import { listConflicts } from '../../core/review/conflicts.js';
import { asSeenBy, type Decided, readReview } from '../../core/review/decide.js';
import { measureAgreement } from '../../core/review/overlap/agreement.js';
import { openProposals } from '../../core/review/proposals/openProposals.js';
import { readProposals } from '../../core/review/proposals/proposalJournals.js';
import { requireQuery } from '../../core/review/query/parseQuery.js';
import { loadQueue, type QueueInput } from '../../core/review/queue.js';
import { attentionOf, type ExplainedAttention } from '../../core/review/quorum/attention.js';
import { readListPolicy } from '../../core/review/quorum/policies.js';
import { quorumJudge } from '../../core/review/quorum/quorumJudge.js';
import { revealSecrets } from '../../core/review/revealSecret.js';
import type { ReviewStatus } from '../../core/review/reviewState.js';
import { countSigned } from '../../core/review/signatures/countSigned.js';
import { DaySignatures } from '../../core/review/signatures/daySignatures.js';
import type { SignatureMark } from '../../core/review/signatures/signatureMark.js';
import { withSignatures } from '../../core/review/signatures/summarySignatures.js';
import type { SignedBy } from '../../core/signing/signatureFault.js';
import { readConfig } from '../../core/workspace/config.js';
import { type CommonOptions, runCommand, withCommonOptions } from '../runCommand.js';
import { parseCount, parseDay, parseReviewer } from '../usage.js';
import { viewingIn } from '../viewing.js';
import { claimCommands } from './claimCommands.js';
import { decisionCommands, reviewerOf } from './decisionCommands.js';
import { gitCommands } from './gitCommands.js';
import { impactCommand } from './impactCommand.js';
import { maskedForShell } from './maskedForShell.js';
import { printAgreement } from './printAgreement.js';
import { printConflicts } from './printConflicts.js';
import { printCandidate, printQueue, printStats } from './printReview.js';
import { reviewFileCommands } from './reviewFileCommands.js';
import { signCommand } from './signCommand.js';

const STATUSES: readonly ReviewStatus[] = ['pending', 'flagged', 'accepted', 'rejected'];

interface ListOptions extends CommonOptions {
  readonly status?: ReviewStatus;
  readonly day?: string;
  readonly query?: string;
  readonly limit?: number;
  readonly reviewer?: Reviewer;
}

interface ShowOptions extends CommonOptions {
  readonly reveal?: boolean;
  readonly reviewer?: Reviewer;
}

interface StatsOptions extends CommonOptions {
  readonly agreement?: boolean;
  readonly reviewer?: Reviewer;
}

export function reviewCommand(): Command {
  const review = new Command('review').description('look at candidates and decide on them');
  withCommonOptions(review.command('list'))
    .description('list candidates')
    .addOption(new Option('--status <status>', 'only those').choices(STATUSES))
    .option('--day <YYYY-MM-DD>', "only that day's candidates", parseDay)
    .option('--query <query>', 'only what fits: status:pending rule:R1 "two words" sort:impact')
    .option('--limit <n>', 'at most so many', parseCount)
    .option('--reviewer <"Name <mail>">', 'who "me" is; default: your Git identity', parseReviewer)
    .action((options: ListOptions) =>
      runCommand(
        options,
        async (context) => {
          const {
            reviewers: _,
            reasons: __,
            ...queue
          } = await loadQueue(await queueInput(context, options), context);
          return { ...queue, candidates: await withSignatures(context, queue.candidates) };
        },
        printQueue,
      ),
    );
  withCommonOptions(review.command('show <candidate>'))
    .description('show one candidate with its findings, proof and history')
    .option('--reveal', 'show its secrets; that you did is recorded')
    .option('--reviewer <"Name <mail>">', 'who looks; default: your Git identity', parseReviewer)
    .action((id: string, options: ShowOptions) =>
      runCommand(
        options,
        async (context) => {
          const review = await shownReview(context, id, options);
          const lines = review.candidate.provenance;
          const { files } = logContext(context, await readConfig(context.files));
          const signatures = await signaturesOf(context, review);
          const holds = await Promise.all(lines.map((line) => provenanceHolds(files, line)));
          return {
            ...review,
            signatures,
            attention: await attentionTo(context, id, signatures),
            changed_proof: lines.filter((_, index) => holds[index] === false),
          };
        },
        printCandidate,
      ),
    );
  withCommonOptions(review.command('stats'))
    .description('count candidates by status, what each reviewer decided, and the reasons given')
    .option('--agreement', 'how far people agree who reviewed without knowing of each other')
    .option('--reviewer <"Name <mail>">', 'who looks; default: your Git identity', parseReviewer)
    .action((options: StatsOptions) =>
      options.agreement === true
        ? runCommand(options, (context) => measureAgreement({}, context), printAgreement)
        : runCommand(options, (context) => stats(context, options), printStats),
    );
  for (const command of claimCommands()) review.addCommand(command);
  review.addCommand(impactCommand());
  review.addCommand(signCommand());
  withCommonOptions(review.command('conflicts'))
    .description('list what people decided differently, not knowing of each other')
    .action((options: CommonOptions) => runCommand(options, listConflicts, printConflicts));
  for (const command of [...decisionCommands(), ...gitCommands(), ...reviewFileCommands()])
    review.addCommand(command);
  return review;
}

async function stats(context: JobContext, options: StatsOptions) {
  const { me } = await viewingIn(context, options);
  const input = me === undefined ? {} : { me };
  const { counts, reviewers, reasons, problems } = await loadQueue(input, context);
  const signed = await countSigned(context);
  return { counts, signed, reviewers, reasons, problems };
}

async function queueInput(context: JobContext, options: ListOptions): Promise<QueueInput> {
  const { status, day, query, limit } = options;
  const filter =
    query === undefined
      ? {}
      : { query: requireQuery(query), me: await reviewerOf(context, options) };
  const { me } = await viewingIn(context, options);
  return {
    ...(me === undefined ? {} : { me }),
    ...filter,
    ...(status === undefined ? {} : { status }),
    ...(day === undefined ? {} : { day }),
    ...(limit === undefined ? {} : { limit }),
  };
}

async function readClaimed(context: JobContext, id: string): Promise<Decided> {
  const review = await readReview(context, id);
  const day = dayOfCandidate(id);
  const claims = (await readClaims(context, day)).of.get(id) ?? [];
  const proposals = openProposals((await readProposals(context, day)).of.get(id), review.state);
  return { ...review, claim: claimStateOf(claims, review.state.history), proposals };
}

async function shownReview(
  context: JobContext,
  id: string,
  options: ShowOptions,
): Promise<Decided> {
  const review = asSeenBy(await readClaimed(context, id), await viewingIn(context, options));
  if (options.reveal !== true) return maskedForShell(context, review);
  await revealSecrets(context, { candidate: id, reviewer: await reviewerOf(context, options) });
  return review;
}

/** What is known of the signatures of all decisions on it, by their hashes. */
/** As it truly stands: masks would make another text of it. */
async function attentionTo(
  context: JobContext,
  id: string,
  marks: Readonly<Record<string, SignatureMark>>,
): Promise<ExplainedAttention | undefined> {
  const signed = new Map<string, SignedBy>();
  for (const [hash, mark] of Object.entries(marks))
    if (mark.kind === 'signed') signed.set(hash, mark);
  const { screening } = await readConfig(context.files);
  const judge = quorumJudge(signed, await readListPolicy(context), screening);
  return attentionOf(await readReview(context, id), judge);
}

async function signaturesOf(
  context: JobContext,
  { candidate, state }: Decided,
): Promise<Readonly<Record<string, SignatureMark>>> {
  const day = new DaySignatures(context, dayOfCandidate(candidate.id));
  return Object.fromEntries(await day.marksOf(state.history));
}
