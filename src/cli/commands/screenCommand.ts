import { Command } from 'commander';
import { screen } from '../../core/screening/screen.js';
import { printable } from '../../shared/printable.js';
import { type CommonOptions, runCommand, withCommonOptions } from '../runCommand.js';
import { say } from '../terminal.js';
import { parseDay } from '../usage.js';

interface ScreenOptions extends CommonOptions {
  readonly day?: string;
}

function placeOf({ file, line }: { readonly file: string; readonly line: number }): string {
  return `${printable(file)}:${line}`;
}

export function screenCommand(): Command {
  return withCommonOptions(new Command('screen'))
    .description('screen the candidates again, after a change of rules or policy')
    .option('--day <YYYY-MM-DD>', "only that day's candidates", parseDay)
    .action(({ day, ...options }: ScreenOptions) =>
      runCommand(
        options,
        (context) => screen(day === undefined ? {} : { day }, context),
        ({ screened, changed, pending, flagged, rejected, conflicts }) => {
          say(
            `screened ${screened} candidates: ${pending} pending, ${flagged} flagged, ${rejected} rejected`,
          );
          say(changed === 0 ? 'nothing changed' : `${changed} changed`);
          for (const { one, other, message } of conflicts) {
            say(`${placeOf(one)} and ${placeOf(other)}: ${printable(message)}`);
          }
        },
      ),
    );
}
