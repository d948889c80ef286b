import type { Conflict } from '../../core/review/conflicts.js';
import { printable, printableLine } from '../../shared/printable.js';
import { say } from '../terminal.js';

const NAME_WIDTH = 60;

export function printConflicts(conflicts: readonly Conflict[]): void {
  if (conflicts.length === 0) say('nobody disagrees');
  for (const { candidate, sides } of conflicts) {
    say(candidate);
    for (const { by, action, at, file, line } of sides)
      say(
        `  ${action.padEnd(6)} by ${printableLine(by, NAME_WIDTH)} at ${at}  ${printable(file)}:${line}`,
      );
  }
  if (conflicts.length > 0) say('Whoever decides on one now settles it.');
}
