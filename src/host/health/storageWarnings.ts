import {
  commands,
  Diagnostic,
  DiagnosticSeverity,
  Disposable,
  type LogOutputChannel,
  l10n,
  languages,
  type Memento,
  Range,
  Uri,
  window,
  workspace,
} from 'vscode';
import { CodelumiError, JobCancelled, messageOf } from '../../core/errors.js';
import type { HealthFinding } from '../../core/health/healthFinding.js';
import { COMMANDS } from '../../shared/ids.js';
import { printableLine } from '../../shared/printable.js';
import type { JobRunner } from '../jobs/jobRunner.js';
import { filesOfWorkspace, USER_DATA_SETTING } from '../workspace/userDataFolder.js';
import { workspaceRoot } from '../workspace/workspaceFolder.js';

/** Opening a window is busy enough without it. */
const AFTER_OPENING_MS = 4_000;
const LOOK = l10n.t('Check Workspace Health');
const TOLD_KEY = 'codelumi.storageWarnings.told';
const SOURCE = 'CodeLumi';
/** Characters; names of files may be long. */
const MOST_SHOWN = 600;
/** A problem needs a file to stand at; the first of these that is there. */
const USUAL_LOGS = ['userData/lumi_memory.jsonl', 'userData/kb_usage.jsonl'];

/**
 * Warns, in the Problems view, when others can get at what users said; and once, in a message, when it leaves
 * this machine. Git is asked, so nothing happens in a workspace that is not trusted.
 */
export class StorageWarnings implements Disposable {
  readonly #jobs: JobRunner;
  readonly #state: Memento;
  readonly #log: LogOutputChannel;
  readonly #problems = languages.createDiagnosticCollection('codelumi-storage');
  readonly #registered: Disposable;

  constructor(jobs: JobRunner, state: Memento, log: LogOutputChannel) {
    this.#jobs = jobs;
    this.#state = state;
    this.#log = log;
    const timer = setTimeout(() => void this.refresh(), AFTER_OPENING_MS);
    this.#registered = Disposable.from(
      this.#problems,
      new Disposable(() => clearTimeout(timer)),
      workspace.onDidGrantWorkspaceTrust(() => void this.refresh()),
      workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(USER_DATA_SETTING)) void this.refresh();
      }),
    );
  }

  /** Looks again. What cannot be looked at is in the log: nobody asked for this. */
  async refresh(): Promise<void> {
    const root = workspaceRoot();
    if (root === undefined || !workspace.isTrusted) return;
    try {
      const { findings } = await this.#jobs.run('checkHealth', { storageOnly: true }, root);
      const serious = findings.filter(({ severity }) => severity !== 'note');
      await this.#show(serious, root);
      await this.#tell(serious);
    } catch (error) {
      if (error instanceof JobCancelled) return;
      this.#log.warn(`Who can read the logs was not checked: ${messageOf(error)}`);
      if (!(error instanceof CodelumiError)) this.#log.error(String(error));
    }
  }

  dispose(): void {
    this.#registered.dispose();
  }

  async #show(findings: readonly HealthFinding[], root: string): Promise<void> {
    this.#problems.clear();
    const files = filesOfWorkspace(root);
    for (const path of USUAL_LOGS) {
      if ((await files.stat(path)) === undefined) continue;
      this.#problems.set(Uri.file(await files.locate(path)), findings.map(problemOf));
      return;
    }
  }

  /** Once for the same findings: who has decided to live with them is left in peace. */
  async #tell(findings: readonly HealthFinding[]): Promise<void> {
    const leaving = findings.filter(({ check }) => check === 'tracked' || check === 'synced');
    const told = leaving.map(({ check }) => check).join();
    if (told === this.#state.get(TOLD_KEY, '')) return;
    await this.#state.update(TOLD_KEY, told);
    const [first] = leaving;
    if (first === undefined) return;
    // Not awaited: the message stays until somebody closes it.
    void window
      .showWarningMessage(`${printableLine(first.what, MOST_SHOWN)}.`, LOOK)
      .then((answer) => {
        if (answer === LOOK) void commands.executeCommand(COMMANDS.checkHealth);
      });
  }
}

function problemOf({ check, severity, what, why, remedy }: HealthFinding): Diagnostic {
  const message = printableLine(
    l10n.t('{0}. {1} {2} ({3} offers to mend it.)', what, why, remedy, LOOK),
    MOST_SHOWN,
  );
  const level =
    severity === 'problem' ? DiagnosticSeverity.Warning : DiagnosticSeverity.Information;
  const problem = new Diagnostic(new Range(0, 0, 0, 0), message, level);
  problem.source = SOURCE;
  problem.code = check;
  return problem;
}
