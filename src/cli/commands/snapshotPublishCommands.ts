import { type Command, Option } from 'commander';
import { recordedJobs } from '../../core/runs/recordedJobs.js';
import type { KeepReason } from '../../core/snapshots/pruning/planPruning.js';
import type { Pruned } from '../../core/snapshots/pruning/prune.js';
import type { Published } from '../../core/snapshots/publishing/publish.js';
import type { Restored } from '../../core/snapshots/publishing/restore.js';
import { gatesWords } from '../../shared/gatesWords.js';
import { printable } from '../../shared/printable.js';
import { EXIT } from '../exitCode.js';
import { type CommonOptions, runCommand, withCommonOptions } from '../runCommand.js';
import { say, warn } from '../terminal.js';
import { parseCount } from '../usage.js';

interface AskingOptions extends CommonOptions {
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

/** Commands that change the knowledge base which the assistant loads. */
export function addPublishCommands(snapshot: Command): void {
  askingFirst(withCommonOptions(snapshot.command('publish')))
    .description(
      'make the knowledge base that the assistant loads exactly a snapshot, with a backup',
    )
    .argument('<name>', 'a snapshot, or latest')
    .action((name: string, options: AskingOptions) =>
      runCommand(
        options,
        async (context) => {
          const input = { name, dryRun: options.yes !== true };
          return asked(await recordedJobs.publishSnapshot(input, context), options);
        },
        printPublished,
      ),
    );
  askingFirst(withCommonOptions(snapshot.command('restore')))
    .description('make the knowledge base again what it was, with a backup of what is there')
    .argument('<name>', 'a snapshot, latest, or a backup (codelumi snapshot list --backups)')
    .action((name: string, options: AskingOptions) =>
      runCommand(
        options,
        async (context) => {
          const input = { name, dryRun: options.yes !== true };
          return asked(await recordedJobs.restoreKnowledge(input, context), options);
        },
        printRestored,
      ),
    );
  addPrune(snapshot);
}

function addPrune(snapshot: Command): void {
  askingFirst(withCommonOptions(snapshot.command('prune')))
    .description('delete old snapshots, but none that is in use')
    .option('--keep <count>', 'how many of the newest stay; default: snapshots.keep', parseCount)
    .action((options: AskingOptions & { readonly keep?: number }) =>
      runCommand(
        options,
        async (context) => {
          const input = { keep: options.keep, dryRun: options.yes !== true };
          return asked(await recordedJobs.pruneSnapshots(input, context), options);
        },
        printPruned,
      ),
    );
}

const WHY_KEPT: Readonly<Record<KeepReason, string>> = {
  newest: 'among the newest',
  published: 'published',
  deployed: 'named in the registry',
  hotfixed: 'a hotfix was made from it',
};

function printPruned({ removed, kept, isDone }: Pruned): void {
  for (const name of removed) say(`${isDone ? 'deleted' : 'would delete'}  ${name}`);
  for (const { name, why } of kept) say(`kept  ${name}, ${WHY_KEPT[why]}`);
  if (removed.length === 0) say('nothing to prune');
}

function askingFirst(command: Command): Command {
  return command
    .option('--yes', 'do it; else only what it would do is shown')
    .addOption(new Option('--dry-run', 'only show what it would do').conflicts('yes'));
}

/** Without `--yes` nothing was done, and a script should not take it for done. */
function asked<Result extends { readonly isDone: boolean }>(
  result: Result,
  { yes, dryRun }: AskingOptions,
): Result {
  if (yes === true || dryRun === true || result.isDone) return result;
  process.exitCode = EXIT.wrongUsage;
  warn('Nothing was changed: say --yes to do it.');
  return result;
}

function printPublished({ snapshot, file, entries, verdict, ...rest }: Published): void {
  const { left, backup, isDone } = rest;
  if (isDone && backup === undefined) say(`${snapshot} is the knowledge base already`);
  else {
    say(
      `${isDone ? 'published' : 'would publish'}  ${snapshot}, ${gatesWords(verdict && { verdict })}`,
    );
    say(`       writes ${printable(file)}: ${entries} entries`);
    printFiles('leaves', left);
    printEnd(rest);
  }
}

function printRestored({ name, written, ...rest }: Restored): void {
  if (rest.isDone && rest.backup === undefined) say(`${name} is the knowledge base already`);
  else {
    say(`${rest.isDone ? 'restored' : 'would restore'}  ${name}`);
    printFiles('writes', written);
    printEnd(rest);
  }
}

function printEnd({ removed, backup }: Pick<Published, 'removed' | 'backup'>): void {
  printFiles('takes away', removed);
  if (backup === undefined) return;
  say(`       backup ${backup}; codelumi snapshot restore ${backup} brings it back`);
}

function printFiles(what: string, files: readonly string[]): void {
  for (const file of files) say(`       ${what} ${printable(file)}`);
}
