import { commands, Disposable } from 'vscode';
import { COMMANDS } from '../../shared/ids.js';
import type { ErrorReporter } from '../errorReporter.js';
import type { CommandHandlers } from './commandHandlers.js';

/** Registers every command; what they do is asked for when the first is called. */
export function registerOnFirstUse(
  handlers: () => Promise<CommandHandlers>,
  errors: ErrorReporter,
): Disposable {
  const registered = Object.values(COMMANDS).map((id) =>
    commands.registerCommand(id, async (...args: readonly unknown[]) => {
      try {
        await (await handlers())[id](...args);
      } catch (error) {
        // Not awaited: the message stays until it is closed, the command is over.
        void errors.report(error, () => commands.executeCommand(id, ...args));
      }
    }),
  );
  return Disposable.from(...registered);
}
