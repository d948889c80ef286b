import { type Disposable, EventEmitter, type LogOutputChannel } from 'vscode';
import { messageOf } from '../../core/errors.js';
import {
  type LargeFile,
  listLargeFiles,
  type ScreenedLargeFile,
} from '../../core/screening/documents/largeFiles.js';
import type { JobRunner } from '../jobs/jobRunner.js';
import type { ReviewDesk } from '../review/reviewDesk.js';
import { filesOfWorkspace } from '../workspace/userDataFolder.js';
import { workspaceRoot } from '../workspace/workspaceFolder.js';

/** A file that is too large for the editor; `rules` is missing while a worker screens it. */
export type ReportedFile = LargeFile & Partial<Pick<ScreenedLargeFile, 'rules'>>;

/** Screens what the editor cannot underline, each file once as long as it stays as it is. */
export class LargeFiles implements Disposable {
  readonly #jobs: JobRunner;
  readonly #log: LogOutputChannel;
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #listening: Disposable;
  #reported: readonly ReportedFile[] = [];
  #running = false;

  constructor(jobs: JobRunner, desk: ReviewDesk, log: LogOutputChannel) {
    this.#jobs = jobs;
    this.#log = log;
    this.#listening = desk.onDidRefresh(() => void this.#update());
  }

  get files(): readonly ReportedFile[] {
    return this.#reported;
  }

  async #update(): Promise<void> {
    const root = workspaceRoot();
    if (root === undefined || this.#running) return;
    this.#running = true;
    try {
      const large = await listLargeFiles(filesOfWorkspace(root));
      this.#report(
        large.map((file) => this.#reported.find((known) => isSame(known, file)) ?? file),
      );
      const fresh = this.#reported.filter(({ rules }) => rules === undefined);
      if (fresh.length === 0) return;
      const screened = await this.#jobs.run('screenLargeFiles', fresh, root);
      this.#report(
        this.#reported.map((file) => screened.find((each) => isSame(each, file)) ?? file),
      );
    } catch (error) {
      this.#log.warn(`Large files could not be screened: ${messageOf(error)}`);
    } finally {
      this.#running = false;
    }
  }

  #report(files: readonly ReportedFile[]): void {
    if (JSON.stringify(files) === JSON.stringify(this.#reported)) return;
    this.#reported = files;
    this.#changed.fire();
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changed.dispose();
  }
}

function isSame(one: LargeFile, other: LargeFile): boolean {
  return one.file === other.file && one.size === other.size && one.modifiedMs === other.modifiedMs;
}
