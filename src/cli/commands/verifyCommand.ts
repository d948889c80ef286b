import { Command } from 'commander';
import { formatPlace } from '../../core/errors.js';
import type { Fault } from '../../core/verification/fault.js';
import { type VerifyResult, verify } from '../../core/verification/verify.js';
import { printable } from '../../shared/printable.js';
import { EXIT } from '../exitCode.js';
import { type CommonOptions, runCommand, withCommonOptions } from '../runCommand.js';
import { say } from '../terminal.js';

interface VerifyOptions extends CommonOptions {
  readonly mend?: boolean;
}

export function verifyCommand(): Command {
  return withCommonOptions(new Command('verify'))
    .description('prove from the files alone that nothing was learned without a decision')
    .option(
      '--mend',
      'write accepted.jsonl, rejected.jsonl and flagged.jsonl anew where they differ',
    )
    .action((options: VerifyOptions) =>
      runCommand(
        options,
        async (context) => {
          const result = await verify({ mend: options.mend === true }, context);
          if (result.faults.length > 0) process.exitCode = EXIT.gateFailed;
          return result;
        },
        print,
      ),
    );
}

function print({ faults, warnings, checked, mended }: VerifyResult): void {
  for (const file of mended) say(`written anew: ${printable(file)}`);
  for (const warning of warnings) say(`${lineOf(warning)} (warning)`);
  for (const fault of faults) say(lineOf(fault));
  const { candidates, decisions, accepted, proofs, snapshots, entries } = checked;
  say(
    `verified ${decisions} decisions on ${candidates} candidates, ${accepted} accepted with ${proofs} proofs, ${snapshots} snapshots with ${entries} entries`,
  );
  say(`${faults.length} faults, ${warnings.length} warnings`);
}

function lineOf({ check, place, message }: Fault): string {
  return `${printable(formatPlace(place))}: ${check}: ${printable(message)}`;
}
