import { relative, resolve, sep } from 'node:path';
import { Command, Option } from 'commander';
import * as z from 'zod';
import { recordRun } from '../../core/audit/runs/recordRun.js';
import { CodelumiError, messageOf } from '../../core/errors.js';
import type { JobContext } from '../../core/job.js';
import { inUseWords, requireInUse, rerankerInUse } from '../../core/registry/rerankerInUse.js';
import { isOnnxFolder } from '../../core/reranking/onnx/openOnnxReranker.js';
import { openReranker } from '../../core/reranking/openReranker.js';
import { openProcessReranker } from '../../core/reranking/process/processReranker.js';
import { answerAlone, type Passage, type Reranker } from '../../core/reranking/reranker.js';
import { KnowledgeIndex } from '../../core/retrieval/knowledgeIndex.js';
import { readKnowledgeIndex } from '../../core/retrieval/readKnowledgeIndex.js';
import { readConfig } from '../../core/workspace/config.js';
import { CONFIG_FILE } from '../../core/workspace/paths.js';
import { type CommonOptions, runCommand, withCommonOptions } from '../runCommand.js';
import { readStandardInput } from '../standardInput.js';
import { say } from '../terminal.js';

interface ScoreOptions extends CommonOptions {
  readonly model?: string;
  readonly command?: boolean;
}

/** Some thousand candidates of the longest kind. */
const LONGEST_REQUEST = 16 * 1024 * 1024;

const requestSchema = z.object({ query: z.string(), candidates: z.array(z.string()) });

/** The protocol of the assistant's own scorer, a process that answers once. */
export function scoreCommand(): Command {
  return withCommonOptions(new Command('score'))
    .description(
      'score candidates with the reranker: {"query","candidates":[…]} on standard input, {"scores":[…]} or {"error":"…"} on standard output',
    )
    .option(
      '--model <file>',
      'the reranker, a file or folder of the workspace; default: the one in use, of the deployment in production or else models/reranker.joblib',
    )
    .addOption(new Option('--command', 'ask the scorer that the settings name').conflicts('model'))
    .action(({ model, command, ...options }: ScoreOptions) =>
      runCommand(
        options,
        (context) =>
          command === true
            ? recordRun(context, { action: 'score', subject: { id: CONFIG_FILE } }, scoresOfCommand)
            : model === undefined
              ? scoresByThatInUse(context)
              : recordRun(context, { action: 'score', subject: { id: model } }, (watched) =>
                  scores(watched, model),
                ),
        sayLine,
        (error) => sayLine({ error: messageOf(error) }),
      ),
    );
}

/** Says which that is, as nobody named it. */
async function scoresByThatInUse(context: JobContext): Promise<{ scores: readonly number[] }> {
  const inUse = await rerankerInUse(context);
  const { file } = inUse;
  if (file === null)
    throw new CodelumiError({
      reason: 'not-found',
      what: `There is no reranker in use, and the order is that of BM25F: ${inUse.why}`,
      remedy: 'Train one, or name one with --model.',
    });
  context.progress({ message: inUseWords(inUse) });
  return recordRun(context, { action: 'score', subject: { id: file } }, (watched) =>
    scores(watched, file, (reranker) => requireInUse(inUse, reranker)),
  );
}

async function scores(
  context: JobContext,
  model: string,
  checked: (reranker: Reranker) => Reranker = (reranker) => reranker,
): Promise<{ scores: readonly number[] }> {
  const { files } = context;
  const file = relative(files.root, resolve(files.root, model)).split(sep).join('/');
  const knowledge = await knowledgeFor(context, file);
  const reranker = checked(await openReranker(context, file, knowledge));
  const { query, candidates } = await readRequest(context.signal);
  return { scores: await reranker.score(query, passagesOf(candidates, knowledge)) };
}

async function scoresOfCommand(context: JobContext): Promise<{ scores: readonly number[] }> {
  const { reranking } = await readConfig(context.files);
  const reranker = await openProcessReranker(context, reranking);
  const { query, candidates } = await readRequest(context.signal);
  return { scores: await reranker.score(query, candidates.map(answerAlone)) };
}

/** The assistant's reranker looks at nothing but the texts that it is given. */
async function knowledgeFor(context: JobContext, file: string): Promise<KnowledgeIndex> {
  const needsEntries = file.endsWith('.json') || (await isOnnxFolder(context.files, file));
  if (!needsEntries) return new KnowledgeIndex([]);
  const { sources } = await readConfig(context.files);
  return readKnowledgeIndex(context, sources.knowledgeBase);
}

/** What is the answer of an entry is scored as that entry, questions and all; of any other text only the answer is known. */
function passagesOf(candidates: readonly string[], knowledge: KnowledgeIndex): Passage[] {
  const entries = new Map([...knowledge.entries()].map((entry) => [entry.answer, entry]));
  return candidates.map((text) => entries.get(text) ?? answerAlone(text));
}

async function readRequest(signal: AbortSignal): Promise<z.infer<typeof requestSchema>> {
  const text = await readStandardInput(LONGEST_REQUEST, signal);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw badRequest('is not JSON', cause);
  }
  const parsed = requestSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const key = issue?.path.join('.') || 'the top level';
  throw badRequest(`is wrong at ${key}: ${issue?.message ?? 'not valid'}`, parsed.error);
}

function badRequest(what: string, cause: unknown): CodelumiError {
  return new CodelumiError({
    reason: 'invalid-input',
    what: `What came on standard input ${what}`,
    remedy: 'Send {"query":"…","candidates":["…"]}.',
    cause,
  });
}

function sayLine(document: object): void {
  say(JSON.stringify(document));
}
