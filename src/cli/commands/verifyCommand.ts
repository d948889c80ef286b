import { Command, Option } from 'commander';
import { counted } from '../../core/records/counted.js';
import { recordedJobs } from '../../core/runs/recordedJobs.js';
import type { Fault } from '../../core/verification/fault.js';
import { verdictMarkdown } from '../../core/verification/verdictMarkdown.js';
import type { VerifyInput, VerifyResult } from '../../core/verification/verify.js';
import { printable } from '../../shared/printable.js';
import { diagnostic } from '../diagnostic.js';
import { EXIT } from '../exitCode.js';
import { type CommonOptions, runCommand, withCommonOptions } from '../runCommand.js';
import { say } from '../terminal.js';

interface VerifyOptions extends CommonOptions {
  readonly mend?: boolean;
  readonly base: string | boolean;
  readonly markdown?: boolean;
}

export function verifyCommand(): Command {
  return withCommonOptions(new Command('verify'))
    .description('prove from the files alone that nothing was learned without a decision')
    .option(
      '--mend',
      'write accepted.jsonl, rejected.jsonl and flagged.jsonl anew where they differ',
    )
    .addOption(
      new Option(
        '--base <ref>',
        'hold journals, snapshots and checkpoints against the commit where this branch left <ref> (origin/main)',
      ).default(true, 'the last commit'),
    )
    .option('--no-base', 'do not ask Git')
    .addOption(
      new Option('--markdown', 'print the verdict as Markdown, for a pull request').conflicts(
        'json',
      ),
    )
    .action((options: VerifyOptions) =>
      runCommand(
        options,
        async (context) => {
          const result = await recordedJobs.verify(inputOf(options), context);
          if (result.faults.length > 0) process.exitCode = EXIT.gateFailed;
          return result;
        },
        options.markdown === true ? (result) => say(verdictMarkdown(result).trimEnd()) : print,
      ),
    );
}

function inputOf({ mend, base }: VerifyOptions): VerifyInput {
  return { mend: mend === true, ...(base === true ? {} : { base }) };
}

function print({ faults, warnings, checked, mended, base }: VerifyResult): void {
  for (const file of mended) say(`written anew: ${printable(file)}`);
  for (const warning of warnings) say(lineOf(warning, 'warning'));
  for (const fault of faults) say(lineOf(fault, 'error'));
  const { candidates, decisions, signed, accepted, proofs, copies, snapshots, entries } = checked;
  const rerankers = checked.models === 0 ? '' : `, ${counted(checked.models, 'reranker')}`;
  const byCopy = copies === 0 ? '' : ` (${copies} by a copy, the log being gone)`;
  const decided = `${counted(decisions, 'decision')} (${signed} signed) on ${counted(candidates, 'candidate')}`;
  const proven = `${accepted} accepted with ${counted(proofs, 'proof')}${byCopy}`;
  const built = `${counted(snapshots, 'snapshot')} with ${counted(entries, 'entry', 'entries')}`;
  say(`verified ${decided}, ${proven}, ${built}${rerankers}`);
  const { audited, checkpoints, uncovered, committed } = checked;
  const entered = counted(audited, 'audit entry', 'audit entries');
  const covered = counted(checkpoints, 'checkpoint');
  say(`         ${entered}, ${covered}, ${counted(uncovered, 'line')} since them`);
  if (base !== undefined)
    say(`         ${counted(committed, 'committed file')} against ${base.slice(0, 12)}`);
  say(`${counted(faults.length, 'fault')}, ${counted(warnings.length, 'warning')}`);
}

function lineOf({ check, place, message }: Fault, severity: 'error' | 'warning'): string {
  return diagnostic(place, severity, `${check}: ${message}`);
}
