import assert from 'node:assert/strict';
import { chmod, chown, cp, mkdir, readdir, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { MemoryLog } from '../support/memoryLog.js';
import { type CliResult, finished, runCli, startCli } from '../support/runCli.js';
import { contentsOf, put, temporaryWorkspace } from '../support/temporaryWorkspace.js';

const LOG = 'userData/lumi_memory.jsonl';
const GOOD = new MemoryLog()
  .user('Question one?')
  .assistant('A long enough answer to the first question, truly.')
  .button('up')
  .toString();

/** `nobody`: whom file rights apply to even where the tests run as root. */
const NOBODY = 65_534;

/** One sentence that says what, where and what to do; nothing on standard output. */
function saysOneThing({ stderr, stdout }: CliResult, ...parts: RegExp[]): void {
  assert.equal(stdout, '');
  assert.equal(stderr.trimEnd().split('\n').length, 1, stderr);
  for (const part of parts) assert.match(stderr, part);
}

/** Runs as a user who is not root, so that a refused right is refused. */
async function asNobody(root: string, ...args: string[]): Promise<CliResult> {
  if (process.getuid?.() !== 0) return runCli([...args, '-w', root]);
  const home = await temporaryWorkspace();
  await cp('dist/codelumi.cjs', join(home, 'codelumi.cjs'));
  await chmod(home, 0o755);
  return runCli(
    [...args, '-w', root],
    { uid: NOBODY, gid: NOBODY, cwd: '/' },
    join(home, 'codelumi.cjs'),
  );
}

async function giveAway(root: string): Promise<void> {
  if (process.getuid?.() !== 0) return;
  await chown(root, NOBODY, NOBODY);
  for (const name of await readdir(root, { recursive: true }))
    await chown(join(root, name), NOBODY, NOBODY);
}

describe('codelumi, on bad input', () => {
  it('missing workspace, and a file for one', async () => {
    const root = await temporaryWorkspace({ 'a.txt': '' });
    const missing = await runCli(['extract', '-w', join(root, 'none')]);
    assert.equal(missing.code, 3);
    saysOneThing(missing, /no such workspace folder/u, /none/u, /--workspace/u);
    const file = await runCli(['extract', '-w', join(root, 'a.txt')]);
    assert.equal(file.code, 3);
    saysOneThing(file, /is not a folder/u);
  });

  it('missing log', async () => {
    const result = await runCli(['extract', '-w', await temporaryWorkspace()]);
    assert.equal(result.code, 3);
    saysOneThing(
      result,
      /no conversation log/u,
      /userData\/lumi_memory\.jsonl/u,
      /sources\.memory/u,
    );
  });

  it('empty log', async () => {
    const result = await runCli(['extract', '-w', await temporaryWorkspace({ [LOG]: '' })]);
    assert.equal(result.code, 0);
    assert.match(result.stdout, /0 records/u);
    assert.match(result.stdout, /nothing new/u);
  });

  it('log that is a directory', async () => {
    const root = await temporaryWorkspace();
    await mkdir(join(root, LOG), { recursive: true });
    const result = await runCli(['extract', '-w', root]);
    assert.equal(result.code, 3);
    saysOneThing(
      result,
      /A folder stands where a log file should be \(userData\/lumi_memory\.jsonl\)/u,
    );
  });

  it('log that may not be read', async () => {
    const root = await temporaryWorkspace({ [LOG]: GOOD });
    await giveAway(root);
    await chmod(join(root, LOG), 0o000);
    const result = await asNobody(root, 'extract');
    assert.equal(result.code, 3);
    saysOneThing(result, /may not be read \(userData\/lumi_memory\.jsonl\)/u);
  });

  it('a 50 MB line beside good ones, in bounded memory', async () => {
    const long = JSON.stringify({ role: 'user', text: 'x'.repeat(50 * 1024 * 1024) });
    const root = await temporaryWorkspace({ [LOG]: `${long}\n${GOOD}` });
    const result = await runCli(['extract', '-w', root, '--json'], {
      env: { ...process.env, NODE_OPTIONS: '--max-old-space-size=64' },
    });
    assert.equal(result.code, 0, result.stderr);
    const { report } = JSON.parse(result.stdout);
    assert.equal(report.candidates.added, 1);
    assert.deepEqual(
      report.malformed.map(({ kind, line, byte_length }: never) => [kind, line, byte_length]),
      [['record-too-long', 1, long.length]],
    );
  }).timeout(60_000);

  it('a workspace that is read-only: reading works, writing says why, nothing is half written', async () => {
    const root = await temporaryWorkspace({ [LOG]: GOOD });
    assert.equal((await runCli(['extract', '-w', root])).code, 0);
    await rm(join(root, '.codelumi'), { recursive: true });
    await put(
      root,
      LOG,
      GOOD +
        new MemoryLog()
          .pause(9_000)
          .user('More?')
          .assistant('Yes, and a long enough answer to be kept by everybody.')
          .button('up')
          .toString(),
    );
    for (const name of ['', ...(await readdir(root, { recursive: true }))])
      await chmod(join(root, name), name.includes('.') ? 0o444 : 0o555);
    const before = await contentsOf(root);
    const list = await asNobody(root, 'review', 'list');
    assert.equal(list.code, 0, list.stderr);
    assert.match(list.stdout, /Question one/u);
    const result = await asNobody(root, 'extract');
    assert.equal(result.code, 3);
    saysOneThing(result, /may not be written|read-only/u, /\.codelumi/u);
    assert.deepEqual(await contentsOf(root), before);
    for (const name of ['', ...(await readdir(root, { recursive: true }))])
      await chmod(join(root, name), 0o755);
  });

  it('settings that are wrong', async () => {
    const root = await temporaryWorkspace({
      [LOG]: GOOD,
      '.codelumi/config.json': '{"mining":{"gap":1}}',
    });
    const result = await runCli(['extract', '-w', root]);
    assert.equal(result.code, 3);
    saysOneThing(result, /\.codelumi\/config\.json/u, /gap/u);
  });

  it('settings that point out of the workspace', async () => {
    const root = await temporaryWorkspace({
      '.codelumi/config.json': '{"sources":{"memory":"../../etc/passwd"}}',
    });
    const result = await runCli(['extract', '-w', root]);
    assert.equal(result.code, 3);
    saysOneThing(result, /wrong at sources\.memory/u, /inside the workspace/u, /--user-data/u);
  });

  it('wrong usage', async () => {
    const root = await temporaryWorkspace();
    const usages = [
      ['extrakt'],
      ['extract', '--wat'],
      ['review', 'accept'],
      ['screen', '--day', 'today'],
      ['review', 'accept', 'x', '--confirm', 'most'],
      [],
    ];
    for (const args of usages) {
      const { code, stderr } = await runCli(args, { cwd: root });
      assert.equal(code, 2, args.join(' '));
      assert.notEqual(stderr, '');
    }
    for (const args of [
      ['--help'],
      ['--version'],
      ['help'],
      ['help', 'extract'],
      ['review', '--help'],
    ]) {
      assert.equal((await runCli(args)).code, 0, args.join(' '));
    }
    const unknown = await runCli(['extract', '--wat'], { cwd: root });
    assert.match(unknown.stderr, /^codelumi: unknown option '--wat'/u);
    assert.doesNotMatch((await runCli(['verify', '--help'])).stdout, /default: true/u);
    const missing = await runCli(['export'], { cwd: root });
    assert.equal(missing.code, 2);
    assert.match(missing.stderr, /^codelumi: --format and --out are missing\. Write it like /u);
    const asJson = await runCli(['extract', '--wat', '--json'], { cwd: root });
    assert.equal(JSON.parse(asJson.stdout).error.reason, 'wrong-usage');
    const notAnId = await runCli(['review', 'show', '../../../etc/passwd'], { cwd: root });
    assert.deepEqual([notAnId.code, notAnId.stdout], [2, '']);
    assert.equal((await runCli(['screen', '--day', '2026-99-99'], { cwd: root })).code, 2);
  }).timeout(60_000);

  it('lines and files that are not there', async () => {
    const root = await temporaryWorkspace({ [LOG]: GOOD });
    const lines = GOOD.trimEnd().split('\n').length;
    for (const command of [['trace'], ['extract', '--explain']]) {
      const noFile = await runCli([...command, 'foo:1', '-w', root]);
      assert.equal(noFile.code, 2);
      saysOneThing(noFile, /^codelumi: .*\(foo\)/u);
      const noLine = await runCli([...command, `${LOG}:999999`, '-w', root]);
      assert.equal(noLine.code, 2);
      saysOneThing(
        noLine,
        /^codelumi: There is no line 999999 /u,
        new RegExp(`has ${lines} lines`, 'u'),
      );
    }
    assert.match((await runCli(['trace', `${LOG}:1`, '-w', root])).stdout, /nothing came of this/u);
  }).timeout(60_000);

  it('prints errors as the one JSON document where JSON was asked for', async () => {
    const { stdout, code } = await runCli(['extract', '--json', '-w', await temporaryWorkspace()]);
    assert.equal(code, 3);
    const { error, exit_code } = JSON.parse(stdout);
    assert.deepEqual([error.reason, error.place.file, exit_code], ['not-found', LOG, 3]);
  });

  /** A workspace whose lock this process holds. */
  async function lockedWorkspace(): Promise<string> {
    const owner = {
      pid: process.pid,
      host: hostname(),
      nonce: 'n',
      at: new Date().toISOString(),
      purpose: 'sit here',
    };
    return temporaryWorkspace({
      [LOG]: GOOD,
      '.codelumi/local/lock/owner.json': JSON.stringify(owner),
    });
  }

  it('a lock that another process holds', async () => {
    const result = await runCli(['extract', '-w', await lockedWorkspace()]);
    assert.equal(result.code, 4);
    saysOneThing(result, new RegExp(`process ${process.pid} .*to sit here`, 'u'));
  }).timeout(60_000);

  it('Ctrl+C', async () => {
    const root = await lockedWorkspace();
    const child = startCli(['extract', '-w', root]);
    // By then it waits for the lock, for seconds, however slow the machine.
    setTimeout(() => child.kill('SIGINT'), 2_500);
    const result = await finished(child);
    assert.equal(result.code, 130, result.stderr);
    saysOneThing(result, /Cancelled/u);
    const files = Object.keys(await contentsOf(root));
    assert.deepEqual(
      files.filter((file) => file.startsWith('candidates')),
      [],
    );
  }).timeout(60_000);
});
