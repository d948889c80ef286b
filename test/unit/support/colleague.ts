import assert from 'node:assert/strict';
import { devNull } from 'node:os';
import { clone, git } from './gitRepositories.js';
import { type CliResult, runCli } from './runCli.js';
import type { MadeKey } from './sshKeys.js';
import { put, text } from './temporaryWorkspace.js';

/** Somebody with a clone of their own, who works in a shell. */
export class Colleague {
  readonly name: string;
  readonly root: string;
  readonly key: MadeKey | undefined;

  private constructor(name: string, root: string, key: MadeKey | undefined) {
    this.name = name;
    this.root = root;
    this.key = key;
  }

  /** Who has a key signs with it as Git does, who has none signs nothing. */
  static async withClone(server: string, name: string, key?: MadeKey): Promise<Colleague> {
    const root = await clone(server, name);
    if (key !== undefined) {
      await git(root, 'config', 'gpg.format', 'ssh');
      await git(root, 'config', 'user.signingkey', key.file);
    }
    return new Colleague(name, root, key);
  }

  git(...args: readonly string[]): Promise<string> {
    return git(this.root, ...args);
  }

  /** `codelumi …`, whatever becomes of it. */
  tries(...args: readonly string[]): Promise<CliResult> {
    const env = { ...process.env, GIT_CONFIG_GLOBAL: devNull, CODELUMI_SIGNING_KEY: '' };
    return runCli([...args, '--workspace', this.root], { env });
  }

  /** `codelumi …`, which has to succeed: what it printed. */
  async does(...args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await this.tries(...args);
    assert.equal(code, 0, `${this.name}: codelumi ${args.join(' ')}\n${stdout}${stderr}`);
    return stdout;
  }

  async asks<Answer>(...args: readonly string[]): Promise<Answer> {
    return JSON.parse(await this.does(...args, '--json'));
  }

  accepts(...candidates: readonly string[]): Promise<string> {
    return this.does('review', 'accept', ...candidates, '--confirm', 'all');
  }

  /** Commits the review and pushes the branch that is checked out. */
  async hands(): Promise<string> {
    await this.does('review', 'commit');
    await this.git('push', '--quiet', 'origin', 'HEAD');
    return (await this.git('branch', '--show-current')).trim();
  }

  /** Goes on from the newest of the main branch. */
  async catchesUp(): Promise<void> {
    await this.git('switch', '--quiet', 'main');
    await this.git('pull', '--quiet', '--ff-only', 'origin', 'main');
  }

  /** What `verify` says, with the files alone, while one is another; afterwards it is as it was. */
  async verifiesWith(path: string, change: (content: string) => string): Promise<CliResult> {
    const before = await text(this.root, path);
    const changed = change(before);
    assert.notEqual(changed, before, `nothing changed in ${path}`);
    await put(this.root, path, changed);
    const found = await this.tries('verify', '--no-base');
    await put(this.root, path, before);
    return found;
  }
}
