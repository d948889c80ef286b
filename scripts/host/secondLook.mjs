// What tests in a real editor came to, file by file, and a second look at files with failures.
import { explain, say } from './steps.mjs';

/** `titles` are those of the failed. @typedef {{ passed: number, failed: number, titles: string[] }} Counts */
/**
 * By file of tests: how many passed, and the full titles of those that failed.
 * @typedef {Record<string, { passed: number, failed: string[] }>} FileCounts
 */

/** With more, it is no longer the machine that was late. */
const MOST_FILES = 4;

/**
 * An editor in a browser on a busy machine is late now and then, once in some thousand tests. Files with failures run
 * again, once and in an editor of their own: what fails again has failed, with everything else in its file. What passed only
 * then is named at the end, so that somebody looks at it.
 *
 * @param {(only?: string[]) => Promise<FileCounts>} run all files, or these
 * @param {(words: string) => void} [tell]
 * @returns {Promise<Counts>}
 */
export async function withSecondLook(run, tell = say) {
  const first = await run();
  const files = Object.keys(first).filter((file) => (first[file]?.failed.length ?? 0) > 0);
  if (files.length === 0 || files.length > MOST_FILES) return sumOf(first);
  tell(`Running again, by themselves: ${files.join(' ')}`);
  const second = await run(files).catch((error) => {
    tell(explain(error));
    return /** @type {FileCounts} */ ({});
  });
  for (const file of files) {
    const isSound = second[file]?.failed.length === 0;
    for (const title of isSound ? (first[file]?.failed ?? []) : [])
      tell(`Failed at first, passed when its file ran again: ${title}`);
  }
  // A file that did not come to its end the second time keeps what the first look said.
  return sumOf({ ...first, ...second });
}

/**
 * @param {FileCounts} files
 * @returns {Counts}
 */
export function sumOf(files) {
  const all = Object.values(files);
  return {
    passed: all.reduce((sum, { passed }) => sum + passed, 0),
    failed: all.reduce((sum, { failed }) => sum + failed.length, 0),
    titles: all.flatMap(({ failed }) => failed),
  };
}
