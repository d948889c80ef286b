import { CodelumiError, throwIfCancelled } from '../../errors.js';
import type { JobContext } from '../../job.js';
import type { KnowledgeIndex } from '../../retrieval/knowledgeIndex.js';
import type { Config } from '../../workspace/configSchema.js';
import { commandHarness } from './commandHarness.js';
import {
  type ComparedCase,
  comparedCases,
  differencesIn,
  isAnswered,
  type PromptDifference,
} from './comparedCases.js';
import { type GoldenFile, type GoldenPrompts, readGoldenPrompts } from './goldenPrompts.js';
import type { HarnessAnswer, PromptHarness } from './promptHarness.js';
import { type PromptSides, promptSides } from './promptText.js';
import { type RecordingState, type Recordings, readRecordings } from './recordingApproval.js';
import { referenceHarness } from './referenceHarness.js';

export type PromptContext = Pick<JobContext, 'files' | 'clock' | 'signer' | 'signal' | 'programs'>;

/** Whether the assistant still sends what it was recorded to send. */
export interface PromptCheck {
  /** Only `pass` is a pass. `no-data`: there is nothing to compare, or nothing to compare it with. */
  readonly status: 'pass' | 'fail' | 'no-data';
  /** `reference`: nothing of the assistant was run, only what the knowledge base does to its prompts was looked at. */
  readonly harness: PromptHarness['kind'];
  /** How many cases were compared. */
  readonly cases: number;
  /** Why it is no pass, beside differences; sentences without a full stop. */
  readonly problems: readonly string[];
  readonly differences: readonly PromptDifference[];
  readonly recording: RecordingState;
  /** Files in which something differs, as people read them. */
  readonly sides: readonly PromptSides[];
}

/** A check, with what it was made from. */
export interface CheckedPrompts {
  readonly check: PromptCheck;
  readonly golden: GoldenPrompts;
  readonly recordings: Recordings;
  readonly compared: readonly {
    readonly file: GoldenFile;
    readonly cases: readonly ComparedCase[];
  }[];
}

/**
 * Asks a harness for the messages of every golden prompt and holds them against the recorded ones; see docs/prompts.md. A
 * harness that fails is a failed check, and where none may be run there is nothing to say. Writes nothing.
 *
 * @param knowledge what the assistant is to answer from: the base in use, or one that is to be released
 * @throws JobCancelled; CodelumiError `invalid-input` where nobody can tell who may sign
 */
export async function checkPrompts(
  context: PromptContext,
  config: Pick<Config, 'validation'>,
  knowledge: KnowledgeIndex,
): Promise<PromptCheck> {
  return (await comparePrompts(context, config, knowledge)).check;
}

/** The same, with every case and answer. */
export async function comparePrompts(
  context: PromptContext,
  { validation: { prompts } }: Pick<Config, 'validation'>,
  knowledge: KnowledgeIndex,
): Promise<CheckedPrompts> {
  const golden = await readGoldenPrompts(context);
  const recordings = await readRecordings(context, golden.files);
  const harness = harnessFor(context, prompts, knowledge);
  const rule = { hasEntry: (id: string) => knowledge.entry(id) !== undefined, hits: prompts.hits };
  const answered = await answersOf(harness, golden);
  throwIfCancelled(context.signal);
  const compared = golden.files.map((file) => ({
    file,
    cases: 'answers' in answered ? comparedCases(file, answered.answers, rule) : [],
  }));
  const problems = [
    ...golden.problems.map(({ file, message }) => `${message} (${file})`),
    ...('answers' in answered ? [] : [answered.problem]),
    ...(isOpen(recordings, golden) ? [UNAPPROVED] : []),
  ];
  const differences = compared.flatMap(({ file, cases }) => differencesIn(file.file, cases));
  const count = compared.reduce((sum, { cases }) => sum + cases.length, 0);
  const wrong = problems.length + differences.length;
  const check: PromptCheck = {
    status: harness === undefined ? 'no-data' : statusOf(count, wrong),
    harness: prompts.command === undefined ? 'reference' : 'command',
    cases: count,
    problems,
    differences,
    recording: stateOf(recordings),
    sides: compared
      .filter(({ cases }) => cases.some((each) => each.differences.length > 0 || !isAnswered(each)))
      .map(({ file, cases }) => promptSides(file.file, cases)),
  };
  return { check, golden, recordings, compared };
}

function statusOf(compared: number, wrong: number): PromptCheck['status'] {
  if (wrong > 0) return 'fail';
  return compared === 0 ? 'no-data' : 'pass';
}

function stateOf({ state, approved_by, reason }: Recordings): RecordingState {
  return { state, approved_by, reason };
}

/** Whether a signer is to be asked: also where what was recorded once is gone, so that nobody gets rid of it unseen. */
function isOpen({ state, heads }: Recordings, { files }: GoldenPrompts): boolean {
  return state === 'unapproved' && (files.length > 0 || heads.length > 0);
}

const UNAPPROVED =
  'No signer has approved the golden prompts as they stand; codelumi prompts record does';
const NOT_RUN = 'The program that answers golden prompts was not run: the workspace is not trusted';

/** undefined: there is one, and it must not be run here. */
function harnessFor(
  context: PromptContext,
  { command, timeoutSeconds }: Config['validation']['prompts'],
  knowledge: KnowledgeIndex,
): PromptHarness | undefined {
  if (command === undefined) return referenceHarness(knowledge);
  const { programs } = context;
  if (programs === undefined) return undefined;
  const timeoutMs = timeoutSeconds * 1_000;
  return commandHarness(context, { programs, command, timeoutMs, knowledge });
}

async function answersOf(
  harness: PromptHarness | undefined,
  { files }: GoldenPrompts,
): Promise<{ answers: ReadonlyMap<string, HarnessAnswer> } | { problem: string }> {
  const cases = files.flatMap((file) => file.cases);
  if (cases.length === 0) return { answers: new Map() };
  if (harness === undefined) return { problem: NOT_RUN };
  try {
    return { answers: await harness.answer(cases) };
  } catch (error) {
    if (!(error instanceof CodelumiError)) throw error;
    return { problem: error.details.what };
  }
}
