import { CodelumiError } from '../errors.js';
import type { JobContext } from '../job.js';
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
 * What else stands in the settings stays.
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
    const settings = await settingsAsWritten(context);
    const written = settings['screening'];
    const entry = { sha256, reason: reason.trim(), author };
    const changed = {
      ...settings,
      screening: { ...(isRecord(written) ? written : {}), allow: [...screening.allow, entry] },
    };
    await lock.confirm();
    await files.replace(CONFIG_FILE, `${JSON.stringify(changed, null, 2)}\n`);
    return { sha256, added: true };
  });
}

/** Without the defaults, which are not to be written down. */
async function settingsAsWritten({
  files,
}: Pick<JobContext, 'files'>): Promise<Record<string, unknown>> {
  if ((await files.stat(CONFIG_FILE)) === undefined) return {};
  const text = Buffer.from(await files.read(CONFIG_FILE))
    .toString('utf8')
    .replace(/^\ufeff/u, '');
  const settings: unknown = JSON.parse(text);
  return isRecord(settings) ? settings : {};
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
