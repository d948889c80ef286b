import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A call with a literal first argument, as Biome formats it. */
const CALL = /\bl10n\.t\(\s*(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`([^`$\\]*)`)/gu;
const ANY_CALL = /\bl10n\.t\(/gu;

/**
 * The words that the editor part shows, each its own key, sorted.
 * @param {string} folder of TypeScript files
 * @returns {Promise<Record<string, string>>}
 * @throws where a call has no literal first argument, as translators would never see it
 */
export async function hostWords(folder) {
  /** @type {Set<string>} */
  const found = new Set();
  for (const name of await readdir(folder, { recursive: true })) {
    if (!name.endsWith('.ts')) continue;
    const text = await readFile(join(folder, name), 'utf8');
    const calls = [...text.matchAll(CALL)];
    if (calls.length !== (text.match(ANY_CALL)?.length ?? 0))
      throw new Error(`${join(folder, name)}: l10n.t needs a literal, else translators miss it`);
    for (const [, single, double, template] of calls)
      found.add(template ?? unescaped(single ?? double ?? ''));
  }
  return Object.fromEntries([...found].sort().map((words) => [words, words]));
}

/** @param {string} literal its inside */
const unescaped = (literal) =>
  literal.replaceAll(/\\(.)/gu, (_, letter) => (letter === 'n' ? '\n' : letter));
