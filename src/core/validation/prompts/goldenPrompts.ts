import * as z from 'zod';
import { CodelumiError, messageOf } from '../../errors.js';
import type { JobContext } from '../../job.js';
import type { Files } from '../../ports/files.js';
import { GOLDEN_PROMPTS_FOLDER } from '../../workspace/paths.js';
import { messagesSchema, type PromptMessage } from './promptMessage.js';

const ENDING = '.golden.json';
const LONGEST_FILE = 8 * 1024 * 1024;
const MOST_CASES = 1_000;

const inputSchema = z
  .looseObject({ prompt: z.string().optional(), messages: messagesSchema.optional() })
  .refine(({ prompt, messages }) => (prompt === undefined) !== (messages === undefined), {
    error: 'give either "prompt" or "messages"',
  });

const caseSchema = z.looseObject({
  name: z.string().min(1).max(200),
  input: inputSchema,
  /** Left out: nobody has recorded them yet. */
  messages: messagesSchema.min(1).optional(),
});

const fileSchema = z.looseObject({
  api: z.enum(['think', 'thinkChat']),
  cases: z
    .array(caseSchema)
    .max(MOST_CASES)
    .refine((cases) => new Set(cases.map(({ name }) => name)).size === cases.length, {
      error: 'two cases have one name',
    }),
});

/** A prompt, what the assistant is asked with, and what it was recorded to send for it. */
export interface GoldenCase {
  /** `think/one hit, no code`: the file's name without its ending, and the case's. */
  readonly id: string;
  readonly name: string;
  readonly api: 'think' | 'thinkChat';
  readonly input: z.infer<typeof inputSchema>;
  readonly recorded: readonly PromptMessage[] | undefined;
}

/** A file of golden prompts; its cases stand in it in this order. */
export interface GoldenFile {
  readonly file: string;
  /** As it stands there, with LF: Git may have changed line ends. */
  readonly text: string;
  readonly cases: readonly GoldenCase[];
}

export interface GoldenPrompts {
  readonly files: readonly GoldenFile[];
  /** Files that are no golden prompts, each with why. */
  readonly problems: readonly { readonly file: string; readonly message: string }[];
}

/** Every `*.golden.json` in the folder of golden prompts, by name; a wrong one stops no other. */
export async function readGoldenPrompts({
  files,
}: Pick<JobContext, 'files'>): Promise<GoldenPrompts> {
  const read: GoldenFile[] = [];
  const problems: { file: string; message: string }[] = [];
  for (const { name, kind } of await files.list(GOLDEN_PROMPTS_FOLDER)) {
    if (kind !== 'file' || !name.endsWith(ENDING)) continue;
    const file = `${GOLDEN_PROMPTS_FOLDER}/${name}`;
    try {
      read.push(goldenFileOf(file, await readText(files, file)));
    } catch (error) {
      if (!(error instanceof CodelumiError)) throw error;
      problems.push({ file, message: error.details.what });
    }
  }
  return { files: read, problems };
}

/**
 * Reads a file of golden prompts.
 * @throws CodelumiError `invalid-input` with the key that is wrong
 */
export function goldenFileOf(file: string, text: string): GoldenFile {
  const { api, cases } = parsed(file, text);
  const stem = file.slice(file.lastIndexOf('/') + 1, -ENDING.length);
  return {
    file,
    text,
    cases: cases.map(({ name, input, messages: recorded }) => ({
      id: `${stem}/${name}`,
      name,
      api,
      input,
      recorded,
    })),
  };
}

/** The text of the file with other messages recorded, by the ids of their cases; all else stays. */
export function withRecorded(
  { file, text, cases }: GoldenFile,
  messages: ReadonlyMap<string, readonly PromptMessage[]>,
): string {
  const content = parsed(file, text);
  const changed = content.cases.map((each, index) => ({
    ...each,
    ...pick(messages.get(cases[index]?.id ?? '')),
  }));
  return `${JSON.stringify({ ...content, cases: changed }, null, 2)}\n`;
}

function pick(messages: readonly PromptMessage[] | undefined) {
  return messages === undefined ? {} : { messages };
}

async function readText(files: Files, file: string): Promise<string> {
  const size = (await files.stat(file))?.size ?? 0;
  if (size > LONGEST_FILE) throw invalid(file, `is larger than ${LONGEST_FILE} bytes`);
  const bytes = await files.read(file);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replaceAll('\r\n', '\n');
  } catch (cause) {
    throw invalid(file, 'is not UTF-8', cause);
  }
}

function parsed(file: string, text: string): z.infer<typeof fileSchema> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw invalid(file, `is not JSON: ${messageOf(cause)}`, cause);
  }
  const result = fileSchema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const key = issue?.path.map(String).join('.') || 'the top level';
  throw invalid(file, `is wrong at ${key}: ${issue?.message ?? 'not valid'}`, result.error);
}

function invalid(file: string, what: string, cause?: unknown): CodelumiError {
  return new CodelumiError({
    reason: 'invalid-input',
    what: `The file of golden prompts ${what}`,
    place: { file },
    remedy: 'Correct it, or restore it from Git; docs/prompts.md has its form.',
    cause,
  });
}
