import { ConfigurationTarget, window, workspace } from 'vscode';
import { CodelumiError } from '../../core/errors.js';
import { gitSigning, setGitSigning } from '../../node/signing/gitSigningKey.js';
import { SIGNING_KEY_SETTING } from '../workspace/signingHere.js';

const SETTING = 'Only CodeLumi';
const GIT = 'Git in This Repository, Too';

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
    `The key: ${file}`,
    '',
    `“${SETTING}” sets ${SIGNING_KEY_SETTING} in your user settings.`,
    isGitFree
      ? `“${GIT}” sets gpg.format to ssh and user.signingkey in this repository; whether commits are signed stays as it is.`
      : 'Git signs with another key already, and goes on to do so.',
  ].join('\n');
  const choices = isGitFree ? [SETTING, GIT] : [SETTING];
  const options = { modal: true, detail };
  const choice = await window.showInformationMessage('What signs with it?', options, ...choices);
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
      what: 'Git could not be told which key signs',
      place: { file: root },
      remedy: `Is the folder a Git repository? Choose “${SETTING}” if it is none.`,
      cause,
    });
  }
}
