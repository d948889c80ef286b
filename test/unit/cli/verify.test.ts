import assert from 'node:assert/strict';
import { runCli } from '../support/runCli.js';
import { sampleWorkspace } from '../support/sampleWorkspace.js';
import { put, text } from '../support/temporaryWorkspace.js';

describe('codelumi verify', () => {
  it('says in one line a fault what is wrong and where, and ends with 1', async () => {
    const root = await sampleWorkspace();
    await runCli(['extract', '-w', root]);
    const list = await runCli(['review', 'list', '--status', 'pending', '-w', root, '--json']);
    const { candidates } = JSON.parse(list.stdout);
    await runCli(['review', 'accept', candidates[0].id, '--confirm', 'all', '-w', root]);
    const good = await runCli(['verify', '-w', root]);
    assert.equal(good.code, 0, good.stdout);
    assert.match(good.stdout, /^verified 1 decision \(0 signed\) on \d+ candidates, 1 accepted/mu);
    assert.match(good.stdout, /jsonl:1: warning: signature: this decision is unsigned$/mu);
    assert.match(good.stdout, /^0 faults, 1 warning$/mu);

    const file = `staging_kb/${candidates[0].day ?? candidates[0].created_at?.slice(0, 10)}/accepted.jsonl`;
    await put(root, file, (await text(root, file)).replace('accepted', 'ACCEPTED'));
    const bad = await runCli(['verify', '-w', root]);
    assert.equal(bad.code, 1);
    assert.match(bad.stdout, new RegExp(`^${file}:1: error: projection: `, 'mu'));
    const asJson = await runCli(['verify', '-w', root, '--json']);
    assert.equal(asJson.code, 1);
    assert.equal(JSON.parse(asJson.stdout).faults.length, 1);
    const mended = await runCli(['verify', '--mend', '-w', root]);
    assert.equal(mended.code, 0);
    assert.match(mended.stdout, new RegExp(`^written anew: ${file}$`, 'mu'));
  }).timeout(60_000);
});
