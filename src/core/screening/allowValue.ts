import { CodelumiError } from '../errors.js';
import type { JobContext } from '../job.js';
import { withAppended } from '../workspace/changedSettings.js';
import { readConfig } from '../workspace/config.js';
import { withWorkspaceLock } from '../workspace/lock.js';
import { CONFIG_FILE } from '../workspace/paths.js';
import { valueDigest } from './normalisedValue.js';

export interface AllowRequest {
  /** As it stands in the text. */
  readonly value: string;
  /** Why it is not private. */
  readonly reason: string;
  /** Who says so. */
  readonly author: string;
}

export interface Allowed {
  readonly sha256: string;
  /** False: it was allowed before. */
  readonly added: boolean;
}

/**
 * Puts a value on the allow-list of the settings, by its digest: the list itself tells nobody what is on it.
 * What else stands in the settings stays, as it is written.
 *
 * @throws CodelumiError `wrong-usage` for an empty value or reason, `invalid-input` when the settings are
 *   not valid, `locked`, `not-writable`
 */
export async function allowValue(
  context: Omit<JobContext, 'progress'>,
  { value, reason, author }: AllowRequest,
): Promise<Allowed> {
  if (value.trim() === '' || reason.trim() === '') {
    throw new CodelumiError({
      reason: 'wrong-usage',
      what: 'A value is allowed with a reason, and neither can be empty',
      remedy: 'Give --allow VALUE and --reason TEXT.',
    });
  }
  const { files } = context;
  return withWorkspaceLock(context, 'allow a value', async (lock) => {
    const { screening } = await readConfig(files);
    const sha256 = valueDigest(value);
    if (screening.allow.some((entry) => entry.sha256 === sha256)) return { sha256, added: false };
    const entry = { sha256, reason: reason.trim(), author };
    const changed = await settingsWith(context, entry);
    await lock.confirm();
    await files.replace(CONFIG_FILE, changed);
    return { sha256, added: true };
  });
}

async function settingsWith(
  { files }: Pick<JobContext, 'files'>,
  entry: { readonly sha256: string; readonly reason: string; readonly author: string },
): Promise<string> {
  const isThere = (await files.stat(CONFIG_FILE)) !== undefined;
  const text = isThere ? Buffer.from(await files.read(CONFIG_FILE)).toString('utf8') : '{}\n';
  const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
  return mark + withAppended(text.slice(mark.length), ['screening', 'allow'], entry);
}
