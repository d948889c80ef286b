import { Command } from 'commander';
import { formatPlace } from '../../core/errors.js';
import { checkHealth, type Health } from '../../core/health/checkHealth.js';
import type { HealthFinding } from '../../core/health/healthFinding.js';
import type { JobContext } from '../../core/job.js';
import { counted } from '../../core/records/counted.js';
import { recordedJobs } from '../../core/runs/recordedJobs.js';
import { printable } from '../../shared/printable.js';
import { diagnostic } from '../diagnostic.js';
import { EXIT } from '../exitCode.js';
import { type CommonOptions, runCommand, withCommonOptions } from '../runCommand.js';
import { say } from '../terminal.js';

interface DoctorOptions extends CommonOptions {
  readonly fix?: boolean;
  readonly yes?: boolean;
}

type Examined = Health & {
  /** What was done about findings, as a person would have typed it. */
  readonly fixed: readonly string[];
  /** What was not done, because it needs a yes. */
  readonly withheld: readonly string[];
};

export function doctorCommand(): Command {
  return withCommonOptions(new Command('doctor'))
    .description(
      'say who can get at what users said, and what is not set up; exit code 1: a problem',
    )
    .option('--fix', 'mend what can be mended without touching the index of Git')
    .option('--yes', 'with --fix: take files out of the index of Git, too (git rm --cached)')
    .action((options: DoctorOptions) =>
      runCommand(
        options,
        async (context) => {
          const examined = await examine(context, options);
          const isIll = examined.findings.some(({ severity }) => severity === 'problem');
          if (isIll) process.exitCode = EXIT.gateFailed;
          return examined;
        },
        print,
      ),
    );
}

/** After mending everything is looked at once more: what is told is what is left. */
async function examine(context: JobContext, { fix, yes }: DoctorOptions): Promise<Examined> {
  const health = await checkHealth({}, context);
  if (fix !== true) return { ...health, fixed: [], withheld: [] };
  const [fixed, withheld]: [string[], string[]] = [[], []];
  for (const finding of health.findings) {
    if (finding.fix === undefined) continue;
    const needsYes = finding.fix.kind === 'untrack' && yes !== true;
    if (!needsYes) await recordedJobs.mendHealth({ fix: finding.fix }, context);
    (needsYes ? withheld : fixed).push(finding.command ?? finding.remedy);
  }
  return { ...(await checkHealth({}, context)), fixed, withheld };
}

function print({ findings, versions, fixed, withheld }: Examined): void {
  for (const done of fixed) say(`done: ${printable(done)}`);
  for (const finding of findings) sayFinding(finding);
  for (const command of withheld) say(`not done without --yes: ${printable(command)}`);
  const { node, git = 'none', python = 'none' } = versions;
  say(`Node ${node}, Git ${git}, Python ${python}`);
  const countOf = (wanted: HealthFinding['severity']) =>
    counted(findings.filter(({ severity }) => severity === wanted).length, wanted);
  say(`${countOf('problem')}, ${countOf('warning')}, ${countOf('note')}`);
}

function sayFinding({ check, severity, what, place, why, remedy, command }: HealthFinding): void {
  // A note is nothing to mend: editors need not list it.
  if (severity === 'note')
    say(`${printable(formatPlace(place))}: note: ${check}: ${printable(what)}`);
  else say(diagnostic(place, severity === 'problem' ? 'error' : 'warning', `${check}: ${what}`));
  say(`       ${printable(why)} ${printable(remedy)}`);
  if (command !== undefined) say(`       ${printable(command)}`);
}
