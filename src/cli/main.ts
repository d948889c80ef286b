import { Command, CommanderError } from 'commander';
import { toolVersion } from '../node/toolVersion.js';
import { extractCommand } from './commands/extractCommand.js';
import { reviewCommand } from './commands/reviewCommand.js';
import { scoreCommand } from './commands/scoreCommand.js';
import { screenCommand } from './commands/screenCommand.js';
import { shipCommand } from './commands/shipCommand.js';
import { snapshotCommand } from './commands/snapshotCommand.js';
import { traceCommand } from './commands/traceCommand.js';
import { verifyCommand } from './commands/verifyCommand.js';
import { EXIT } from './exitCode.js';
import { sayJson } from './terminal.js';

function program(): Command {
  const codelumi = new Command('codelumi')
    .description('Let an assistant learn from its users without being poisoned by them.')
    .version(toolVersion)
    .addHelpText(
      'after',
      '\nExit codes: 0 done, 1 a gate failed, 2 wrong usage, 3 bad input, 4 conflict, 130 cancelled',
    );
  const commands = [
    extractCommand(),
    screenCommand(),
    reviewCommand(),
    snapshotCommand(),
    scoreCommand(),
    shipCommand(),
    traceCommand(),
    verifyCommand(),
  ];
  for (const command of commands) codelumi.addCommand(command);
  throwInsteadOfExiting(codelumi);
  return codelumi;
}

/** Settings of a commander command are not inherited by commands that are added to it. */
function throwInsteadOfExiting(command: Command): void {
  command.exitOverride();
  command.commands.forEach(throwInsteadOfExiting);
}

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
