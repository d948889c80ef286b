import { strict as assert } from 'node:assert';
import { mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { CodelumiError, JobCancelled } from '../../../src/core/errors.js';
import type { ProgramCall, ProgramEnd } from '../../../src/core/ports/programs.js';
import { isolation } from '../../../src/node/programs/confine.js';
import { findPrograms, searchedFolders } from '../../../src/node/programs/findProgram.js';
import { systemPrograms } from '../../../src/node/programs/systemPrograms.js';
import { temporaryWorkspace } from '../support/temporaryWorkspace.js';

const NEVER = new AbortController().signal;
const MIB = 1024 * 1024;

/** A script that says its process id in a file, starts another that does so too, and waits with it. */
const FAMILY = `
  const { spawn } = require('node:child_process');
  const { appendFileSync } = require('node:fs');
  const [me, them] = process.argv.slice(-2);
  if (them !== 'none') spawn(process.execPath, ['-e', process.env.FAMILY, '--', them, 'none'], { stdio: 'inherit' });
  setInterval(() => appendFileSync(me, '.'), 20);
`;

describe('programs beside us', () => {
  let root: string;

  beforeEach(async () => {
    root = await temporaryWorkspace({});
  });

  function run(
    script: string,
    { args = [], ...rest }: Partial<ProgramCall> = {},
    signal = NEVER,
  ): Promise<ProgramEnd> {
    const call: ProgramCall = {
      file: process.execPath,
      args: ['-e', script, '--', ...args],
      cwd: '',
      timeoutMs: 60_000,
      isolated: false,
      outputLimit: MIB,
      ...rest,
    };
    return systemPrograms(root, 'dist').run(call, signal);
  }

  it('gives the exit code and what was written, and passes input on', async () => {
    const script =
      'process.stdin.on("data", (x) => process.stdout.write("got " + x)).on("end", () => { console.error("bye"); process.exitCode = 7; })';
    const { confinement, ...end } = await run(script, { input: 'schön' });
    assert.deepEqual(end, { code: 7, stdout: 'got schön', stderr: 'bye\n' });
    assert.equal(confinement.network, 'open');
  });

  it('runs where it is told, and not elsewhere', async () => {
    await mkdir(join(root, 'inner'));
    const { stdout } = await run('console.log(process.cwd())', { cwd: 'inner' });
    assert.match(stdout, /inner\n$/u);
    for (const cwd of ['..', '/', 'inner/../..'])
      await assert.rejects(run('', { cwd }), { reason: 'outside-workspace' });
  });

  it('hides what the user keeps in their environment', async () => {
    process.env['CODELUMI_TEST_SECRET'] = 'hunter2';
    try {
      const options = { env: { GIVEN: 'yes' }, isolated: true };
      const { stdout } = await run('console.log(JSON.stringify(process.env))', options);
      const env = JSON.parse(stdout) as Record<string, string>;
      assert.equal(env['CODELUMI_TEST_SECRET'], undefined);
      assert.equal(env['GIVEN'], 'yes');
      assert.equal(env['TZ'], 'UTC');
      assert.notEqual(env['HOME'], process.env['HOME']);
      await assert.rejects(stat(env['HOME'] ?? ''), { code: 'ENOENT' });
    } finally {
      delete process.env['CODELUMI_TEST_SECRET'];
    }
  });

  it('stops what writes too much, and keeps what fits', async () => {
    const script = 'for (;;) process.stdout.write("x".repeat(10_000))';
    const { killed, stdout, code } = await run(script, { outputLimit: 1_000 });
    assert.deepEqual([killed, stdout.length, code], ['output-limit', 1_000, undefined]);
  });

  for (const isolated of [false, true]) {
    const how = isolated ? 'isolated' : 'not isolated';

    it(`kills what takes too long, with its children (${how})`, async () => {
      const files = await familyFiles(root);
      // Long enough for both to have started, however slow this machine is: else it is tried with more.
      for (let timeoutMs = 2_000; ; timeoutMs *= 3) {
        const end = await run(FAMILY, { args: files, env: { FAMILY }, timeoutMs, isolated });
        assert.equal(end.killed, 'time-out');
        if (await bothBegan(files)) break;
      }
      await assertAllStopped(files);
    });

    it(`kills what is cancelled, with its children (${how})`, async () => {
      const cancel = new AbortController();
      const files = await familyFiles(root);
      const running = run(FAMILY, { args: files, env: { FAMILY }, isolated }, cancel.signal);
      while (!(await bothBegan(files))) await setTimeout(20);
      cancel.abort();
      await assert.rejects(running, JobCancelled);
      await assertAllStopped(files);
    });

    it(`kills children that a program leaves behind (${how})`, async () => {
      const files = await familyFiles(root);
      const script = `${FAMILY}; const { existsSync } = require('node:fs');
        setInterval(() => { if (existsSync(them)) process.exit(0); }, 20);`;
      const end = await run(script, { args: files, env: { FAMILY }, isolated });
      assert.equal(end.code, 0);
      await assertAllStopped(files);
    });
  }

  it('ends, where it is isolated, also what has left its group', async function () {
    if ((await isolation()).processes === 'all') this.skip();
    const files = await familyFiles(root);
    const script = `${FAMILY.replace("stdio: 'inherit'", "stdio: 'ignore', detached: true")};
      const { existsSync } = require('node:fs');
      setInterval(() => { if (existsSync(them)) process.exit(0); }, 20);`;
    await run(script, { args: files, env: { FAMILY }, isolated: true });
    await assertAllStopped(files);
  });

  it('starts nothing once it is cancelled', async () => {
    const signal = AbortSignal.abort();
    const script = 'require("node:fs").writeFileSync("began", "")';
    await assert.rejects(run(script, {}, signal), JobCancelled);
    await assert.rejects(stat(join(root, 'began')), { code: 'ENOENT' });
  });

  it('says what isolation it held, and it holds', async function () {
    const script = `const { connect } = require('node:net');
      connect(Number(process.argv.at(-1)), '127.0.0.1').on('connect', () => { console.log('in'); process.exit(); })
        .on('error', (error) => console.log(error.code));`;
    const { createServer } = await import('node:net');
    const server = createServer().listen(0, '127.0.0.1');
    try {
      await new Promise((listening) => server.once('listening', listening));
      const address = server.address();
      const port = typeof address === 'object' ? String(address?.port) : '';
      const args = [port];
      assert.equal((await run(script, { args })).stdout, 'in\n');
      const { stdout, confinement } = await run(script, { args, isolated: true });
      assert.equal(confinement.network, (await isolation()).network);
      if (confinement.network === 'open') this.skip();
      assert.notEqual(stdout, 'in\n');
    } finally {
      server.close();
    }
  });

  it('holds memory down where the system can', async function () {
    const script = 'const a = []; for (let i = 0; i < 40; i++) a.push(Buffer.alloc(5e7, 1));';
    const end = await run(script, { memoryBytes: 1_000 * MIB });
    if (end.confinement.memory === 'unlimited') this.skip();
    assert.notEqual(end.code, 0);
    assert.match(end.stderr, /allocation failed|out of memory/iu);
    assert.equal((await run('console.log(1)', { memoryBytes: 1_000 * MIB })).stdout, '1\n');
  });

  it('says that a program is not there', async () => {
    for (const file of ['no-such-program-here', '/no/such/program', './inner/tool', '../x', ''])
      await assert.rejects(run('', { file }), (error) => {
        assert.ok(error instanceof CodelumiError);
        return error.reason === 'not-found';
      });
  });

  it('looks for programs in whole folders of PATH only', async () => {
    const folder = join(root, 'bin');
    await mkdir(folder);
    await symlink(folder, join(root, 'again'));
    const tool = process.platform === 'win32' ? 'tool.exe' : 'tool';
    await writeFile(join(folder, tool), '', { mode: 0o755 });
    await writeFile(join(folder, 'data'), '', { mode: 0o644 });
    const path = ['', '.', 'bin', folder, join(root, 'again'), join(root, 'gone')].join(delimiter);
    const folders = searchedFolders(path);
    assert.deepEqual(folders, [folder, join(root, 'again'), join(root, 'gone')]);
    assert.deepEqual(await findPrograms('tool', folders), [join(folder, tool)]);
    assert.deepEqual(await findPrograms('data', folders), []);
    assert.deepEqual(await findPrograms('../bin/tool', folders), []);
  });

  it('lends a folder of its own, and takes no link or giant from it', async () => {
    const programs = systemPrograms(root, 'dist');
    const path = await programs.withFolder(async (folder) => {
      await folder.write('in.txt', 'hello');
      const script =
        'const fs = require("node:fs"); fs.writeFileSync("out.txt", fs.readFileSync("in.txt") + "!"); fs.symlinkSync("/etc/hostname", "link"); fs.mkdirSync("folder")';
      const end = await run2(programs, script, folder.path);
      assert.equal(end.stderr, '');
      const read = async (name: string, limit = 100) => {
        const bytes = await folder.read(name, limit);
        return bytes && Buffer.from(bytes).toString();
      };
      assert.equal(await read('out.txt'), 'hello!');
      assert.equal(await read('nothing'), undefined);
      for (const [name, limit] of [
        ['link', 100],
        ['folder', 100_000],
        ['out.txt', 5],
      ] as const)
        await assert.rejects(read(name, limit), { reason: 'invalid-input' });
      await assert.rejects(read('../in.txt'));
      return folder.path;
    });
    await assert.rejects(stat(path), { code: 'ENOENT' });
    await assert.rejects(run2(programs, '', path), { reason: 'outside-workspace' });
  });

  function run2(programs: ReturnType<typeof systemPrograms>, script: string, cwd: string) {
    const limits = { timeoutMs: 60_000, isolated: true, outputLimit: MIB };
    return programs.run({ file: process.execPath, args: ['-e', script], cwd, ...limits }, NEVER);
  }
});

async function familyFiles(root: string): Promise<[string, string]> {
  return [join(root, 'parent.txt'), join(root, 'child.txt')];
}

async function signsIn(files: readonly string[]): Promise<string[]> {
  return Promise.all(files.map((file) => readFile(file, 'utf8').catch(() => '')));
}

async function bothBegan(files: readonly string[]): Promise<boolean> {
  return (await signsIn(files)).every((sign) => sign !== '');
}

/** Each adds to its file every 20 ms as long as it lives. */
async function assertAllStopped(files: readonly string[]): Promise<void> {
  const before = await signsIn(files);
  await setTimeout(300);
  assert.deepEqual(await signsIn(files), before);
}
