import { CodelumiError } from '../../errors.js';
import type { JobContext } from '../../job.js';
import { ALLOWED_SIGNERS_FILE, REVOKED_KEYS_FILE } from '../../workspace/paths.js';
import type { VersionContent } from './approvedVersion.js';

type Texts = VersionContent['texts'];

const FILES = [ALLOWED_SIGNERS_FILE, REVOKED_KEYS_FILE] as const;

/**
 * The files of the signers as they stand in the working tree; a missing one is empty. Line ends are made LF, as
 * Git may have changed them.
 *
 * @throws CodelumiError `invalid-input` where one is not UTF-8
 */
export async function workingSigners({ files }: Pick<JobContext, 'files'>): Promise<Texts> {
  const texts: Record<string, string> = {};
  for (const file of FILES) {
    const isThere = (await files.stat(file)) !== undefined;
    texts[file] = isThere ? decoded(await files.read(file), file).replaceAll('\r\n', '\n') : '';
  }
  return texts;
}

/** Writes those of the files that are another than they were. The caller holds the lock. */
export async function writeSigners(
  { files }: Pick<JobContext, 'files'>,
  before: Texts,
  after: Texts,
): Promise<void> {
  for (const file of FILES)
    if (after[file] !== before[file]) await files.replace(file, after[file] ?? '');
}

export function areSameTexts(a: Texts, b: Texts): boolean {
  return FILES.every((file) => (a[file] ?? '') === (b[file] ?? ''));
}

/** The first line, from 1, that one of two texts has and the other has not. */
export function firstDifference(
  before: Texts,
  after: Texts,
): { readonly file: string; readonly line: number } | undefined {
  for (const file of FILES) {
    const [one, other] = [before, after].map((texts) => (texts[file] ?? '').split('\n'));
    if (one === undefined || other === undefined) continue;
    const at = other.findIndex((line, index) => line !== one[index]);
    if (at >= 0) return { file, line: at + 1 };
    if (one.length > other.length) return { file, line: other.length };
  }
  return undefined;
}

function decoded(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new CodelumiError({
      reason: 'invalid-input',
      what: 'The file is not UTF-8',
      place: { file },
      remedy: 'Restore it from Git, or save it as UTF-8.',
      cause,
    });
  }
}
