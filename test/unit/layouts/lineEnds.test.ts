import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runInProcess } from '../support/cliInProcess.js';
import { clone, commitAll, git, repository } from '../support/gitRepositories.js';
import { put, text } from '../support/temporaryWorkspace.js';
import { archiveLog, jsonLines, knowledge } from './archiveLog.js';

const ADA = ['--reviewer', 'Ada <ada@acme.dev>'];
const SLOW_MS = 240_000;

async function run(root: string, code: number, ...args: readonly string[]) {
  const result = await runInProcess([...args, '--workspace', root, '--json']);
  assert.equal(result.code, code, `${args.join(' ')}: ${result.stdout}${result.stderr}`);
  return JSON.parse(result.stdout);
}

/** A repository with one decision, a snapshot and their checkpoints in it, and what is derived as well. */
async function reviewed(): Promise<string> {
  const root = await repository();
  await put(root, 'userData/lumi_memory.jsonl', `${archiveLog(2).join('\n')}\n`);
  await put(root, 'training/kb.jsonl', jsonLines(knowledge(2)));
  await run(root, 0, 'init');
  await run(root, 0, 'extract');
  const { candidates } = await run(root, 0, 'review', 'list');
  await run(root, 0, 'review', 'accept', candidates[0].id, '--confirm', 'all', ...ADA);
  await run(root, 0, 'snapshot', 'build');
  await git(root, 'add', '--all', '--force', '--', '.', ':!.codelumi/local', ':!userData');
  await commitAll(root, 'Review');
  return root;
}

interface Fault {
  readonly place: { readonly file: string };
  readonly message: string;
}

/** Faults of a clone that has no log of its own are no concern here. */
async function ofLineEnds(root: string, code: number): Promise<readonly Fault[]> {
  const { faults } = await run(root, code, 'verify');
  return faults.filter(({ message }: Fault) => message.includes('CRLF'));
}

describe('a clone in which Git makes CRLF of line ends', () => {
  it('leaves alone what init told it to', async () => {
    const windows = await clone(await reviewed(), 'Bob', 'core.autocrlf=true');
    assert.match(await text(windows, 'training/kb.jsonl'), /\r\n/u);
    assert.deepEqual((await run(windows, 0, 'verify')).faults, []);
  }).timeout(SLOW_MS);

  it('is told why nothing is what was written, and can mend that', async () => {
    const root = await reviewed();
    await git(root, 'rm', '--quiet', '.gitattributes');
    await commitAll(root, 'Forget the line ends');
    const windows = await clone(root, 'Bob', 'core.autocrlf=true');
    const faults = await ofLineEnds(windows, 1);
    const files = new Set(faults.map(({ place: { file } }) => file));
    assert.ok(
      [...files].some((file) => file.startsWith('staging_kb/')),
      [...files].join(),
    );
    assert.ok([...files].some((file) => file.startsWith('.codelumi/audit/')));
    assert.ok([...files].some((file) => file.startsWith('training/snapshots/')));
    assert.match(
      faults[0]?.message ?? '',
      /run codelumi init, delete the file, and git checkout it again$/u,
    );

    await run(windows, 0, 'init');
    for (const file of files) await rm(join(windows, file));
    await git(windows, 'checkout', '--', ...files);
    assert.deepEqual((await run(windows, 0, 'verify')).faults, []);
  }).timeout(SLOW_MS);
});
