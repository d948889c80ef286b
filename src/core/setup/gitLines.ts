import {
  ALERTS_FOLDER,
  BACKUPS_FOLDER,
  CANDIDATES_FOLDER,
  LOCAL_FOLDER,
  MODELS_FOLDER,
  REVIEW_FILES_FOLDER,
  SNAPSHOTS_FOLDER,
  STAGING_FOLDER,
} from '../workspace/paths.js';

/** Lines that a file of Git's needs, and the comment they stand under when they are added. */
export interface GitLines {
  readonly file: string;
  readonly comment: string;
  readonly lines: readonly string[];
}

const PROJECTIONS = ['accepted', 'rejected', 'flagged'].map(
  (status) => `${STAGING_FOLDER}/*/${status}.jsonl`,
);

/**
 * Line ends are part of what is hashed. A journal has one writer, so that two versions of it differ by what
 * one has more: `union`, which Git itself knows, gives the longer one. A candidates file that two branches
 * changed has no right mixture: Git keeps one side whole and asks. Projections are not in Git (see below);
 * where a workspace keeps them all the same, they merge without a conflict and are mended afterwards.
 */
export const ATTRIBUTES: GitLines = {
  file: '.gitattributes',
  comment: 'CodeLumi: these files are hashed byte by byte, so Git must not change their line ends',
  lines: [
    `${CANDIDATES_FOLDER}/** -text`,
    `${CANDIDATES_FOLDER}/*.jsonl -merge`,
    `${STAGING_FOLDER}/** -text`,
    `${STAGING_FOLDER}/*/*/*.jsonl merge=union`,
    ...PROJECTIONS.map((path) => `${path} merge=union linguist-generated`),
    `${SNAPSHOTS_FOLDER}/** -text -merge linguist-generated`,
    `${MODELS_FOLDER}/reranker.* -text -merge`,
    `.codelumi/** -text`,
    `.codelumi/audit/** merge=union`,
    `.codelumi/registry/**/*.jsonl merge=union`,
    `${ALERTS_FOLDER}/*.jsonl merge=union`,
    `${REVIEW_FILES_FOLDER}/*.md text`,
  ],
};

/**
 * Two branches that review one day would always conflict in its projections, on a forge too, where
 * `merge=union` is not looked at; and every clone can derive them.
 */
export const IGNORED: GitLines = {
  file: '.gitignore',
  comment:
    'CodeLumi: of this clone alone, what users said, and what `codelumi verify --mend` derives from the journals',
  lines: [`${LOCAL_FOLDER}/`, 'userData/', ...PROJECTIONS, `${BACKUPS_FOLDER}/`],
};

/**
 * A file of Git's with the lines that it lacks added at its end, where they win; everything in it stays as it is.
 *
 * @param text undefined: there is no such file
 * @returns undefined when nothing is missing
 */
export function withLines(
  text: string | undefined,
  { comment, lines }: GitLines,
): string | undefined {
  const there = new Set((text ?? '').split('\n').map((line) => line.trim()));
  const missing = lines.filter((line) => !there.has(line));
  if (missing.length === 0) return undefined;
  const end = text?.includes('\r\n') ? '\r\n' : '\n';
  const begin =
    text === undefined || text === '' ? '' : `${text.replace(/\r?\n$/u, '')}${end}${end}`;
  return `${begin}${[`# ${comment}`, ...missing].join(end)}${end}`;
}
