import { Command } from 'commander';
import { recordedJobs } from '../../core/runs/recordedJobs.js';
import type { DrawnSample } from '../../core/validation/annotation/drawSample.js';
import {
  type AnnotatorAgreement,
  type SampleStatus,
  sampleStatus,
} from '../../core/validation/annotation/sampleStatus.js';
import { printableLine } from '../../shared/printable.js';
import { diagnostic } from '../diagnostic.js';
import { type CommonOptions, runCommand, withCommonOptions } from '../runCommand.js';
import { say, warn } from '../terminal.js';
import { parseCount } from '../usage.js';

interface DrawOptions extends CommonOptions {
  readonly size: number;
  readonly seed?: number;
  readonly name?: string;
}

const NAME_WIDTH = 60;

export function sampleCommand(): Command {
  const sample = new Command('sample').description('samples of answers that people grade');
  withCommonOptions(sample.command('draw'))
    .description('draw pairs of logged queries and what is found for them, by rank and score')
    .requiredOption('--size <n>', 'how many pairs', parseCount)
    .option('--seed <n>', 'another sample for another number; default: 1', parseCount)
    .option('--name <name>', 'what to call it; default: sample- and the day')
    .action(({ size, seed, name, ...options }: DrawOptions) =>
      runCommand(
        options,
        (context) => recordedJobs.drawSample({ size, seed, name }, context),
        printDrawn,
      ),
    );
  withCommonOptions(sample.command('status'))
    .description('how many pairs are graded by whom, and how far annotators agree')
    .action((options: CommonOptions) =>
      runCommand(options, (context) => sampleStatus({}, context), printStatus),
    );
  return sample;
}

function printDrawn({ file, pairs, strata, leftOut }: DrawnSample): void {
  say(`drew   ${pairs} pairs into ${file}`);
  for (const [stratum, count] of Object.entries(strata).sort(([a], [b]) => (a < b ? -1 : 1)))
    say(`       ${stratum}: ${count}`);
  if (leftOut.evaluation > 0)
    say(`       left out: ${leftOut.evaluation} queries that quality is measured with, or nearly`);
  if (leftOut.private > 0)
    say(`       left out: ${leftOut.private} queries that hold something private`);
  say('       "CodeLumi: Annotate Sample" in the editor grades them');
}

function printStatus({ samples, annotators, agreements, faults }: SampleStatus): void {
  if (samples.length === 0) say('no samples yet; codelumi sample draw --size 100 draws one');
  for (const { name, pairs, graded } of samples) {
    say(`${printableLine(name, NAME_WIDTH)}  ${pairs} pairs`);
    for (const [who, count] of Object.entries(graded))
      say(`  ${printableLine(who, NAME_WIDTH)}: ${count} graded`);
  }
  const all = Object.values(annotators).reduce((sum, count) => sum + count, 0);
  const people = Object.keys(annotators).length;
  say(`${all} grades by ${people} annotators in all`);
  for (const each of agreements) say(agreementWords(each));
  if (people > 1 && agreements.length === 0) say('no pair was graded by two people');
  for (const { place, message } of faults) warn(diagnostic(place, 'warning', message));
}

function agreementWords({ annotators, n, same, agreement }: AnnotatorAgreement): string {
  const [one, other] = annotators.map((each) => printableLine(each, NAME_WIDTH));
  const figure =
    agreement === undefined
      ? 'no kappa, as one grade is all that was given'
      : `weighted kappa ${agreement.kappa.toFixed(2)}${intervalWords(agreement.interval)}`;
  return `${one} and ${other}: ${figure}, ${Math.round(100 * same)} % alike, n = ${n}`;
}

function intervalWords(interval: readonly [number, number] | null): string {
  return interval === null ? '' : ` (95 %: ${interval.map((end) => end.toFixed(2)).join(' to ')})`;
}
