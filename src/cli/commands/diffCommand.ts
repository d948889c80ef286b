import { relative, resolve, sep } from 'node:path';
import { Command, Option } from 'commander';
import { recordRun } from '../../core/audit/runs/recordRun.js';
import type { JobContext } from '../../core/job.js';
import { committedBytes } from '../../node/gitVersion.js';
import { type CommonOptions, runCommand, withCommonOptions } from '../runCommand.js';
import { compareFiles, type FileDiff, printDiff, printDiffMarkdown } from './recordDiff.js';

interface DiffOptions extends CommonOptions {
  readonly markdown?: boolean;
}

/** As `diff`, for records: nothing differs, exit code 0; something does, 1. */
export function diffCommand(): Command {
  return withCommonOptions(new Command('diff'))
    .description('compare two files of records, wherever each record stands in them')
    .argument('<before>', 'a .jsonl or .json file of the workspace')
    .argument('[after]', 'another one; left out: <before> as it is, against its last commit')
    .addOption(new Option('--markdown', 'print Markdown, for a pull request').conflicts('json'))
    .action((before: string, after: string | undefined, options: DiffOptions) =>
      runCommand(
        options,
        async (context) => {
          const subject = { id: [before, after ?? before].join(' ') };
          return recordRun(context, { action: 'compare', subject }, (watched) =>
            diffOf(watched, options.workspace, before, after),
          );
        },
        options.markdown === true ? printDiffMarkdown : printDiff,
      ),
    );
}

async function diffOf(
  context: JobContext,
  workspace: string,
  first: string,
  second: string | undefined,
): Promise<FileDiff> {
  const named = pathIn(workspace, first);
  if (second !== undefined)
    return compareFiles(context, { file: named }, { file: pathIn(workspace, second) });
  const bytes = await committedBytes(context.files.root, named);
  return compareFiles(context, { file: named, bytes, name: `${named} (HEAD)` }, { file: named });
}

/** As somebody types it, relative to where they are, as the workspace names it. */
function pathIn(workspace: string, typed: string): string {
  return relative(resolve(workspace), resolve(workspace, typed)).split(sep).join('/');
}
