import { Command } from 'commander';
import { CodelumiError } from '../../core/errors.js';
import type { DashboardPlots, Plot } from '../../core/monitoring/plots/plot.js';
import { csvOf } from '../../core/monitoring/plots/plotCsv.js';
import { recordedJobs } from '../../core/runs/recordedJobs.js';
import { printableLine } from '../../shared/printable.js';
import { printableCsv } from '../../shared/printableCsv.js';
import { type CommonOptions, runCommand, withCommonOptions } from '../runCommand.js';
import { say } from '../terminal.js';

const LONGEST = 400;

/** `codelumi monitor plots`: what the dashboard draws, for scripts and other tools. Writes nothing, raises nothing. */
export function monitorPlotsCommand(): Command {
  return withCommonOptions(new Command('plots'))
    .description('list the plots of the dashboard, or print the figures of one')
    .option('--csv <id>', 'print the table of this plot as CSV')
    .action((_options: CommonOptions, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions & { readonly csv?: string }>();
      return options.csv === undefined ? listPlots(options) : printCsv(options, options.csv);
    });
}

function listPlots(options: CommonOptions): Promise<void> {
  return runCommand(
    options,
    async (context) => (await recordedJobs.dashboard({ keep: false }, context)).groups,
    printPlots,
  );
}

/** With `--json` the plot as it is, and its table as text. */
function printCsv(options: CommonOptions, id: string): Promise<void> {
  return runCommand(
    options,
    async (context) => {
      const { groups } = await recordedJobs.dashboard({ keep: false }, context);
      const plot = groups.flatMap(({ plots }) => plots).find((each) => each.id === id);
      if (plot === undefined) throw noSuchPlot(id);
      return { plot, csv: printableCsv(csvOf(plot)) };
    },
    ({ csv }) => process.stdout.write(csv),
  );
}

function printPlots(groups: readonly DashboardPlots[]): void {
  for (const { group, plots } of groups) {
    say(group);
    for (const plot of plots) say(`  ${plotLine(plot)}`);
  }
}

function plotLine({ id, says }: Plot): string {
  return printableLine(`${id}: ${says}`, LONGEST);
}

function noSuchPlot(id: string): CodelumiError {
  return new CodelumiError({
    reason: 'not-found',
    what: `There is no plot ${JSON.stringify(id.slice(0, 100))}`,
    remedy: 'codelumi monitor plots lists them.',
  });
}
