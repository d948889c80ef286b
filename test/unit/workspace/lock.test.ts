import assert from 'node:assert/strict';
import { readdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { CodelumiError } from '../../../src/core/errors.js';
import { type LockContext, withWorkspaceLock } from '../../../src/core/workspace/lock.js';
import { LOCK_FOLDER } from '../../../src/core/workspace/paths.js';
import { put, temporaryWorkspace, text } from '../support/temporaryWorkspace.js';
import { testContext } from '../support/testContext.js';

const OWNER = `${LOCK_FOLDER}/owner.json`;

/** A context whose waiting takes no time, and whose neighbours are as given. */
async function contextWith(
  alive: (pid: number) => boolean,
): Promise<{ root: string; context: LockContext }> {
  const root = await temporaryWorkspace();
  const real = testContext(root);
  const processes = { ...real.processes, host: 'here', isAlive: alive, sleep: async () => {} };
  return { root, context: { ...real, processes } };
}

function owner(fields: object): string {
  const whole = {
    pid: 4242,
    host: 'here',
    nonce: 'n',
    at: '2026-11-20T09:59:59.000Z',
    purpose: 'test',
    ...fields,
  };
  return JSON.stringify(whole);
}

async function isLockedOut(context: LockContext): Promise<boolean> {
  try {
    return await withWorkspaceLock(context, 'try', async () => false);
  } catch (error) {
    assert.ok(error instanceof CodelumiError && error.reason === 'locked', String(error));
    return true;
  }
}

describe('withWorkspaceLock', () => {
  it('lets one in at a time', async () => {
    const root = await temporaryWorkspace();
    const context = testContext(root);
    let inside = 0;
    let most = 0;
    const visit = () =>
      withWorkspaceLock(context, 'visit', async () => {
        inside += 1;
        most = Math.max(most, inside);
        await context.processes.sleep(2);
        inside -= 1;
      });
    await Promise.all(Array.from({ length: 20 }, visit));
    assert.equal(most, 1);
  });

  it('is free again after a failure', async () => {
    const context = testContext(await temporaryWorkspace());
    const failing = withWorkspaceLock(context, 'fail', async () => Promise.reject(new Error('no')));
    await assert.rejects(failing, /no/u);
    assert.equal(await isLockedOut(context), false);
  });

  it('names who has it when it gives up waiting', async () => {
    const { root, context } = await contextWith(() => true);
    await put(root, OWNER, owner({ purpose: 'add candidates' }));
    await assert.rejects(
      withWorkspaceLock(context, 'try', async () => {}),
      /process 4242 on here since 2026-11-20T09:59:59.000Z, to add candidates/u,
    );
  });

  it('takes over from a dead process, but never from a living one', async () => {
    const { root, context } = await contextWith((pid) => pid !== 4242);
    await put(root, OWNER, owner({}));
    assert.equal(await isLockedOut(context), false);
    await put(root, OWNER, owner({ pid: 4243 }));
    assert.equal(await isLockedOut(context), true);
  });

  it('leaves another machine ten minutes', async () => {
    const { root, context } = await contextWith(() => false);
    await put(root, OWNER, owner({ host: 'elsewhere', at: '2026-11-20T09:51:00.000Z' }));
    assert.equal(await isLockedOut(context), true);
    await put(root, OWNER, owner({ host: 'elsewhere', at: '2026-11-20T09:49:00.000Z' }));
    assert.equal(await isLockedOut(context), false);
  });

  it('is not stopped by what died while taking a lock away', async () => {
    const { root, context } = await contextWith((pid) => pid !== 4242);
    await put(root, OWNER, owner({}));
    await put(root, `${LOCK_FOLDER}.steal/.x`, '');
    const longAgo = new Date('2026-11-20T09:59:00.000Z');
    await utimes(join(root, `${LOCK_FOLDER}.steal`), longAgo, longAgo);
    assert.equal(await isLockedOut(context), false);
  });

  it('takes over an old lock whose owner cannot be read', async () => {
    const { root, context } = await contextWith(() => true);
    await put(root, OWNER, '{');
    const recently = new Date('2026-11-20T09:58:00.000Z');
    await utimes(join(root, LOCK_FOLDER), recently, recently);
    assert.equal(await isLockedOut(context), true);
    const longAgo = new Date('2026-11-17T10:00:00.000Z');
    await utimes(join(root, LOCK_FOLDER), longAgo, longAgo);
    assert.equal(await isLockedOut(context), false);
  });

  it('leaves nothing behind but its folder, and clears away what the dead left', async () => {
    const root = await temporaryWorkspace();
    const context = testContext(root);
    await put(root, `${LOCK_FOLDER}.dead/owner.json`, owner({}));
    const longAgo = new Date('2026-11-20T09:00:00.000Z');
    await utimes(join(root, `${LOCK_FOLDER}.dead`), longAgo, longAgo);
    await Promise.all([1, 2, 3].map(() => withWorkspaceLock(context, 'visit', async () => {})));
    assert.deepEqual(await readdir(join(root, '.codelumi/local')), ['.gitignore']);
  });

  it('refuses to confirm, and keeps its hands off, once it was taken away', async () => {
    const { root, context } = await contextWith(() => true);
    await assert.rejects(
      withWorkspaceLock(context, 'sleepy', async (lock) => {
        await put(root, OWNER, owner({ nonce: 'thief' }));
        await lock.confirm();
      }),
      /is being changed by process 4242/u,
    );
    assert.match(await text(root, OWNER), /thief/u);
  });

  it('tells Git to leave the folder alone', async () => {
    const root = await temporaryWorkspace();
    await withWorkspaceLock(testContext(root), 'any', async () => {});
    assert.equal(await text(root, '.codelumi/local/.gitignore'), '*\n');
  });
});
