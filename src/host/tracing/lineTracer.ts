import {
  type CancellationToken,
  type Definition,
  type DefinitionProvider,
  Location,
  type LogOutputChannel,
  type Position,
  Range,
  type ReferenceProvider,
  type TextDocument,
  Uri,
} from 'vscode';
import { CodelumiError, JobCancelled } from '../../core/errors.js';
import type { Step } from '../../core/tracing/step.js';
import type { Trace } from '../../core/tracing/trace.js';
import type { JobRunner } from '../jobs/jobRunner.js';
import { filesOfWorkspace } from '../workspace/userDataFolder.js';
import { workspaceRoot } from '../workspace/workspaceFolder.js';
import { tracedPathOf } from './tracedPath.js';

/** Nobody goes through more, and each is looked up in the files. */
const MOST_STEPS = 500;

/**
 * The way log ↔ candidate ↔ decision ↔ snapshot in the editor: a definition is where a line comes from,
 * references are what came of it. Works by reading files alone.
 */
export class LineTracer implements DefinitionProvider, ReferenceProvider {
  readonly #jobs: Pick<JobRunner, 'run'>;
  readonly #log: LogOutputChannel;

  constructor(jobs: Pick<JobRunner, 'run'>, log: LogOutputChannel) {
    this.#jobs = jobs;
    this.#log = log;
  }

  /**
   * Where the line comes from, nearest first. A line that is itself a beginning is its own definition, which
   * has VS Code show what came of it instead.
   */
  async provideDefinition(
    document: TextDocument,
    { line }: Position,
    token: CancellationToken,
  ): Promise<Definition | undefined> {
    const traced = await this.#trace(document, line, token);
    if (traced === undefined) return undefined;
    const { kind, origins, uses } = traced;
    if (kind === 'source') {
      const itself = new Location(document.uri, document.lineAt(line).range);
      return uses.length === 0 ? undefined : itself;
    }
    return locationsOf(origins);
  }

  /** What came of the line, as far as it goes. */
  async provideReferences(
    document: TextDocument,
    { line }: Position,
    _context: unknown,
    token: CancellationToken,
  ): Promise<Location[] | undefined> {
    const traced = await this.#trace(document, line, token);
    return traced && locationsOf(traced.uses);
  }

  async #trace(
    document: TextDocument,
    line: number,
    token: CancellationToken,
  ): Promise<Trace | undefined> {
    const root = workspaceRoot();
    // Lines are followed in files; those of an unsaved document may be others.
    if (root === undefined || document.isDirty) return undefined;
    const file = await tracedPathOf(document.uri, root);
    if (file === undefined || token.isCancellationRequested) return undefined;
    try {
      return await this.#jobs.run('trace', { file, line: line + 1 }, root, { token });
    } catch (error) {
      if (error instanceof JobCancelled) return undefined;
      if (!(error instanceof CodelumiError)) throw error;
      // VS Code says that nothing was found; the log says why.
      this.#log.warn(error.message);
      return undefined;
    }
  }
}

/** Those of them whose file is there; logs may be in a table, or gone. */
async function locationsOf(steps: readonly Step[]): Promise<Location[]> {
  const root = workspaceRoot();
  if (root === undefined) return [];
  const files = filesOfWorkspace(root);
  const uris = new Map<string, Uri | undefined>();
  const locations: Location[] = [];
  for (const { place } of steps.slice(0, MOST_STEPS)) {
    const { file, line } = place;
    if (!uris.has(file)) uris.set(file, await uriOf(files, file));
    const uri = uris.get(file);
    // The first character: a list of references shows the line from there on.
    if (uri !== undefined) locations.push(new Location(uri, new Range(line - 1, 0, line - 1, 1)));
  }
  return locations;
}

/** A record may name any path; one that leads out of the workspace is none. */
async function uriOf(
  files: ReturnType<typeof filesOfWorkspace>,
  file: string,
): Promise<Uri | undefined> {
  try {
    if ((await files.stat(file)) === undefined) return undefined;
    return Uri.file(await files.locate(file));
  } catch (error) {
    if (error instanceof CodelumiError) return undefined;
    throw error;
  }
}
