import {
  type Disposable,
  type LogOutputChannel,
  l10n,
  type Memento,
  RelativePattern,
  window,
  workspace,
} from 'vscode';
import * as z from 'zod/mini';
import type { Anchor, Setback } from '../../core/audit/checkpoints/anchors.js';
import { messageOf } from '../../core/errors.js';
import { AUDIT_FOLDER } from '../../core/workspace/paths.js';
import type { JobRunner } from '../jobs/jobRunner.js';
import { plainMessage } from '../plainMessage.js';
import { workspaceRoot } from '../workspace/workspaceFolder.js';

const PREFIX = 'codelumi.anchors.';
/** The editor is left alone while it starts; a run writes several files. */
const AFTER_START_MS = 5_000;
const AFTER_CHANGE_MS = 1_500;
const SHOW = l10n.t('Show Audit Log');
const FORGET = l10n.t('Take as It Is');

const storedSchema = z.array(z.object({ writer: z.string(), size: z.number(), root: z.string() }));

export interface AuditAnchorsWorld {
  readonly jobs: Pick<JobRunner, 'run'>;
  /** Outside of every workspace. */
  readonly store: Memento;
  readonly log: LogOutputChannel;
  /** Opens the audit log. */
  readonly show: () => Thenable<unknown>;
}

/**
 * Remembers outside of the workspace how far its checkpoints went, and says when they are behind that or other than
 * that: somebody who can write every file of a workspace cannot write this.
 */
export class AuditAnchors implements Disposable {
  readonly #world: AuditAnchorsWorld;
  readonly #disposables: Disposable[] = [];
  readonly #told = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(world: AuditAnchorsWorld) {
    this.#world = world;
    this.#soon(AFTER_START_MS);
    const root = workspaceRoot();
    if (root === undefined) return;
    const pattern = new RelativePattern(root, `${AUDIT_FOLDER}/*/checkpoints.jsonl`);
    const watcher = workspace.createFileSystemWatcher(pattern);
    const later = () => this.#soon(AFTER_CHANGE_MS);
    this.#disposables.push(
      watcher,
      watcher.onDidChange(later),
      watcher.onDidCreate(later),
      watcher.onDidDelete(later),
    );
  }

  /** Looks now. @returns what went back, as it was told */
  async check(): Promise<readonly Setback[]> {
    const root = workspaceRoot();
    if (root === undefined) return [];
    const anchors = this.#known(root);
    const found = await this.#world.jobs.run('compareAnchors', { anchors }, root);
    if (JSON.stringify(found.anchors) !== JSON.stringify(anchors))
      await this.#world.store.update(PREFIX + root, found.anchors);
    // Not awaited: the messages stay until they are closed.
    for (const setback of found.setbacks) void this.#tell(setback, root);
    return found.setbacks;
  }

  /** What went back is no longer missed. */
  async forget(writer: string, root: string): Promise<void> {
    const others = this.#known(root).filter((anchor) => anchor.writer !== writer);
    await this.#world.store.update(PREFIX + root, others);
    await this.check();
  }

  async #tell(setback: Setback, root: string): Promise<void> {
    const key = JSON.stringify(setback);
    if (this.#told.has(key)) return;
    this.#told.add(key);
    const message = plainMessage(messageOfSetback(setback));
    this.#world.log.warn(message);
    const answer = await window.showWarningMessage(message, SHOW, FORGET);
    if (answer === SHOW) await this.#world.show();
    if (answer === FORGET) await this.forget(setback.writer, root);
  }

  #known(root: string): readonly Anchor[] {
    const parsed = storedSchema.safeParse(this.#world.store.get(PREFIX + root));
    return parsed.success ? parsed.data : [];
  }

  #soon(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.check().catch((error: unknown) => {
        // Nobody asked for it just now; the next change looks again.
        this.#world.log.warn(`Checkpoints could not be looked at: ${messageOf(error)}`);
      });
    }, milliseconds);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const each of this.#disposables) each.dispose();
  }
}

function messageOfSetback({ writer, kind, seen, now }: Setback): string {
  const what =
    kind === 'went-back'
      ? l10n.t(
          'The checkpoints of {0} went back: {1} entries were seen here, now there are {2}.',
          writer,
          seen,
          now,
        )
      : l10n.t('The checkpoints of {0} are other ones than those seen here before.', writer);
  return l10n.t('{0} An older branch explains that; otherwise run codelumi verify.', what);
}
