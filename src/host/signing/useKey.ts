import { ConfigurationTarget, l10n, window, workspace } from 'vscode';
import { CodelumiError } from '../../core/errors.js';
import { gitSigning, setGitSigning } from '../../node/signing/gitSigningKey.js';
import { SIGNING_KEY_SETTING } from '../workspace/signingHere.js';

const SETTING = l10n.t('Only CodeLumi');
const GIT = l10n.t('Git in This Repository, Too');

/**
 * Says where the key is to be named, and names it there after a yes: in the user's settings, or in Git's.
 * @param file absolute path of the private key
 * @returns whether it is named
 */
export async function useKey(root: string, file: string): Promise<boolean> {
  const { format, key } = await gitSigning(root);
  // Who signs commits with another key, or with GPG, goes on to do so.
  const isGitFree = key === undefined && format !== 'x509';
  const detail = [
    l10n.t('The key: {0}', file),
    '',
    l10n.t('“{0}” sets {1} in your user settings.', SETTING, SIGNING_KEY_SETTING),
    isGitFree
      ? l10n.t(
          '“{0}” sets gpg.format to ssh and user.signingkey in this repository; whether commits are signed stays as it is.',
          GIT,
        )
      : l10n.t('Git signs with another key already, and goes on to do so.'),
  ].join('\n');
  const choices = isGitFree ? [SETTING, GIT] : [SETTING];
  const options = { modal: true, detail };
  const choice = await window.showInformationMessage(
    l10n.t('What signs with it?'),
    options,
    ...choices,
  );
  if (choice === GIT) await setGit(root, file);
  if (choice === SETTING)
    await workspace
      .getConfiguration()
      .update(SIGNING_KEY_SETTING, file, ConfigurationTarget.Global);
  return choice !== undefined;
}

async function setGit(root: string, file: string): Promise<void> {
  try {
    await setGitSigning(root, file);
  } catch (cause) {
    throw new CodelumiError({
      reason: 'not-writable',
      what: l10n.t('Git could not be told which key signs'),
      place: { file: root },
      remedy: l10n.t('Is the folder a Git repository? Choose “{0}” if it is none.', SETTING),
      cause,
    });
  }
}
