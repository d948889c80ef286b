import * as z from 'zod';
import { CodelumiError } from '../../errors.js';
import type { JobContext } from '../../job.js';
import { type AskedProgram, askProgram, wrongAnswer } from '../../programs/askProgram.js';
import { CONFIG_FILE } from '../../workspace/paths.js';
import type { RerankingSettings } from '../../workspace/settings/rerankingSchema.js';
import type { Reranker } from '../reranker.js';
import { commandDigest } from './commandDigest.js';

type Context = Pick<JobContext, 'files' | 'programs' | 'signal'>;

const SETTING = 'reranking.command';
/** A score takes some twenty characters. */
const OUTPUT_LIMIT = 16 * 1024 * 1024;

const answerSchema = z.object({ scores: z.array(z.number()) });

/**
 * The assistant's own scorer, as `reranking.command` names it: for each query one process that gets
 * `{"query","candidates":[…]}` on standard input and answers `{"scores":[…]}` or `{"error":"…"}`. Of passages it sees the
 * answers. Its digest is that of the command and of the workspace's files in it: what it runs besides, nobody can know.
 *
 * @throws CodelumiError `wrong-usage` where no command is set, `not-trusted` where none may be run. Scoring throws
 *   `invalid-input` for answers that are none, `not-found` where there is no such program, and JobCancelled.
 */
export async function openProcessReranker(
  context: Context,
  { command, timeoutSeconds }: RerankingSettings,
): Promise<Reranker> {
  const { programs, signal, files } = context;
  if (command === undefined)
    throw refused('wrong-usage', 'No scorer is set', `Name one in ${SETTING}.`);
  if (programs === undefined)
    throw refused(
      'not-trusted',
      'The scorer of the settings is run in trusted workspaces only',
      'Trust the workspace, if you trust its settings.',
    );
  const timeoutMs = timeoutSeconds * 1_000;
  const asked = { command, setting: SETTING, timeoutMs, outputLimit: OUTPUT_LIMIT };
  return {
    name: 'process',
    version: 'unversioned',
    sha256: await commandDigest(files, command),
    score: async (query, passages) => {
      if (passages.length === 0) return [];
      const request = { query, candidates: passages.map(({ answer }) => answer) };
      const answer = await askProgram({ programs, signal }, asked, request);
      return scoresIn(answer, passages.length, asked);
    },
  };
}

function scoresIn(answer: unknown, expected: number, asked: AskedProgram): readonly number[] {
  const parsed = answerSchema.safeParse(answer);
  if (!parsed.success)
    throw wrongAnswer(asked, 'gave an answer that is no {"scores":[…]} of numbers');
  const { scores } = parsed.data;
  if (scores.length === expected) return scores;
  throw wrongAnswer(asked, `gave ${scores.length} scores for ${expected} candidates`);
}

function refused(
  reason: 'wrong-usage' | 'not-trusted',
  what: string,
  remedy: string,
): CodelumiError {
  return new CodelumiError({ reason, what, place: { file: CONFIG_FILE }, remedy });
}
