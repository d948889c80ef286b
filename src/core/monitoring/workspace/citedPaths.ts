import type { JsonObject } from '../../records/readItem.js';
import type { Config } from '../../workspace/configSchema.js';
import { matchesPath } from '../../workspace/pathPattern.js';
import { isOwnPath, USER_DATA_FOLDER } from '../../workspace/paths.js';
import { SOURCE_KINDS } from '../../workspace/sources.js';

const LONGEST_PATH = 300;
/** Of an answer's characters; an answer is short, and what is longer is no citation. */
const MOST_READ = 100_000;
const MOST_CITED = 20;
/** What earlier redaction put in the place of the workspace's own path. */
const ROOT_MARK = '[PROJECT_ROOT]';

/**
 * Paths of the workspace that an entry may cite: those that its `file` and `source` fields are, and those in its answer that
 * name a folder, as `docs/setup.md` does; `package.json` in an answer is a file of every project. Whether anything stands there
 * is not looked at.
 */
export function citedPaths(value: JsonObject, answer: string): string[] {
  const fields = [value['file'], value['source']].filter((each) => typeof each === 'string');
  const inAnswer = tokensOf(answer.slice(0, MOST_READ)).filter((token) => /[/\\]/u.test(token));
  const paths = [...fields, ...inAnswer].map(workspacePath).filter((path) => path !== undefined);
  return [...new Set(paths)].slice(0, MOST_CITED);
}

/** Pieces of a text between spaces and the punctuation that surrounds words. */
const TOKEN = /[^\s"'`<>()[\]{},;|…“”‘’]+/gu;

function tokensOf(text: string): string[] {
  return Array.from(text.matchAll(TOKEN), ({ index, 0: token }) => {
    const isBelowMark =
      index >= ROOT_MARK.length && text.startsWith(ROOT_MARK, index - ROOT_MARK.length);
    return `${isBelowMark ? ROOT_MARK : ''}${token.replace(/[.:!?]{1,3}$/u, '')}`;
  });
}

/** As `Files` takes it; undefined: it is no path below the workspace's root. */
export function workspacePath(written: string): string | undefined {
  if (written.length > LONGEST_PATH) return undefined;
  const path = written
    .trim()
    .replaceAll('\\', '/')
    .replace(/^\[PROJECT_ROOT\]\//u, '')
    .replace(/(?::\d{1,7}){1,2}$|#L\d{1,7}(?:-L?\d{1,7})?$/u, '')
    .replace(/^(?:\.\/){1,3}/u, '');
  const parts = path.split('/');
  const isBelow = parts.every((part) => part !== '' && part !== '.' && part !== '..');
  // A colon is a drive, an address, or a word to Git.
  return isBelow && !/[:\p{Cc}]|^~/u.test(path) ? path : undefined;
}

/** Whether a file may make knowledge stale; logs, what the product writes and the knowledge base itself change all the time. */
export function mayBeCited(path: string, { sources }: Pick<Config, 'sources'>): boolean {
  const isBelow = (folder: string) => path.startsWith(`${folder}/`);
  const isLog = SOURCE_KINDS.some((kind) => sources[kind].some((each) => matchesPath(each, path)));
  return (
    !isLog && !isOwnPath(path) && !isBelow(USER_DATA_FOLDER) && !isBelow(sources.knowledgeBase)
  );
}
