import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { type GitSigning, gitSigning } from './gitSigningKey.js';

/** What Git's settings may include, and where else they may stand, is looked at no more often than this. */
const FRESH_MS = 2_000;

interface Known {
  readonly signing: Promise<GitSigning>;
  /** In milliseconds of the clock. */
  readonly until: number;
  readonly stamp: string;
}

/** What a test puts in the place of Git and the clock. */
export interface GitSigningWorld {
  readonly ask: (root: string) => Promise<GitSigning>;
  /** Milliseconds that only go on. */
  readonly now: () => number;
}

/**
 * How Git signs, asked anew after two seconds, and at once when one of the usual files of settings was written: a
 * decision needs to know it three times within a moment, and asking starts a process.
 */
export class GitSigningMemory {
  readonly #root: string;
  readonly #world: GitSigningWorld;
  #known: Known | undefined;

  constructor(
    root: string,
    world: GitSigningWorld = { ask: gitSigning, now: () => performance.now() },
  ) {
    this.#root = root;
    this.#world = world;
  }

  async read(): Promise<GitSigning> {
    const stamp = await stampOf(settingsFiles(this.#root));
    const now = this.#world.now();
    if (this.#known === undefined || this.#known.stamp !== stamp || now >= this.#known.until)
      this.#known = { signing: this.#world.ask(this.#root), until: now + FRESH_MS, stamp };
    return this.#known.signing;
  }
}

/** Those that `git config --local` and `--global` write to. */
function settingsFiles(root: string): string[] {
  const home = homedir();
  const named = process.env['GIT_CONFIG_GLOBAL'];
  const elsewhere = process.env['XDG_CONFIG_HOME'] || join(home, '.config');
  return [
    join(root, '.git/config'),
    ...(named ? [named] : [join(home, '.gitconfig'), join(elsewhere, 'git/config')]),
  ];
}

async function stampOf(paths: readonly string[]): Promise<string> {
  const stamps = await Promise.all(
    paths.map(async (path) => {
      try {
        const { ino, size, mtimeNs } = await stat(path, { bigint: true });
        return `${ino} ${size} ${mtimeNs}`;
      } catch {
        return ''; // Not there, or not ours to look at: the two seconds hold all the same.
      }
    }),
  );
  return stamps.join('\n');
}
