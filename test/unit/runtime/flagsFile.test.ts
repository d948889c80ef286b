import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { flagsText } from '../../../src/core/registry/split/flagsDocument.js';
import { FLAGS_FILE } from '../../../src/core/workspace/paths.js';
import { WorkspaceFiles } from '../../../src/node/workspaceFiles.js';
import { FlagsFile } from '../../../src/runtime/flagsFile.js';
import { rolledOut } from '../support/splitSamples.js';
import { temporaryWorkspace } from '../support/temporaryWorkspace.js';

const AN_HOUR_MS = 3_600_000;
const TEXT = flagsText(rolledOut({}), 100);

describe('the file of flags in a running assistant', () => {
  it('is not read again while it stands as it was', async () => {
    const file = new FlagsFile(await temporaryWorkspace({ [FLAGS_FILE]: TEXT }), later);
    const first = await file.current();
    assert.ok(first);
    assert.equal(await file.current(), first);
  });

  it('is read again each time it was replaced, by a file of the same size too', async () => {
    const workspace = await temporaryWorkspace({ [FLAGS_FILE]: TEXT });
    const file = new FlagsFile(workspace, later);
    for (let revision = 101; revision < 130; revision += 1) {
      await new WorkspaceFiles(workspace).replace(FLAGS_FILE, flagsText(rolledOut({}), revision));
      assert.equal((await file.current())?.revision, String(revision));
    }
  });

  it('is read each time while it is so new that its time says nothing', async () => {
    const workspace = await temporaryWorkspace({ [FLAGS_FILE]: TEXT });
    const { ctimeMs } = await stat(join(workspace, FLAGS_FILE));
    const file = new FlagsFile(workspace, () => ctimeMs + 1);
    const first = await file.current();
    const second = await file.current();
    assert.notEqual(second, first);
    assert.deepEqual(second, first);
  });
});

/** An assistant that looks when the file has long been there. */
function later(): number {
  return Date.now() + AN_HOUR_MS;
}
