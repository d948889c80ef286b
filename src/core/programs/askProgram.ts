import { CodelumiError } from '../errors.js';
import type { JobContext } from '../job.js';
import type { ProgramEnd, Programs } from '../ports/programs.js';
import { visibleLine } from '../records/visibleText.js';
import { CONFIG_FILE } from '../workspace/paths.js';

/** A program of the workspace's settings that answers one JSON document with another. */
export interface AskedProgram {
  /** Program and arguments; no shell. */
  readonly command: readonly string[];
  /** The key of the settings that names it. */
  readonly setting: string;
  readonly timeoutMs: number;
  /** Bytes of an answer. */
  readonly outputLimit: number;
}

/** Characters of what a program says that are told. */
const LONGEST_QUOTE = 300;

/**
 * Runs a program once, with a document on standard input, in the root of the workspace, without what the user keeps in
 * their environment.
 *
 * @returns the document on its standard output, of whatever shape
 * @throws CodelumiError `invalid-input` where it fails, takes too long, says too much or answers no JSON, and with what
 *   it says itself in `{"error"}`; `not-found` where there is no such program; JobCancelled
 */
export async function askProgram(
  { programs, signal }: { readonly programs: Programs } & Pick<JobContext, 'signal'>,
  asked: AskedProgram,
  request: unknown,
): Promise<unknown> {
  const [file = '', ...args] = asked.command;
  const { timeoutMs, outputLimit } = asked;
  const input = JSON.stringify(request);
  const call = { file, args, cwd: '', input, timeoutMs, outputLimit, isolated: false };
  const end = await programs.run(call, signal);
  const answer = documentIn(end.stdout);
  const error = errorIn(answer);
  if (error !== undefined) throw wrongAnswer(asked, `said: ${quoted(error)}`);
  const why = whyNoAnswer(end, asked);
  if (why !== undefined) throw wrongAnswer(asked, why);
  if (answer === undefined)
    throw wrongAnswer(asked, `answered what is no JSON: "${quoted(end.stdout)}"`);
  return answer;
}

/** @param why how the sentence goes on that begins with the program */
export function wrongAnswer({ command, setting }: AskedProgram, why: string): CodelumiError {
  const [program = ''] = command;
  return new CodelumiError({
    reason: 'invalid-input',
    what: `The program "${visibleLine(program, LONGEST_QUOTE)}" ${why}`,
    place: { file: CONFIG_FILE },
    remedy: `Correct the program, or ${setting} in the settings.`,
  });
}

function whyNoAnswer(
  { code, killed, stderr }: ProgramEnd,
  { timeoutMs, outputLimit }: AskedProgram,
): string | undefined {
  if (killed === 'time-out') return `was stopped after ${timeoutMs / 1_000} s`;
  if (killed === 'output-limit')
    return `was stopped, having written more than ${outputLimit} bytes`;
  if (code === 0) return undefined;
  const ended = code === undefined ? 'was ended by a signal' : `ended with code ${code}`;
  const [said] = stderr.trim() === '' ? [] : [stderr.trim().slice(-LONGEST_QUOTE)];
  return said === undefined ? ended : `${ended}: "${quoted(said)}"`;
}

function documentIn(stdout: string): unknown {
  try {
    return JSON.parse(stdout.replace(/^\ufeff/u, ''));
  } catch {
    return undefined; // Not JSON: the caller says so.
  }
}

function errorIn(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null || !('error' in answer)) return undefined;
  return typeof answer.error === 'string' ? answer.error : JSON.stringify(answer.error);
}

function quoted(text: string): string {
  return visibleLine(text, LONGEST_QUOTE).replace(/\.$/u, '');
}
