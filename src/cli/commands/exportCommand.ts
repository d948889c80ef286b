import { basename, dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { Command, Option } from 'commander';
import { type CodelumiError, wrongUsage } from '../../core/errors.js';
import {
  type ExportInput,
  type ExportSource,
  FORMAT_IDS,
  type FormatId,
  parseSource,
} from '../../core/exporting/exportInput.js';
import type { Exported } from '../../core/exporting/exportKnowledge.js';
import { counted } from '../../core/records/counted.js';
import { recordedJobs } from '../../core/runs/recordedJobs.js';
import { printable } from '../../shared/printable.js';
import { type CommonOptions, runCommand, withCommonOptions } from '../runCommand.js';
import { say } from '../terminal.js';

interface ExportOptions extends CommonOptions {
  readonly format?: FormatId;
  readonly from: string;
  readonly out?: string;
  readonly split?: string;
  readonly seed?: string;
  readonly filter?: string;
  readonly license?: string;
  readonly unsigned?: boolean;
}

export function exportCommand(): Command {
  return withCommonOptions(new Command('export'))
    .description('write what was accepted, or a snapshot, in a form that other tools read')
    .addOption(new Option('--format <format>', 'which form (needed)').choices(FORMAT_IDS))
    .option(
      '--from <source>',
      'accepted, snapshot (the newest), snapshot:NAME or candidates',
      'accepted',
    )
    .option('--out <path>', 'a new folder; for csv and parquet also a file (needed)')
    .option(
      '--split <shares>',
      'percentages for train/validation/test, such as 80/10/10; near-duplicates stay together',
    )
    .option('--seed <seed>', 'the same seed gives the same split; default: codelumi')
    .option('--filter <words>', 'only what fits: a filter of the queue; of a snapshot words')
    .option('--license <identifier>', 'an SPDX identifier, for the manifest; default: unknown')
    .option('--unsigned', 'also what nobody signed')
    .action((options: ExportOptions) =>
      runCommand(
        options,
        async (context) => recordedJobs.exportKnowledge(inputOf(options), context),
        print,
      ),
    );
}

/** @throws CodelumiError `wrong-usage` that names all that is missing, where commander names only the first */
function inputOf(options: ExportOptions): ExportInput {
  const { format, out, split, seed, filter, license: licence, unsigned } = options;
  if (format === undefined || out === undefined) throw missing({ format, out });
  const from: ExportSource = parseSource(options.from);
  const place = placeOf(resolve(options.workspace), out);
  return { format, from, ...place, split, seed, filter, licence, unsigned };
}

function missing(needed: Readonly<Record<'format' | 'out', string | undefined>>): CodelumiError {
  const options = Object.entries(needed).flatMap(([name, value]) => (value ? [] : [`--${name}`]));
  return wrongUsage(
    `${options.join(' and ')} ${options.length === 1 ? 'is' : 'are'} missing`,
    `Write it like codelumi export --format csv --out accepted.csv; other formats are ${FORMAT_IDS.slice(1).join(', ')}.`,
  );
}

/** Relative to the workspace, as all paths of the shell's commands; what is outside of it by its folder. */
function placeOf(root: string, typed: string): Pick<ExportInput, 'out' | 'elsewhere'> {
  const path = resolve(root, typed);
  const inside = relative(root, path);
  if (inside.split(sep)[0] !== '..' && !isAbsolute(inside)) return { out: inside };
  return { out: basename(path), elsewhere: dirname(path) };
}

function print({ manifestFile, manifest }: Exported): void {
  const { counts, files, left_out: leftOut, notes, split } = manifest;
  say(`exported  ${counted(counts.exported, 'entry', 'entries')} of ${counts.read}`);
  if (split !== undefined)
    say(
      `          train ${counts.train}, validation ${counts.validation}, test ${counts.test}, by ${counted(split.groups, 'group')}`,
    );
  for (const { path, rows, bytes } of files)
    say(
      `wrote     ${path}: ${rows === undefined ? '' : `${counted(rows, 'row')}, `}${bytes} bytes`,
    );
  for (const { why, count } of leftOut) say(`left out  ${count}: ${why}`);
  for (const note of notes) say(`note      ${note}`);
  say(`manifest  ${printable(manifestFile)}`);
}
