import { CommanderError } from 'commander';
import { EXIT } from './exitCode.js';
import { program } from './program.js';
import { sayJson } from './terminal.js';

async function main(): Promise<void> {
  process.stdout.on('error', endQuietlyWhenNobodyReads);
  try {
    await program().parseAsync();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Commander has said what was wrong; asking for help or the version is no error.
    const isAnswer = error.exitCode === 0;
    process.exitCode = isAnswer ? EXIT.done : EXIT.wrongUsage;
    if (isAnswer || !process.argv.includes('--json')) return;
    sayJson({
      error: { reason: 'wrong-usage', message: error.message },
      exit_code: EXIT.wrongUsage,
    });
  }
}

/** `codelumi review list | head` closes the pipe before everything is said: that is no error. */
function endQuietlyWhenNobodyReads(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
}

void main();
