import { l10n } from 'vscode';
import { messageOf } from '../../core/errors.js';
import type { ScreeningPolicy } from '../../core/screening/recogniser.js';
import { readConfig } from '../../core/workspace/config.js';
import { type Config, configSchema } from '../../core/workspace/configSchema.js';
import { filesOfWorkspace } from '../workspace/userDataFolder.js';
import { workspaceRoot } from '../workspace/workspaceFolder.js';

interface Settings {
  readonly policy: ScreeningPolicy;
  /** The folder. */
  readonly knowledgeBase: string;
}

/** What the workspace's settings say of screening files, as last read. While they are broken, the defaults hold. */
export class DiagnosticsSettings {
  readonly #warn: (message: string) => void;
  #settings = settingsIn(configSchema.parse({}));
  #reading: Promise<void> | undefined;

  constructor(warn: (message: string) => void) {
    this.#warn = warn;
  }

  get knowledgeBase(): string {
    return this.#settings.knowledgeBase;
  }

  async policy(): Promise<ScreeningPolicy> {
    this.#reading ??= this.#read();
    await this.#reading;
    return this.#settings.policy;
  }

  /** Reads the settings again. @returns whether other files are looked at, or otherwise */
  async reload(): Promise<boolean> {
    await this.#reading;
    const before = JSON.stringify(this.#settings);
    this.#reading = this.#read();
    await this.#reading;
    return JSON.stringify(this.#settings) !== before;
  }

  async #read(): Promise<void> {
    const root = workspaceRoot();
    try {
      if (root !== undefined) this.#settings = settingsIn(await readConfig(filesOfWorkspace(root)));
    } catch (error) {
      this.#warn(l10n.t('Files are screened by the default settings: {0}', messageOf(error)));
      this.#settings = settingsIn(configSchema.parse({}));
    }
  }
}

function settingsIn({ screening, sources }: Config): Settings {
  return { policy: screening, knowledgeBase: sources.knowledgeBase };
}
