import * as assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleGit } from 'simple-git';
import * as vscode from 'vscode';
import { initSigners } from '../../src/core/signing/signersCommands.js';
import type { ReviewDesk } from '../../src/host/review/reviewDesk.js';
import { SIGNING_KEY_SETTING } from '../../src/host/workspace/signingHere.js';
import { gitReviewer } from '../../src/node/gitReviewer.js';
import { nodeContext } from '../../src/node/nodeContext.js';
import { MachineSigner } from '../../src/node/signing/machineSigner.js';
import { makeSigningKey } from '../../src/node/signing/makeSigningKey.js';
import { anotherDesk, forgetReview, root } from './support/workspace.js';

const ALL = { factual: true, cited: true, no_pii: true, clear: true };

describe('signing in VS Code', function () {
  // The logs are mined first, which takes its time on a busy machine.
  this.timeout(180_000);
  let folder: string;
  let desk: ReviewDesk;
  let id: string;

  before(async () => {
    await forgetReview();
    folder = await mkdtemp(join(tmpdir(), 'codelumi-key-'));
    const other = await anotherDesk();
    desk = other.desk;
    await other.jobs.run('extract', {}, root());
    await desk.refresh();
    const group = { status: 'pending', day: undefined, offset: 0, limit: 1 } as const;
    id = (await desk.group(group))[0]?.id ?? '';
  });

  after(async () => {
    await setKey('');
    desk.dispose();
    await rm(folder, { recursive: true });
    await rm(join(root(), '.git'), { recursive: true, force: true });
    await forgetReview();
  });

  async function setKey(file: string): Promise<void> {
    const { Global } = vscode.ConfigurationTarget;
    await vscode.workspace.getConfiguration().update(SIGNING_KEY_SETTING, file, Global);
  }

  /** A repository with a reviewer in it. */
  async function asSomebody(): Promise<void> {
    const git = simpleGit(root());
    await git.init();
    await git.addConfig('user.name', 'Rae');
    await git.addConfig('user.email', 'rae@example.org');
  }

  async function decide(action: 'accept' | 'reopen') {
    const { state } = await desk.read(id);
    const { fingerprint, lastHash: on } = state;
    return desk.decide({ candidate: id, action, fingerprint, on, checklist: ALL });
  }

  async function labels(): Promise<(string | undefined)[]> {
    const group = { status: 'accepted', day: undefined, offset: 0, limit: 9 } as const;
    const marks = [...(await desk.signatureMarks(id)).values()].map(({ kind }) => kind);
    const row = (await desk.group(group))[0]?.signature;
    return [row, (await desk.story(id))?.decision?.signature, marks.at(-1)];
  }

  it('labels what is unsigned, signs with the key of the settings, and believes its signer', async () => {
    await decide('accept');
    assert.deepEqual(await labels(), ['unsigned', 'unsigned', 'unsigned']);
    const file = join(folder, 'id');
    await makeSigningKey(file, 'test');
    await setKey(file);
    await asSomebody();
    await desk.refresh();
    await decide('reopen');
    const { decided } = await decide('accept');
    assert.equal(decided.warning, undefined);
    assert.match(decided.state.decidedBy?.decision.reviewer.key ?? '', /^SHA256:/u);
    assert.deepEqual(await labels(), ['unproven', 'unproven', 'unproven']);
    const signer = new MachineSigner(root(), file);
    const context = nodeContext(root(), new AbortController().signal);
    await initSigners({ ...context, signer }, (await gitReviewer(root())).email);
    await desk.refresh();
    assert.deepEqual(await labels(), ['signed', 'signed', 'signed']);
  });

  it('keeps what was decided where signing fails, and says what to do', async () => {
    const told: string[] = [];
    const listening = desk.onDidWarn((warning) => told.push(warning));
    await setKey(join(folder, 'gone'));
    await desk.refresh();
    await decide('reopen');
    listening.dispose();
    assert.equal((await desk.read(id)).state.status, 'pending');
    assert.match(told.join(), /is recorded, but not signed: .*Sign Own Decisions/u);
  });
});
