import { join } from 'node:path';
import { l10n, type QuickPickItem, QuickPickItemKind, window } from 'vscode';
import { type KeyAtHome, keysAtHome, sshFolder } from '../../node/signing/keysAtHome.js';
import { keygenArguments, makeSigningKey, requireFree } from '../../node/signing/makeSigningKey.js';
import { printableLine } from '../../shared/printable.js';

const LONGEST = 200;
const WITHOUT = l10n.t('Without a Passphrase');
const WITH = l10n.t('With a Passphrase');

interface KeyItem extends QuickPickItem {
  readonly key?: KeyAtHome;
  readonly isNew?: boolean;
}

/**
 * Lets the user choose a key of theirs, or make one.
 * @param email stands in a new key as its comment
 * @returns the absolute path of the private key; undefined when the user went away
 */
export async function chooseKey(email: string): Promise<string | undefined> {
  const keys = await keysAtHome();
  const picked = await window.showQuickPick(keyItems(keys), {
    title: l10n.t('Set Up Signing'),
    placeHolder: l10n.t(
      'Anybody can check offline who signed a decision. Which SSH key signs yours?',
    ),
    ignoreFocusOut: true,
  });
  if (picked?.isNew === true) return makeKey(email);
  return picked?.key?.file;
}

function keyItems(keys: readonly KeyAtHome[]): KeyItem[] {
  const known = keys.map((key) => ({
    label: printableLine(key.file, LONGEST),
    description: key.type,
    detail: key.keyid,
    key,
  }));
  return [
    ...known,
    ...(known.length === 0 ? [] : [{ label: '', kind: QuickPickItemKind.Separator }]),
    {
      label: l10n.t('$(add) Make a New Key…'),
      detail: l10n.t('An ed25519 key of its own for signing; none that is there is touched'),
      isNew: true,
    },
  ];
}

async function makeKey(email: string): Promise<string | undefined> {
  const file = join(sshFolder(), 'id_codelumi_ed25519');
  await requireFree(file);
  const detail = [
    l10n.t('Runs ssh-keygen -t ed25519 and writes {0} and {1}.pub.', file, file),
    '',
    l10n.t(
      'Without a passphrase whoever can read the file can sign as you. With one, ssh-keygen asks for it in a terminal, and you add the key to your SSH agent with ssh-add.',
    ),
  ].join('\n');
  const options = { modal: true, detail };
  const how = await window.showInformationMessage(
    l10n.t('Make a new SSH key?'),
    options,
    WITHOUT,
    WITH,
  );
  if (how === WITHOUT) await makeSigningKey(file, email);
  else if (how === WITH) await makeInTerminal(file, email);
  return how === undefined ? undefined : file;
}

/** No shell: the terminal is ssh-keygen, and ends with it. */
function makeInTerminal(file: string, email: string): Promise<void> {
  const terminal = window.createTerminal({
    name: 'ssh-keygen',
    shellPath: 'ssh-keygen',
    shellArgs: keygenArguments(file, email),
    isTransient: true,
  });
  terminal.show();
  return new Promise((resolve) => {
    const listening = window.onDidCloseTerminal((closed) => {
      if (closed !== terminal) return;
      listening.dispose();
      resolve();
    });
  });
}
