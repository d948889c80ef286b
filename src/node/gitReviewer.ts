import { userInfo } from 'node:os';
import { simpleGit } from 'simple-git';
import { CodelumiError } from '../core/errors.js';
import type { Reviewer } from '../core/records/decision.js';

/**
 * The reviewer as Git knows them in this workspace; without Git or without a name there, the name
 * of the account.
 * @throws CodelumiError `wrong-usage` when there is no name at all. Runs `git config`, so it must not be called in a workspace that is not trusted.
 */
export async function gitReviewer(root: string): Promise<Reviewer> {
  const [name, email] = await Promise.all([
    gitSetting(root, 'user.name'),
    gitSetting(root, 'user.email'),
  ]);
  return { name: name ?? accountName(), email: email ?? '' };
}

function accountName(): string {
  try {
    return userInfo().username;
  } catch (cause) {
    throw new CodelumiError({
      reason: 'wrong-usage',
      what: 'Nobody knows who decides: neither Git nor this account has a name',
      remedy: 'Run git config user.name, or name the reviewer with --reviewer.',
      cause,
    });
  }
}

async function gitSetting(root: string, key: string): Promise<string | undefined> {
  try {
    const { value } = await simpleGit(root).getConfig(key);
    return value?.trim() || undefined;
  } catch {
    return undefined; // Git is not installed: the account's name has to do.
  }
}
