import { Command } from 'commander';
import { CodelumiError } from '../../core/errors.js';
import type { JobContext } from '../../core/job.js';
import { counted } from '../../core/records/counted.js';
import { type Advanced, advanceSnapshots } from '../../core/runs/advanceSnapshots.js';
import { recordedJobs } from '../../core/runs/recordedJobs.js';
import type { BuildInput } from '../../core/snapshots/build.js';
import { listSnapshots } from '../../core/snapshots/list.js';
import { type Backup, listBackups } from '../../core/snapshots/publishing/backup.js';
import type { SnapshotManifest } from '../../core/snapshots/snapshotEntry.js';
import { readConfig } from '../../core/workspace/config.js';
import { gatesWords } from '../../shared/gatesWords.js';
import { printable } from '../../shared/printable.js';
import { type CommonOptions, runCommand, withCommonOptions } from '../runCommand.js';
import { say } from '../terminal.js';
import { printBuilt } from './printManifest.js';
import { addLookCommands } from './snapshotLookCommands.js';
import { addPublishCommands } from './snapshotPublishCommands.js';

interface BuildOptions extends CommonOptions {
  readonly hotfix?: readonly string[];
  readonly reason?: string;
}

interface ListOptions extends CommonOptions {
  readonly backups?: boolean;
}

export function snapshotCommand(): Command {
  const snapshot = new Command('snapshot').description('versioned snapshots of the knowledge base');
  withCommonOptions(snapshot.command('build'))
    .description('build one from the knowledge base and everything accepted')
    .option(
      '--hotfix <candidate...>',
      'the newest snapshot and these alone, each accepted and signed by two people',
    )
    .option('--reason <text>', 'with --hotfix: why it must not wait')
    .action((options: BuildOptions) =>
      runCommand(
        options,
        (context) => recordedJobs.buildSnapshot(inputOf(options), context),
        printBuilt,
      ),
    );
  withCommonOptions(snapshot.command('list'))
    .description('list them, newest first')
    .option('--backups', 'list the backups of the knowledge base instead')
    .action((options: ListOptions) =>
      options.backups === true
        ? runCommand(options, backupsOf, printBackups)
        : runCommand(options, (context) => listSnapshots({}, context), printSnapshots),
    );
  withCommonOptions(snapshot.command('advance'))
    .description('say whether one is due; build and publish it where the settings say so; for cron')
    .action((options: CommonOptions) =>
      runCommand(options, (context) => advanceSnapshots({}, context), printAdvanced),
    );
  addLookCommands(snapshot);
  addPublishCommands(snapshot);
  return snapshot;
}

/** @throws CodelumiError `wrong-usage` where only one of the two is given */
function inputOf({ hotfix: candidates, reason }: BuildOptions): BuildInput {
  if (candidates === undefined && reason === undefined) return {};
  if (candidates !== undefined && reason !== undefined) return { hotfix: { candidates, reason } };
  throw new CodelumiError({
    reason: 'wrong-usage',
    what: '--hotfix and --reason go together',
    remedy: 'Name the candidates that must not wait, and say why.',
  });
}

function printSnapshots(manifests: readonly SnapshotManifest[]): void {
  if (manifests.length === 0) say('no snapshots yet; codelumi snapshot build makes one');
  for (const { name, counts, gates } of manifests)
    say(
      `${name}  ${counted(counts.entries, 'entry', 'entries')}, ${counts.from_candidates} accepted, ${gatesWords(gates)}`,
    );
}

function printAdvanced({ due, newest, built, published, why, verdict }: Advanced): void {
  if (!due) say('no snapshot is due');
  else if (built === undefined)
    say(
      `a snapshot is due: ${newest === undefined ? 'none was built yet' : `the newest is ${newest.name}`}`,
    );
  else {
    say(`built  ${built}, ${gatesWords(verdict && { verdict })}`);
    say(`       ${published ? 'published' : `not published: ${printable(why ?? '')}`}`);
  }
}

async function backupsOf(context: JobContext): Promise<readonly Backup[]> {
  const { sources } = await readConfig(context.files);
  return listBackups(context, sources.knowledgeBase);
}

function printBackups(backups: readonly Backup[]): void {
  if (backups.length === 0) say('no backups yet; publishing a snapshot makes one');
  for (const { name, before, files } of backups)
    say(`${name}  ${counted(files.length, 'file')}, as they were before ${printable(before)}`);
}
