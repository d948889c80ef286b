import { messageOf } from '../../core/errors.js';
import type { ScreeningPolicy } from '../../core/screening/recogniser.js';
import { readConfig } from '../../core/workspace/config.js';
import { configSchema } from '../../core/workspace/configSchema.js';
import { WorkspaceFiles } from '../../node/workspaceFiles.js';
import { workspaceRoot } from '../workspace/workspaceFolder.js';

/** The settings' part about screening, as last read. While the settings are broken, the defaults hold. */
export class PolicySource {
  readonly #warn: (message: string) => void;
  #policy: Promise<ScreeningPolicy> | undefined;
  #written = '';

  constructor(warn: (message: string) => void) {
    this.#warn = warn;
  }

  get(): Promise<ScreeningPolicy> {
    this.#policy ??= this.#read();
    return this.#policy;
  }

  /** Reads the settings again. @returns whether screening finds something else by them */
  async reload(): Promise<boolean> {
    await this.get();
    const before = this.#written;
    const fresh = await this.#read();
    if (this.#written === before) return false;
    this.#policy = Promise.resolve(fresh);
    return true;
  }

  async #read(): Promise<ScreeningPolicy> {
    const policy = await this.#readOrDefault();
    this.#written = JSON.stringify(policy);
    return policy;
  }

  async #readOrDefault(): Promise<ScreeningPolicy> {
    const root = workspaceRoot();
    try {
      if (root !== undefined) return (await readConfig(new WorkspaceFiles(root))).screening;
    } catch (error) {
      this.#warn(`Files are screened by the default settings: ${messageOf(error)}`);
    }
    return configSchema.parse({}).screening;
  }
}
