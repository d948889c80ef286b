import { Command } from 'commander';
import { buildSnapshot } from '../../core/snapshots/build.js';
import { listSnapshots } from '../../core/snapshots/list.js';
import { type CommonOptions, runCommand, withCommonOptions } from '../runCommand.js';
import { say } from '../terminal.js';

export function snapshotCommand(): Command {
  const snapshot = new Command('snapshot').description('versioned snapshots of the knowledge base');
  withCommonOptions(snapshot.command('build'))
    .description('build one from the knowledge base and everything accepted')
    .action((options: CommonOptions) =>
      runCommand(
        options,
        (context) => buildSnapshot({}, context),
        ({ file, manifest: { counts, sha256 } }) => {
          say(`built  ${file}`);
          say(
            `       ${counts.entries} entries: ${counts.from_knowledge_base} known, ${counts.from_candidates} accepted (${counts.duplicates} duplicates left out)`,
          );
          say(`       sha256 ${sha256}`);
        },
      ),
    );
  withCommonOptions(snapshot.command('list'))
    .description('list them, newest first')
    .action((options: CommonOptions) =>
      runCommand(
        options,
        (context) => listSnapshots({}, context),
        (manifests) => {
          if (manifests.length === 0) say('no snapshots yet; codelumi snapshot build makes one');
          for (const { name, counts } of manifests) {
            say(`${name}  ${counts.entries} entries, ${counts.from_candidates} accepted`);
          }
        },
      ),
    );
  return snapshot;
}
