import { CodelumiError } from '../errors.js';
import type { Files } from '../ports/files.js';
import { isUtf16 } from '../records/jsonLinesReader.js';
import type { Config } from './configSchema.js';
import { CONFIG_FILE } from './paths.js';

/**
 * Reads the policy, or its defaults where there is none.
 * @throws CodelumiError `invalid-input` naming the key when the file is not valid.
 */
export async function readConfig(files: Files): Promise<Config> {
  // The schema is large; nothing that only may need the policy loads it.
  const { configSchema } = await import('./configSchema.js');
  if ((await files.stat(CONFIG_FILE)) === undefined) return configSchema.parse({});
  // Editors on Windows like to begin files with a byte order mark.
  const bytes = Buffer.from(await files.read(CONFIG_FILE));
  if (isUtf16(bytes))
    throw invalidConfig('The settings file is UTF-16', undefined, 'Save it as UTF-8.');
  const text = bytes.toString('utf8').replace(/^\ufeff/u, '');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw invalidConfig('The settings file is not valid JSON', cause);
  }
  const parsed = configSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const key = issue?.path.join('.') || 'the top level';
  throw invalidConfig(
    `The settings file is wrong at ${key}: ${issue?.message ?? 'not valid'}`,
    parsed.error,
  );
}

function invalidConfig(
  what: string,
  cause: unknown,
  remedy = 'Correct it, or delete the file to use the defaults.',
): CodelumiError {
  return new CodelumiError({
    reason: 'invalid-input',
    what,
    place: { file: CONFIG_FILE },
    remedy,
    cause,
  });
}
