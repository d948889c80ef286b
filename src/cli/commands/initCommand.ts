import { Command } from 'commander';
import { recordedJobs } from '../../core/runs/recordedJobs.js';
import type { InitResult } from '../../core/setup/initWorkspace.js';
import { printable } from '../../shared/printable.js';
import { type CommonOptions, runCommand, withCommonOptions } from '../runCommand.js';
import { say } from '../terminal.js';

interface InitOptions extends CommonOptions {
  readonly github?: boolean;
}

export function initCommand(): Command {
  return withCommonOptions(new Command('init'))
    .description('set a workspace up for reviewing through Git; changes nothing that is there')
    .option('--github', 'also a workflow for GitHub Actions that verifies pull requests')
    .action((options: InitOptions) =>
      runCommand(
        options,
        (context) => recordedJobs.initWorkspace({ github: options.github === true }, context),
        print,
      ),
    );
}

function print({ made, extended, kept, hints }: InitResult): void {
  for (const path of made) say(`made      ${printable(path)}`);
  for (const path of extended) say(`added to  ${printable(path)}`);
  for (const path of kept) say(`kept      ${printable(path)}`);
  for (const hint of hints) say(printable(hint));
}
