import { type Command, Option } from 'commander';
import { recordRun } from '../../core/audit/runs/recordRun.js';
import { markdownChange, markdownHead } from '../../core/comparison/diffMarkdown.js';
import type { JobContext } from '../../core/job.js';
import { deploymentSides, sideName } from '../../core/rollout/comparison/deploymentSides.js';
import {
  type PartChange,
  partChanges,
  partsMarkdown,
  partWords,
} from '../../core/rollout/comparison/partChanges.js';
import { printable, printableLine } from '../../shared/printable.js';
import { EXIT } from '../exitCode.js';
import { type CommonOptions, runCommand, withCommonOptions } from '../runCommand.js';
import { say } from '../terminal.js';
import { compareFiles, type FileDiff, printDiff } from './recordDiff.js';

interface DiffOptions extends CommonOptions {
  readonly markdown?: boolean;
}

/** Two deployments, and everything that differs. */
interface DeploymentFileDiff extends FileDiff {
  readonly parts: readonly PartChange[];
}

const LONGEST = 300;

/** `codelumi rollout diff`: as `diff`, for deployments. */
export function addDiffCommand(rollout: Command): void {
  withCommonOptions(rollout.command('diff'))
    .description(
      'what differs between two deployments: entries, reranker, settings; exit code 1 where something does',
    )
    .argument(
      '[a]',
      'a deployment, own (what the assistant has of its own), prod, candidate or lastKnownGood; default: what is on its way',
    )
    .argument('[b]', 'a later one; left out: <a> against what it followed')
    .addOption(new Option('--markdown', 'print Markdown, for a pull request').conflicts('json'))
    .action((a: string | undefined, b: string | undefined, options: DiffOptions) =>
      runCommand(
        options,
        (context) => diffOf(context, a, b),
        options.markdown === true ? printMarkdown : print,
      ),
    );
}

async function diffOf(
  context: JobContext,
  a: string | undefined,
  b: string | undefined,
): Promise<DeploymentFileDiff> {
  const choice = b === undefined ? { after: a } : { before: a, after: b };
  const subject = { id: [a, b].filter((name) => name !== undefined).join(' ') || 'candidate' };
  return recordRun(context, { action: 'compare', subject }, async (watched) => {
    const sides = await deploymentSides(watched, choice);
    const compared = await compareFiles(watched, sides.before.entries, sides.after.entries);
    const parts = partChanges(sides);
    if (parts.some(({ verdict }) => verdict === 'different')) process.exitCode = EXIT.gateFailed;
    return { ...compared, before: sideName(sides.before), after: sideName(sides.after), parts };
  });
}

function print(diff: DeploymentFileDiff): void {
  say(`${diff.before} → ${diff.after}`);
  for (const part of diff.parts) say(printableLine(partWords(part), LONGEST));
  printDiff(diff);
}

function printMarkdown({ before, after, counts, changes, parts }: DeploymentFileDiff): void {
  say(printable(markdownHead({ before, after }, counts)));
  say(printable(partsMarkdown(parts)));
  for (const change of changes) say(printable(markdownChange(change)));
}
