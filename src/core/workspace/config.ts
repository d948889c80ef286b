import * as z from 'zod';
import { CodelumiError } from '../errors.js';
import type { Files } from '../ports/files.js';
import { CONFIG_FILE } from './paths.js';

/** `.codelumi/config.json`: the workspace's policy. Every key has a default; unknown keys are refused. */
export const configSchema = z.strictObject({
  $schema: z.string().optional(),
  sources: z
    .strictObject({
      /** The assistant's conversation log. */
      memory: z.string().default('userData/lumi_memory.jsonl'),
      /** The folder with the canonical knowledge base. */
      knowledgeBase: z.string().default('training'),
    })
    .prefault({}),
  mining: z
    .strictObject({
      /** A pause longer than this begins a new conversation. */
      conversationGapMinutes: z.number().positive().default(30),
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
  const text = Buffer.from(await files.read(CONFIG_FILE)).toString('utf8');
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
