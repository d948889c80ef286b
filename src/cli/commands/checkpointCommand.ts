import { Command } from 'commander';
import { checkpoint, type MadeCheckpoint } from '../../core/audit/checkpoints/makeCheckpoint.js';
import { counted } from '../../core/records/counted.js';
import { printable } from '../../shared/printable.js';
import { EXIT } from '../exitCode.js';
import { type CommonOptions, runCommand, withCommonOptions } from '../runCommand.js';
import { say } from '../terminal.js';

/** `codelumi checkpoint`: records how far the journals of this clone go. */
export function checkpointCommand(): Command {
  return withCommonOptions(new Command('checkpoint'))
    .description('record how far the journals of this clone go, signed where there is a key')
    .action((options: CommonOptions) =>
      runCommand(
        options,
        async (context) => {
          const made = await checkpoint(context);
          if (made !== undefined && made.refused.length > 0) process.exitCode = EXIT.gateFailed;
          return { made };
        },
        print,
      ),
    );
}

function print({ made }: { readonly made: MadeCheckpoint | undefined }): void {
  if (made === undefined) {
    say('this clone has written nothing yet');
    return;
  }
  const { file, size, heads, signedBy, unsigned, refused } = made;
  for (const { path, what } of refused) say(printable(`${path}: ${what}; run codelumi verify`));
  if (heads.length === 0) {
    say(`nothing new since the checkpoint of ${size} heads`);
    return;
  }
  for (const { path, lines } of heads) say(printable(`${path}: ${counted(lines, 'line')}`));
  const who = signedBy === undefined ? 'unsigned' : `signed by ${signedBy}`;
  say(printable(`checkpoint of ${size} heads in ${file}, ${who}`));
  if (unsigned !== undefined) say(printable(`could not be signed: ${unsigned}`));
}
