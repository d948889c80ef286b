import { CodelumiError } from '../errors.js';
import type { JobContext } from '../job.js';
import { type Config, configSchema } from './configSchema.js';
import { filesMatching, isPattern } from './pathPattern.js';
import { CONFIG_FILE } from './paths.js';

/** The kinds of logs that are read; the knowledge base is a folder and has its own reader. */
export const SOURCE_KINDS = [
  'memory',
  'kbUsage',
  'signals',
  'executor',
  'learning',
  'threats',
  'staging',
] as const;

const USUAL = configSchema.parse({}).sources;

export type SourceKind = (typeof SOURCE_KINDS)[number];

/**
 * The log files that are there, by kind: in the order in which the settings name them, those of one
 * pattern by name, each once. A kind may have none.
 */
export type Sources = Readonly<Record<SourceKind, readonly string[]>>;

/**
 * Finds the files that the settings name.
 *
 * @throws CodelumiError `not-found` when nothing is where the settings say (what is only usual may
 *   be missing), `not-a-file` when a folder stands there, `outside-workspace` for links that lead out
 */
export async function resolveSources(
  context: Pick<JobContext, 'files' | 'signal'>,
  config: Pick<Config, 'sources'>,
): Promise<Sources> {
  const found: Partial<Record<SourceKind, readonly string[]>> = {};
  for (const kind of SOURCE_KINDS) found[kind] = await filesOf(context, config, kind);
  return found as Sources;
}

/** The files of one kind; see `resolveSources`. */
export async function filesOf(
  context: Pick<JobContext, 'files' | 'signal'>,
  { sources }: Pick<Config, 'sources'>,
  kind: SourceKind,
): Promise<readonly string[]> {
  const files = new Set<string>();
  for (const path of sources[kind]) {
    const matches = await matchesOf(context, path, kind);
    if (matches.length === 0 && !USUAL[kind].includes(path)) throw nothingThere(path, kind);
    for (const file of matches) files.add(file);
  }
  return [...files];
}

/**
 * The conversation logs; without one there is nothing to mine.
 * @throws CodelumiError `not-found`; see `resolveSources` for the others
 */
export async function requireMemory(
  context: Pick<JobContext, 'files' | 'signal'>,
  config: Pick<Config, 'sources'>,
): Promise<readonly string[]> {
  const files = await filesOf(context, config, 'memory');
  if (files.length > 0) return files;
  throw new CodelumiError({
    reason: 'not-found',
    what: 'There is no conversation log',
    place: { file: config.sources.memory[0] ?? USUAL.memory.join() },
    remedy: `Open the folder the assistant works in, or set sources.memory in ${CONFIG_FILE}.`,
  });
}

async function matchesOf(
  context: Pick<JobContext, 'files' | 'signal'>,
  path: string,
  kind: SourceKind,
): Promise<string[]> {
  if (isPattern(path)) return filesMatching(context, path);
  const stat = await context.files.stat(path);
  if (stat === undefined) return [];
  if (stat.kind === 'file') return [path];
  throw new CodelumiError({
    reason: 'not-a-file',
    what:
      stat.kind === 'folder'
        ? 'A folder stands where a log file should be'
        : 'This is not a regular file',
    place: { file: path },
    remedy: `Name a file or a pattern (${path}/*.jsonl) as sources.${kind} in ${CONFIG_FILE}.`,
  });
}

function nothingThere(path: string, kind: SourceKind): CodelumiError {
  return new CodelumiError({
    reason: 'not-found',
    what: isPattern(path) ? 'No file matches this pattern' : 'There is no such log',
    place: { file: path },
    remedy: `Correct sources.${kind} in ${CONFIG_FILE}, or remove it there.`,
  });
}
