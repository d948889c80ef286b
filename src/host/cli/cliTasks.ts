import {
  type Disposable,
  ProcessExecution,
  Task,
  TaskGroup,
  type TaskProvider,
  TaskScope,
  tasks,
  type WorkspaceFolder,
  workspace,
} from 'vscode';
import { TASK_TYPE } from '../../shared/ids.js';
import { workspaceRoot } from '../workspace/workspaceFolder.js';
import { cliArguments, NODE_ENVIRONMENT } from './shippedCli.js';

const MATCHER = '$codelumi';

/** What `tasks.json` may name, and the words of the command line for it. */
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  extract: ['extract'],
  screen: ['screen'],
  validate: ['validate'],
  snapshot: ['snapshot', 'build'],
  verify: ['verify'],
  monitor: ['monitor'],
  due: ['due'],
};

const CHECKS: ReadonlySet<string> = new Set(['validate', 'verify']);

/**
 * Tasks that run the command line that comes with the extension, without a shell. VS Code runs none in a workspace that is
 * not trusted.
 */
export class CliTasks implements TaskProvider {
  readonly #cli: string;

  private constructor(cli: string) {
    this.#cli = cli;
  }

  /** @param cli absolute path of `dist/codelumi.cjs` */
  static register(cli: string): Disposable {
    return tasks.registerTaskProvider(TASK_TYPE, new CliTasks(cli));
  }

  provideTasks(): Task[] {
    const folder = assistantFolder();
    if (folder === undefined || !workspace.isTrusted) return [];
    return Object.keys(COMMANDS).map((command) =>
      this.#task({ type: TASK_TYPE, command }, folder, COMMANDS[command] ?? [], []),
    );
  }

  /** undefined for a definition that names nothing we know. */
  resolveTask({ definition, scope }: Task): Task | undefined {
    const folder = isFolder(scope) ? scope : assistantFolder();
    const words = COMMANDS[String(definition['command'])];
    const given: unknown = definition['args'] ?? [];
    if (folder === undefined || words === undefined || !isWords(given)) return undefined;
    return this.#task(definition, folder, words, given);
  }

  #task(
    definition: Task['definition'],
    folder: WorkspaceFolder,
    words: readonly string[],
    more: readonly string[],
  ): Task {
    const root = folder.uri.fsPath;
    const args = [this.#cli, ...words, ...cliArguments(root), ...more];
    const execution = new ProcessExecution(process.execPath, args, {
      cwd: root,
      env: { ...NODE_ENVIRONMENT },
    });
    const name = [...words, ...more].join(' ');
    const task = new Task(definition, folder, name, 'codelumi', execution, MATCHER);
    if (CHECKS.has(String(definition['command']))) task.group = TaskGroup.Test;
    return task;
  }
}

function assistantFolder(): WorkspaceFolder | undefined {
  const root = workspaceRoot();
  return workspace.workspaceFolders?.find(({ uri }) => uri.fsPath === root);
}

function isFolder(scope: Task['scope']): scope is WorkspaceFolder {
  return scope !== undefined && scope !== TaskScope.Global && scope !== TaskScope.Workspace;
}

function isWords(given: unknown): given is readonly string[] {
  return Array.isArray(given) && given.every((word) => typeof word === 'string');
}
