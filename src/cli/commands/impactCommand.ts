import { Command, Option } from 'commander';
import type { JobContext } from '../../core/job.js';
import type { Reviewer } from '../../core/records/decision.js';
import { KEEP, type Resolution } from '../../core/records/resolution.js';
import { filesReader } from '../../core/review/reviewReader.js';
import { entryRefTo } from '../../core/review/standingEntry.js';
import { ImpactPreviews } from '../../core/validation/impact/impactPreviews.js';
import { type CommonOptions, runCommand, withCommonOptions } from '../runCommand.js';
import { parseReviewer } from '../usage.js';
import { viewingIn } from '../viewing.js';
import { type PrintedImpact, printImpact } from './printImpact.js';

interface ImpactOptions extends CommonOptions {
  readonly mergeInto?: string;
  readonly supersede?: string;
  readonly keep?: boolean;
  readonly reviewer?: Reviewer;
}

export function impactCommand(): Command {
  return withCommonOptions(new Command('impact').argument('<candidate>'))
    .description(
      'show what a candidate would change about what is found, before anything is decided',
    )
    .addOption(
      new Option(
        '--merge-into <entry>',
        'as if its questions became variants of this entry',
      ).conflicts(['supersede', 'keep']),
    )
    .addOption(
      new Option('--supersede <entry>', 'as if it took the place of this entry').conflicts('keep'),
    )
    .option('--keep', 'as if it became an entry of its own; default: what was decided, else this')
    .option('--reviewer <"Name <mail>">', 'who looks; default: your Git identity', parseReviewer)
    .action((id: string, options: ImpactOptions) =>
      runCommand(options, (context) => impactOf(context, id, options), printImpact),
    );
}

async function impactOf(
  context: JobContext,
  candidate: string,
  options: ImpactOptions,
): Promise<PrintedImpact> {
  const viewing = await viewingIn(context, options);
  const reader = filesReader(context);
  const resolution = await chosen(context, options);
  context.progress({ message: 'Reading the knowledge base' });
  const previews = new ImpactPreviews(context, reader, { viewing: () => viewing });
  const impact = await previews.preview({ candidate, resolution });
  if (impact.obstacle !== null || impact.inUse === null) return { ...impact, reranked: null };
  context.progress({ message: `Ranking by ${impact.inUse}` });
  return { ...impact, reranked: (await previews.reranked({ candidate, resolution })) ?? null };
}

async function chosen(
  context: JobContext,
  { mergeInto, supersede, keep }: ImpactOptions,
): Promise<Resolution | undefined> {
  const id = mergeInto ?? supersede;
  if (id === undefined) return keep === true ? KEEP : undefined;
  const entry = await entryRefTo(context, id, filesReader(context));
  return { kind: mergeInto === undefined ? 'supersede' : 'merge', entry };
}
