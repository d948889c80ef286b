import { relative, resolve, sep } from 'node:path';
import { Command } from 'commander';
import * as z from 'zod';
import { CodelumiError, messageOf } from '../../core/errors.js';
import type { JobContext } from '../../core/job.js';
import { loadReranker } from '../../core/reranking/loadReranker.js';
import type { Reranker } from '../../core/reranking/reranker.js';
import { RERANKER_FILE } from '../../core/workspace/paths.js';
import { type CommonOptions, runCommand, withCommonOptions } from '../runCommand.js';
import { readStandardInput } from '../standardInput.js';
import { say } from '../terminal.js';

interface ScoreOptions extends CommonOptions {
  readonly model: string;
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
    .option('--model <file>', 'the reranker, a file of the workspace', RERANKER_FILE)
    .action(({ model, ...options }: ScoreOptions) =>
      runCommand(
        options,
        async (context) => {
          const reranker = await openReranker(context, model);
          const { query, candidates } = await readRequest(context.signal);
          return { scores: await reranker.score(query, candidates) };
        },
        sayLine,
        (error) => sayLine({ error: messageOf(error) }),
      ),
    );
}

async function openReranker({ files }: JobContext, model: string): Promise<Reranker> {
  const file = relative(files.root, resolve(files.root, model)).split(sep).join('/');
  const reranker = await loadReranker(files, file);
  if (reranker !== undefined) return reranker;
  throw new CodelumiError({
    reason: 'not-found',
    what: 'There is no reranker',
    place: { file },
    remedy: 'Train one with scripts/train_reranker.py, or name another file with --model.',
  });
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
