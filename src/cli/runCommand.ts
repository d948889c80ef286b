import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { CodelumiError, JobCancelled, messageOf } from '../core/errors.js';
import type { JobContext } from '../core/job.js';
import { nodeContext } from '../node/nodeContext.js';
import { systemOnnxRuntime } from '../node/onnx/systemOnnxRuntime.js';
import { systemPrograms } from '../node/programs/systemPrograms.js';
import { signerWith } from '../node/signing/machineSigner.js';
import { systemMachine } from '../node/systemMachine.js';
import { threads } from '../node/threads/threads.js';
import { diagnostic } from './diagnostic.js';
import { EXIT, exitCodeOf } from './exitCode.js';
import { ProgressLine, sayJson, warn } from './terminal.js';
import { parseReviewer } from './usage.js';

export interface CommonOptions {
  readonly workspace: string;
  readonly userData?: string;
  readonly signingKey?: string;
  readonly json?: boolean;
}

/** The options every command has. */
export function withCommonOptions(command: Command): Command {
  return command
    .option('-w, --workspace <folder>', 'the workspace to work in', '.')
    .addOption(
      new Option(
        '--user-data <folder>',
        'where the assistant keeps its data, if not in userData/ of the workspace',
      ).env('CODELUMI_USER_DATA'),
    )
    .addOption(
      new Option(
        '--signing-key <key>',
        'the SSH key to sign with: a file, or a public key in the agent; default: the one Git signs with',
      ).env('CODELUMI_SIGNING_KEY'),
    )
    .option('--json', 'print one JSON document on standard output');
}

/**
 * Runs a command's work against its workspace, prints the result, and sets the exit code: never
 * ends the process itself, so that output is flushed.
 *
 * @param print says the result in a person's words; not called with `--json`
 * @param printError says on standard output what went wrong, where somebody waits for an answer there;
 *   not called with `--json`. Standard error tells it in any case.
 */
export async function runCommand<Result>(
  options: CommonOptions,
  work: (context: JobContext) => Promise<Result>,
  print: (result: Result) => void,
  printError: (error: unknown) => void = () => {},
): Promise<void> {
  const cancel = new AbortController();
  const onSignal = () => cancel.abort();
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  const progress = new ProgressLine();
  try {
    const root = await workspaceFolder(options.workspace);
    const userData = options.userData ? resolve(options.userData) : undefined;
    const { signal } = cancel;
    const parallel = threads({ folder: __dirname, start: { root, userData }, signal });
    const signer = signerWith(root, { key: options.signingKey });
    const machine = systemMachine(root, userData);
    const context = nodeContext(root, signal, progress.show, userData, parallel, signer);
    const result = await work({
      ...context,
      machine,
      programs: systemPrograms(root, __dirname),
      onnx: systemOnnxRuntime(__dirname),
      warn: (message) => warn(`codelumi: ${message}`),
    });
    progress.clear();
    if (options.json === true) sayJson(result);
    else print(result);
  } catch (error) {
    progress.clear();
    report(error, options.json === true);
    if (options.json !== true) printError(error);
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}

async function workspaceFolder(folder: string): Promise<string> {
  const root = resolve(folder);
  const found = await stat(root).catch(() => undefined); // Missing and unreadable get one sentence.
  if (found?.isDirectory()) return root;
  throw new CodelumiError({
    reason: 'no-workspace',
    what:
      found === undefined ? 'There is no such workspace folder' : 'The workspace is not a folder',
    place: { file: root },
    remedy: 'Give the folder the assistant works in with --workspace.',
  });
}

function report(error: unknown, json: boolean): void {
  process.exitCode = exitCodeOf(error);
  if (error instanceof JobCancelled) {
    warn('Cancelled. Nothing was left half done.');
  } else if (error instanceof CodelumiError) {
    warn(errorLine(error));
  } else {
    warn(
      `codelumi: unexpected error, please report it: ${error instanceof Error ? error.stack : String(error)}`,
    );
  }
  if (json)
    sayJson({ error: errorDocument(error), exit_code: process.exitCode ?? EXIT.invalidInput });
}

/** What is wrong in a line of a file stands as such, so that editors find it. */
function errorLine(error: CodelumiError): string {
  const { place, remedy, details } = error;
  if (place?.line === undefined) return `codelumi: ${error.message}`;
  return diagnostic(place, 'error', `${details.what}. ${remedy}`);
}

function errorDocument(error: unknown): object {
  if (error instanceof CodelumiError) {
    const { reason, message, place, remedy } = error;
    return { reason, message, place, remedy };
  }
  if (error instanceof JobCancelled) return { reason: 'cancelled', message: error.message };
  return { reason: 'unexpected', message: messageOf(error) };
}

/** The same, for what is done in somebody's name. */
export function withPerson(command: Command): Command {
  return withCommonOptions(command).option(
    '--reviewer <"Name <mail>">',
    'who does it; default: your Git identity',
    parseReviewer,
  );
}
