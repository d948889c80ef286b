import { userInfo } from 'node:os';
import { simpleGit } from 'simple-git';
import type { Reviewer } from '../core/records/decision.js';

/**
 * The reviewer as Git knows them in this workspace; without Git or without a name there, the name
 * of the account. Runs `git config`, so it must not be called in a workspace that is not trusted.
 */
export async function gitReviewer(root: string): Promise<Reviewer> {
  const [name, email] = await Promise.all([
    gitSetting(root, 'user.name'),
    gitSetting(root, 'user.email'),
  ]);
  return { name: name ?? userInfo().username, email: email ?? '' };
}

async function gitSetting(root: string, key: string): Promise<string | undefined> {
  try {
    const { value } = await simpleGit(root).getConfig(key);
    return value?.trim() || undefined;
  } catch {
    return undefined; // Git is not installed: the account's name has to do.
  }
}
