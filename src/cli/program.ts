import { Command } from 'commander';
import { toolVersion } from '../node/toolVersion.js';
import { auditCommand } from './commands/auditCommand.js';
import { checkpointCommand } from './commands/checkpointCommand.js';
import { diffCommand } from './commands/diffCommand.js';
import { doctorCommand } from './commands/doctorCommand.js';
import { dueCommand } from './commands/dueCommand.js';
import { eraseCommand } from './commands/eraseCommand.js';
import { exportCommand } from './commands/exportCommand.js';
import { extractCommand } from './commands/extractCommand.js';
import { initCommand } from './commands/initCommand.js';
import { mcpCommand } from './commands/mcpCommand.js';
import { monitorCommand } from './commands/monitorCommand.js';
import { policyCommand } from './commands/policyCommand.js';
import { promptsCommand } from './commands/promptsCommand.js';
import { reviewCommand } from './commands/reviewCommand.js';
import { rollbackCommand } from './commands/rollbackCommand.js';
import { rolloutCommand } from './commands/rolloutCommand.js';
import { sampleCommand } from './commands/sampleCommand.js';
import { scoreCommand } from './commands/scoreCommand.js';
import { screenCommand } from './commands/screenCommand.js';
import { shipCommand } from './commands/shipCommand.js';
import { signersCommand } from './commands/signersCommand.js';
import { snapshotCommand } from './commands/snapshotCommand.js';
import { traceCommand } from './commands/traceCommand.js';
import { trainCommand } from './commands/trainCommand.js';
import { validateCommand } from './commands/validateCommand.js';
import { verifyCommand } from './commands/verifyCommand.js';

/** The command line, with everything it knows. */
export function program(): Command {
  const codelumi = new Command('codelumi')
    .description('Let an assistant learn from its users without being poisoned by them.')
    .version(toolVersion)
    .addHelpText(
      'after',
      '\nExit codes: 0 done, 1 a gate failed, 2 wrong usage, 3 bad input, 4 conflict, 130 cancelled',
    );
  const commands = [
    initCommand(),
    extractCommand(),
    screenCommand(),
    reviewCommand(),
    policyCommand(),
    snapshotCommand(),
    rolloutCommand(),
    rollbackCommand(),
    dueCommand(),
    monitorCommand(),
    diffCommand(),
    validateCommand(),
    trainCommand(),
    exportCommand(),
    sampleCommand(),
    scoreCommand(),
    promptsCommand(),
    shipCommand(),
    traceCommand(),
    auditCommand(),
    checkpointCommand(),
    signersCommand(),
    verifyCommand(),
    doctorCommand(),
    eraseCommand(),
    mcpCommand(),
  ];
  for (const command of commands) codelumi.addCommand(command);
  speakAsWeDo(codelumi);
  return codelumi;
}

/** Settings of a commander command are not inherited by commands that are added to it. */
function speakAsWeDo(command: Command): void {
  command.exitOverride().configureOutput({
    // Commander's own beginning would be another than that of all our errors.
    outputError: (text, write) => write(text.replace(/^error: /u, 'codelumi: ')),
  });
  command.commands.forEach(speakAsWeDo);
}
