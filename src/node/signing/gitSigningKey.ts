import { simpleGit } from 'simple-git';

/** What Git is told to sign with. */
export interface GitSigning {
  /** `openpgp` where nothing is set, `ssh`, or `x509`. */
  readonly format: string;
  /** `user.signingkey`: a path, or a public key. */
  readonly key: string | undefined;
}

/** As `git config` names them. */
const FORMAT = 'gpg.format';
const KEY = 'user.signingkey';

/** How Git signs in this workspace; without Git, not at all. Runs Git, so not in a workspace that is not trusted. */
export async function gitSigning(root: string): Promise<GitSigning> {
  const settings = await settingsOf(root);
  return {
    format: settings.get(FORMAT)?.toLowerCase() ?? 'openpgp',
    key: settings.get(KEY),
  };
}

/** Both in one process. Of settings that are made several times the last one counts. */
async function settingsOf(root: string): Promise<ReadonlyMap<string, string>> {
  const settings = new Map<string, string>();
  try {
    const names = `^(${FORMAT}|${KEY})$`.replaceAll('.', '\\.');
    const found = await simpleGit(root).raw(['config', '--null', '--get-regexp', names]);
    for (const entry of found.split('\0')) {
      const end = entry.indexOf('\n');
      const value = entry.slice(end + 1).trim();
      if (end > 0 && value !== '') settings.set(entry.slice(0, end), value);
    }
  } catch {
    // Git is not installed: there is no key that Git signs with.
  }
  return settings;
}

/**
 * Tells Git to sign with an SSH key in this repository alone; whether it signs commits stays as it is.
 * @param file absolute path of the key
 * @throws Error of Git's where the folder is no repository
 */
export async function setGitSigning(root: string, file: string): Promise<void> {
  const git = simpleGit(root);
  await git.addConfig(FORMAT, 'ssh', false, 'local');
  await git.addConfig(KEY, file, false, 'local');
}
