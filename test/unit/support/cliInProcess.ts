import { resolve } from 'node:path';
import { program } from '../../../src/cli/program.js';
import type { CliResult } from './runCli.js';

/** As the bundle has it: where its threads and programs lie. */
Object.assign(globalThis, { __dirname: resolve('dist') });

type Write = typeof process.stdout.write;

/**
 * Runs the command line in this process: what it prints and its exit code, without the second a process takes to
 * start. For tests of many commands one after the other; never two at once.
 */
export async function runInProcess(args: readonly string[]): Promise<CliResult> {
  const { stdout, stderr } = process;
  const [toOut, toError, codeBefore] = [stdout.write, stderr.write, process.exitCode];
  const said = { stdout: '', stderr: '' };
  const into = (stream: keyof typeof said): Write =>
    ((text: string | Uint8Array) => {
      said[stream] += text.toString();
      return true;
    }) as Write;
  [stdout.write, stderr.write] = [into('stdout'), into('stderr')];
  process.exitCode = 0;
  try {
    await program().parseAsync(args, { from: 'user' });
    return { ...said, code: Number(process.exitCode) };
  } finally {
    [stdout.write, stderr.write] = [toOut, toError];
    process.exitCode = codeBefore;
  }
}
