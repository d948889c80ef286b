import { Command } from 'commander';
import { CodelumiError } from '../../core/errors.js';
import type { JobContext } from '../../core/job.js';
import { counted } from '../../core/records/counted.js';
import { signedName } from '../../core/records/decision.js';
import { recordedJobs } from '../../core/runs/recordedJobs.js';
import type { Allowed } from '../../core/screening/allowValue.js';
import type { ScreenResult } from '../../core/screening/screen.js';
import { gitReviewer } from '../../node/gitReviewer.js';
import { printable } from '../../shared/printable.js';
import { diagnostic } from '../diagnostic.js';
import { type CommonOptions, runCommand, withCommonOptions } from '../runCommand.js';
import { say } from '../terminal.js';
import { parseDay } from '../usage.js';

interface ScreenOptions extends CommonOptions {
  readonly day?: string;
  readonly allow?: string;
  readonly reason?: string;
}

type Screened = ScreenResult & { readonly allowed?: Allowed };

export function screenCommand(): Command {
  return withCommonOptions(new Command('screen'))
    .description('screen the candidates again, after a change of rules or policy')
    .option('--day <YYYY-MM-DD>', "only that day's candidates", parseDay)
    .option('--allow <value>', 'first put a value on the allow-list: it is not private here')
    .option('--reason <text>', 'why it is not private')
    .action((options: ScreenOptions) =>
      runCommand(options, (context) => screenAgain(options, context), print),
    );
}

async function screenAgain(
  { day, allow, reason }: ScreenOptions,
  context: JobContext,
): Promise<Screened> {
  const allowed = await allowedIn(context, allow, reason);
  const result = await recordedJobs.screen(day === undefined ? {} : { day }, context);
  return allowed === undefined ? result : { ...result, allowed };
}

async function allowedIn(
  context: JobContext,
  value: string | undefined,
  reason: string | undefined,
): Promise<Allowed | undefined> {
  if (value === undefined && reason === undefined) return undefined;
  if (value === undefined || reason === undefined) throw reasonMissing();
  const author = signedName(await gitReviewer(context.files.root));
  return recordedJobs.allowValue({ value, reason, author }, context);
}

function reasonMissing(): CodelumiError {
  return new CodelumiError({
    reason: 'wrong-usage',
    what: 'A value is allowed with a reason',
    remedy: 'Give both --allow VALUE and --reason TEXT.',
  });
}

function print(result: Screened): void {
  const { screened, changed, pending, flagged, rejected, allowed, conflicts } = result;
  if (allowed !== undefined) {
    const what = allowed.added ? 'allowed from now on' : 'was allowed before';
    say(`${what}: the value with digest ${allowed.sha256.slice(0, 12)}…`);
  }
  say(
    `screened ${counted(screened, 'candidate')}: ${pending} pending, ${flagged} flagged, ${rejected} rejected`,
  );
  say(changed === 0 ? 'nothing changed' : `${changed} changed`);
  for (const { one, other, message } of conflicts)
    say(diagnostic(one, 'warning', `${message} (against ${placeOf(other)})`));
}

function placeOf({ file, line }: { readonly file: string; readonly line: number }): string {
  return `${printable(file)}:${line}`;
}
