import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { CodelumiError } from '../core/errors.js';
import { FLAGS_FILE } from '../core/workspace/paths.js';
import { errorCode } from '../node/fileErrors.js';
import { boundedRead } from './boundedRead.js';
import { type Flags, readFlags } from './readFlags.js';
import { asRuntimeError } from './systemErrors.js';

/** The file has two variants and a rule; this is a thousand times that. */
const LIMIT_BYTES = 1024 * 1024;

/** File systems tell times in steps; what was written within one of them may have been written again since. */
const TIME_STEP_MS = 2_000;

/** The file of flags, read when it has changed. What cannot be used leaves the last good one in use. */
export class FlagsFile {
  readonly #workspace: string;
  readonly #now: () => number;
  #flags: Flags | undefined;
  #problem: CodelumiError | undefined;
  /** Of the file that `#flags` were read from, if that says anything. */
  #stamp: string | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  /** @param now milliseconds since the epoch */
  constructor(workspace: string, now: () => number = Date.now) {
    this.#workspace = workspace;
    this.#now = now;
  }

  get problem(): CodelumiError | undefined {
    return this.#problem;
  }

  /** As the file is now, or was when it was last good; undefined where there never was one. One look after the other. */
  current(): Promise<Flags | undefined> {
    const look = this.#turn.then(() => this.#look());
    this.#turn = look;
    return look;
  }

  async #look(): Promise<Flags | undefined> {
    try {
      const stamp = await stampOf(join(this.#workspace, FLAGS_FILE), this.#now());
      if (stamp === undefined || stamp !== this.#stamp) {
        const { content } = await boundedRead(this.#workspace, FLAGS_FILE, LIMIT_BYTES);
        this.#flags = readFlags(content.toString());
        this.#stamp = stamp;
      }
      this.#problem = undefined;
    } catch (error) {
      this.#stamp = undefined;
      const isNothingDeployed = errorCode(error) === 'ENOENT' && this.#flags === undefined;
      this.#problem = isNothingDeployed
        ? undefined
        : asRuntimeError(error, FLAGS_FILE, 'not-readable');
    }
    return this.#flags;
  }
}

/** undefined where the file may change without this changing. */
async function stampOf(path: string, now: number): Promise<string | undefined> {
  const { ino, size, mtimeNs, ctimeNs, ctimeMs } = await stat(path, { bigint: true });
  if (Math.abs(now - Number(ctimeMs)) < TIME_STEP_MS) return undefined;
  return [ino, size, mtimeNs, ctimeNs].join(' ');
}
