import * as z from 'zod';
import { CodelumiError } from '../errors.js';
import type { Files } from '../ports/files.js';
import { CONFIG_FILE } from './paths.js';

const count = z.int().positive();
const share = z.number().min(0).max(1);

/** `.codelumi/config.json`: the workspace's policy. Every key has a default; unknown keys are refused. */
export const configSchema = z.strictObject({
  $schema: z.string().optional(),
  sources: z
    .strictObject({
      /** The assistant's conversation log. */
      memory: z.string().default('userData/lumi_memory.jsonl'),
      /** The log of searches in the knowledge base; there may be none. */
      kbUsage: z.string().default('userData/kb_usage.jsonl'),
      /** The folder with the canonical knowledge base. */
      knowledgeBase: z.string().default('training'),
    })
    .prefault({}),
  mining: z
    .strictObject({
      /** A pause longer than this begins a new conversation. */
      conversationGapMinutes: z.number().positive().default(30),
      /** R2: entries of the knowledge base that were used and accepted repeatedly. */
      repeatedHit: z
        .strictObject({
          minimumQueries: count.default(3),
          minimumOutcomes: count.default(2),
          minimumAcceptance: share.default(0.6),
        })
        .prefault({}),
      /** R3: statements of users that bear on many later queries. */
      frequentMemory: z
        .strictObject({
          minimumQueries: count.default(5),
          minimumSessions: count.default(3),
          top: count.default(3),
          minimumCoverage: share.default(0.3),
        })
        .prefault({}),
      /** R4: similar queries that found no answer. */
      knowledgeGap: z
        .strictObject({
          minimumQueries: count.default(5),
          minimumSessions: count.default(3),
          similarity: share.default(0.15),
        })
        .prefault({}),
    })
    .prefault({}),
  screening: z
    .strictObject({
      /** Shorter answers are rejected as uninformative. */
      minimumAnswerCharacters: z.int().nonnegative().default(50),
    })
    .prefault({}),
});

export type Config = z.infer<typeof configSchema>;

/**
 * Reads the policy, or its defaults where there is none.
 * @throws CodelumiError `invalid-input` naming the key when the file is not valid.
 */
export async function readConfig(files: Files): Promise<Config> {
  if ((await files.stat(CONFIG_FILE)) === undefined) return configSchema.parse({});
  // Editors on Windows like to begin files with a byte order mark.
  const text = Buffer.from(await files.read(CONFIG_FILE))
    .toString('utf8')
    .replace(/^\ufeff/u, '');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw invalidConfig('The settings file is not valid JSON', cause);
  }
  const parsed = configSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const key = issue?.path.join('.') || 'the top level';
  throw invalidConfig(
    `The settings file is wrong at ${key}: ${issue?.message ?? 'not valid'}`,
    parsed.error,
  );
}

function invalidConfig(what: string, cause: unknown): CodelumiError {
  return new CodelumiError({
    reason: 'invalid-input',
    what,
    place: { file: CONFIG_FILE },
    remedy: 'Correct it, or delete the file to use the defaults.',
    cause,
  });
}
