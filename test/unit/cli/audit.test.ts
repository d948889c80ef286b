import assert from 'node:assert/strict';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { MemoryLog } from '../support/memoryLog.js';
import { finished, runCli, startCli } from '../support/runCli.js';
import { temporaryWorkspace, text } from '../support/temporaryWorkspace.js';

const GOOD = new MemoryLog()
  .user('How do I deploy the billing service?')
  .assistant('Run make deploy in services/billing once the checks are green.')
  .button('up')
  .toString();

describe('codelumi audit', () => {
  let root: string;
  let journal: string;

  before(async () => {
    root = await temporaryWorkspace({ 'userData/lumi_memory.jsonl': GOOD });
    assert.equal((await runCli(['extract', '-w', root])).code, 0);
    const screen = [
      'screen',
      '--allow',
      'ops@acme.dev',
      '--reason',
      'of eve@private.org',
      '-w',
      root,
    ];
    assert.equal((await runCli(screen)).code, 0);
    const [writer = ''] = await readdir(join(root, '.codelumi/audit'));
    const [month = ''] = await readdir(join(root, '.codelumi/audit', writer));
    journal = `.codelumi/audit/${writer}/${month}`;
  });

  it('lists what was done, narrowed down, with private words masked, and writes nothing', async () => {
    const before = await text(root, journal);
    const all = await runCli(['audit', '-w', root]);
    assert.equal(all.code, 0, all.stderr);
    assert.match(all.stdout, /extract candidates\/.*read \d+ file.*changed candidates\//u);
    assert.match(all.stdout, /allow-value \.codelumi\/config\.json.*because: of /u);
    assert.ok(!all.stdout.includes('eve@private.org'));
    const { stdout } = await runCli(['audit', '--action', 'extract', '--json', '-w', root]);
    const { entries } = JSON.parse(stdout);
    assert.deepEqual(
      entries.map(({ entry }: { entry: { action: string } }) => entry.action),
      ['extract'],
    );
    const none = await runCli(['audit', '--since', '2999-01-01', '--actor', 'nobody', '-w', root]);
    assert.match(none.stdout, /nothing was recorded that fits/u);
    for (const told of [all, none])
      assert.match(told.stdout, /staging_kb\/\*\/decisions, and codelumi review show .*\n$/u);
    assert.equal((await runCli(['audit', '--action', 'Ex tract', '-w', root])).code, 2);
    assert.equal(await text(root, journal), before);
  });

  it('proves a line to somebody who has none of the files, and sees a forged one', async () => {
    const proved = await runCli(['audit', 'prove', `${journal}:1`, '-w', root]);
    assert.equal(proved.code, 0, proved.stderr);
    const elsewhere = await temporaryWorkspace();
    const check = async (proof: string) => {
      const child = startCli(['audit', 'check', '-w', elsewhere], {
        stdio: ['pipe', 'pipe', 'pipe'],
      });
      child.stdin?.end(proof);
      return finished(child);
    };
    const good = await check(proved.stdout);
    assert.equal(good.code, 0, good.stderr);
    assert.match(good.stdout, /:1: in the checkpoint, signed by nobody\n.*"action":"extract"/u);
    const forged = await check(
      proved.stdout.replace('"line": 1', '"line": 2').replace('"line":1', '"line":2'),
    );
    assert.equal(forged.code, 1);
    assert.match(forged.stdout, /does not hold/u);
  });

  it('makes a checkpoint, and verify finds a workspace that went behind one', async () => {
    const candidate =
      /candidate-\d{8}-0001/u.exec((await runCli(['review', 'list', '-w', root])).stdout)?.[0] ??
      '';
    assert.equal((await runCli(['review', 'flag', candidate, '-w', root])).code, 0);
    const made = await runCli(['checkpoint', '-w', root]);
    assert.equal(made.code, 0, made.stderr);
    assert.match(made.stdout, /decisions\/.*: 1 line\ncheckpoint of \d+ heads in .*, unsigned/u);
    assert.match((await runCli(['checkpoint', '-w', root])).stdout, /nothing new/u);
    const verified = await runCli(['verify', '-w', root]);
    assert.equal(verified.code, 0, verified.stdout);
    assert.match(
      verified.stdout,
      /\d+ audit (?:entry|entries), \d+ checkpoints?, 0 lines since them/u,
    );
    await rm(join(root, 'staging_kb'), { recursive: true });
    const behind = await runCli(['verify', '--no-base', '-w', root]);
    assert.equal(behind.code, 1);
    assert.match(behind.stdout, /^staging_kb\/.*\.jsonl:1: error: checkpoint: missing, though /mu);
    // Lines that are away may be on another branch, so this clone goes on under another name; the fault stays.
    assert.equal((await runCli(['checkpoint', '-w', root])).code, 0);
    assert.equal((await runCli(['verify', '--no-base', '-w', root])).code, 1);
    assert.equal((await runCli(['verify', '--base', 'main', '-w', root])).code, 3);
  });
});
