import { commands, l10n, window } from 'vscode';
import type { ValidateInput } from '../../core/validation/validateInput.js';
import { COMMANDS } from '../../shared/ids.js';
import { plainMessage } from '../plainMessage.js';

const VALIDATE = l10n.t('Run Validation');

/** Tells what was done with a rollout that waits for a validation, and runs exactly the one it waits for if asked to. */
export async function offerValidation(words: string, validate: ValidateInput): Promise<void> {
  if ((await window.showInformationMessage(plainMessage(words), VALIDATE)) === VALIDATE)
    await commands.executeCommand(COMMANDS.runValidation, validate);
}
