import assert from 'node:assert/strict';
import { chmod, mkdir, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { simpleGit } from 'simple-git';
import { checkHealth, type HealthInput } from '../../../src/core/health/checkHealth.js';
import type { HealthCheck, HealthFinding } from '../../../src/core/health/healthFinding.js';
import { mendHealth } from '../../../src/core/health/mendHealth.js';
import type { JobContext } from '../../../src/core/job.js';
import type { Machine } from '../../../src/core/ports/machine.js';
import type { Signer } from '../../../src/core/ports/signer.js';
import { nodeContext } from '../../../src/node/nodeContext.js';
import { MachineSigner } from '../../../src/node/signing/machineSigner.js';
import { systemMachine } from '../../../src/node/systemMachine.js';
import { runCli } from '../support/runCli.js';
import { makeKey } from '../support/sshKeys.js';
import { put, temporaryWorkspace, text } from '../support/temporaryWorkspace.js';

const LOG = 'userData/lumi_memory.jsonl';

function contextOf(root: string, userData?: string, machine?: Partial<Machine>): JobContext {
  const context = nodeContext(root, new AbortController().signal, undefined, userData);
  return { ...context, machine: { ...systemMachine(root, userData), ...machine } };
}

async function found(context: JobContext, input: HealthInput = { storageOnly: true }) {
  const { findings } = await checkHealth(input, context);
  return new Map(findings.map((finding) => [finding.check, finding]));
}

async function mend(context: JobContext, finding: HealthFinding | undefined): Promise<void> {
  assert.ok(finding?.fix);
  await mendHealth({ fix: finding.fix }, context);
}

/** Only the owner may look in, and Git is told to look away. */
async function healthy(root: string): Promise<void> {
  await chmod(join(root, 'userData'), 0o700);
  await put(root, '.gitignore', '/userData/\n');
  await put(root, '.gitattributes', '*.jsonl -text\n');
}

async function repository(root: string): Promise<ReturnType<typeof simpleGit>> {
  const git = simpleGit(root);
  await git.init();
  await git.addConfig('user.name', 'Ada');
  await git.addConfig('user.email', 'ada@acme.dev');
  await git.addConfig('user.signingkey', '~/.ssh/id_ed25519.pub');
  return git;
}

describe('checkHealth', () => {
  let root: string;

  beforeEach(async () => {
    root = await temporaryWorkspace({ [LOG]: '{"role":"user","text":"hi"}\n' });
  });

  it('finds nothing where nobody else gets at the logs', async () => {
    await healthy(root);
    await repository(root);
    const checks = await found(contextOf(root), {});
    checks.delete('version');
    assert.deepEqual([...checks.keys()], []);
  });

  it('finds logs that Git tracks, says which, and takes them out of the index alone', async () => {
    await healthy(root);
    const git = await repository(root);
    await git.raw(['add', '--force', LOG]);
    const context = contextOf(root);
    const finding = (await found(context)).get('tracked');
    assert.equal(finding?.severity, 'problem');
    assert.equal(finding.place.file, LOG);
    assert.equal(finding.command, 'git rm -r --cached userData');
    await mend(context, finding);
    assert.equal((await found(context)).has('tracked'), false);
    assert.match(await text(root, LOG), /hi/u);
  });

  it('finds logs that Git would take next, and adds one line to .gitignore', async () => {
    await healthy(root);
    await put(root, '.gitignore', 'node_modules');
    await repository(root);
    const context = contextOf(root);
    await mend(context, (await found(context)).get('not-ignored'));
    await mendHealth({ fix: { kind: 'ignore', folder: 'userData' } }, context);
    assert.equal(await text(root, '.gitignore'), 'node_modules\n/userData/\n');
    assert.deepEqual([...(await found(context)).keys()], []);
  });

  it('asks the repository that an outside folder is in, and writes nothing there', async () => {
    const elsewhere = await temporaryWorkspace({ 'data/lumi_memory.jsonl': '{}\n' });
    await chmod(join(elsewhere, 'data'), 0o700);
    const git = await repository(elsewhere);
    await git.add('data');
    const checks = await found(contextOf(root, join(elsewhere, 'data')));
    assert.deepEqual([...checks.keys()], ['tracked', 'not-ignored']);
    assert.equal(checks.get('tracked')?.place.file, LOG);
    assert.equal(checks.get('not-ignored')?.fix, undefined);
  });

  it('finds folders and files that others may read, and closes them', async () => {
    await mkdir(join(root, 'userData/security'));
    await chmod(join(root, 'userData'), 0o755);
    await chmod(join(root, LOG), 0o640);
    const context = contextOf(root);
    const finding = (await found(context)).get('modes');
    assert.equal(finding?.severity, 'problem');
    assert.match(finding.what, /^Every account .* \(mode 755\), and 2 files and folders/u);
    await mend(context, finding);
    const modes = ['userData', 'userData/security', LOG].map((path) => stat(join(root, path)));
    assert.deepEqual(
      (await Promise.all(modes)).map(({ mode }) => mode & 0o777),
      [0o700, 0o700, 0o600],
    );
    assert.equal((await found(context)).has('modes'), false);
  });

  it('calls what only the group may read a warning, and a closed folder closed', async () => {
    await chmod(join(root, 'userData'), 0o750);
    await chmod(join(root, LOG), 0o600);
    assert.equal((await found(contextOf(root))).get('modes')?.severity, 'warning');
    await chmod(join(root, 'userData'), 0o700);
    await chmod(join(root, LOG), 0o666);
    assert.equal((await found(contextOf(root))).has('modes'), false);
  });

  it('says on Windows that rights are not checked', async () => {
    const finding = (await found(contextOf(root, undefined, { hasModes: false }))).get('modes');
    assert.equal(finding?.severity, 'note');
    assert.match(finding.what, /not checked on Windows/u);
  });

  it('knows folders that services copy by their names', async () => {
    for (const [path, service] of [
      ['/home/ada/OneDrive - Acme Inc/lumi/userData', 'OneDrive'],
      ['/Users/ada/Library/Mobile Documents/com~apple~CloudDocs/userData', 'iCloud Drive'],
      ['/home/ada/Dropbox (Acme)/userData', 'Dropbox'],
      ['G:/My Drive/lumi/userData', 'Google Drive'],
      ['/home/ada/Nextcloud/userData', 'Nextcloud'],
      ['/home/ada/dropbox-client/userData', undefined],
      ['/home/ada/work/onedriver/userData', undefined],
    ] as const) {
      const realPathOf = async (of: string) => (of === 'userData' ? path : undefined);
      const checks = await found(contextOf(root, undefined, { realPathOf }));
      assert.equal(/that (.+) copies/u.exec(checks.get('synced')?.what ?? '')?.[1], service, path);
    }
  });

  it('knows them by what services leave there, however far above', async () => {
    const above = await temporaryWorkspace({ '.stfolder/x': '', 'a/b/userData/log.jsonl': '' });
    const { what = '' } = (await found(contextOf(join(above, 'a/b')))).get('synced') ?? {};
    assert.match(what, /Syncthing/u);
  });

  it('says of signing what the signer says, whoever’s key Git names', async () => {
    await healthy(root);
    const git = await repository(root);
    const signing = async (signer: Signer) => {
      const { findings } = await checkHealth({}, { ...contextOf(root), signer });
      return findings.filter(({ check }) => check === 'signing');
    };
    // Git signs with OpenPGP, so the key that it names is none for reviews.
    const [unsigned] = await signing(new MachineSigner(root));
    assert.equal(unsigned?.severity, 'note');
    assert.match(unsigned.what, /are not signed: Git signs with OpenPGP/u);
    const { file } = await makeKey();
    assert.deepEqual(await signing(new MachineSigner(root, file)), []);
    await git.addConfig('user.signingkey', join(root, 'gone'));
    await git.addConfig('gpg.format', 'ssh');
    const [broken] = await signing(new MachineSigner(root));
    assert.equal(broken?.severity, 'warning');
    assert.match(broken.what, /no public key beside the signing key/u);
    await git.raw(['config', '--unset', 'user.signingkey']);
    assert.match((await signing(new MachineSigner(root)))[0]?.what ?? '', /names no key/u);
  });

  it('finds line ends that Git may change, a name that is missing, and a lock left behind', async () => {
    await healthy(root);
    await put(root, '.gitattributes', '* text=auto\n');
    const git = await repository(root);
    await git.addConfig('user.email', '');
    await put(root, '.codelumi/local/.gitignore', '*\n');
    const owner = { pid: 2 ** 22 + 1, host: hostname(), nonce: 'n', at: new Date().toJSON() };
    const lock = '.codelumi/local/lock/owner.json';
    await put(root, lock, JSON.stringify({ ...owner, purpose: 'test' }));
    const context = contextOf(root);
    const checks = await found(context, {});
    const wanted: HealthCheck[] = ['identity', 'line-ends', 'lock'];
    assert.deepEqual(
      wanted.filter((check) => !checks.has(check)),
      [],
    );
    await mend(context, checks.get('lock'));
    await mend(context, checks.get('line-ends'));
    assert.equal(await text(root, '.gitattributes'), '* text=auto\n*.jsonl -text\n');
    const left = await found(context, {});
    assert.equal(left.has('lock') || left.has('line-ends'), false);
  });
});

describe('codelumi doctor', () => {
  it('ends with 1 over a problem, mends what it may, and needs a yes for the index', async () => {
    const root = await temporaryWorkspace({ [LOG]: '{}\n' });
    const git = await repository(root);
    await git.add(LOG);
    const seen = await runCli(['doctor', '-w', root]);
    assert.equal(seen.code, 1, seen.stderr);
    assert.match(
      seen.stdout,
      /^userData\/lumi_memory\.jsonl:1: error: tracked: Git tracks 1 file/mu,
    );
    assert.match(seen.stdout, /^Node \d+\.\d+\.\d+, Git \d/mu);
    const halfway = await runCli(['doctor', '--fix', '-w', root, '--json']);
    assert.equal(halfway.code, 1);
    const { findings, fixed, withheld } = JSON.parse(halfway.stdout);
    assert.equal(fixed.length, 3);
    assert.deepEqual(withheld, ['git rm -r --cached userData']);
    assert.deepEqual(
      findings.filter(({ severity }: HealthFinding) => severity === 'problem').length,
      1,
    );
    assert.match((await runCli(['doctor', '-w', root])).stdout, /^1 problem, /mu);
    const mended = await runCli(['doctor', '--fix', '--yes', '-w', root]);
    assert.equal(mended.code, 0, mended.stdout);
    assert.match(mended.stdout, /^0 problems, /mu);
    assert.deepEqual(await git.raw(['ls-files', 'userData']), '');
  }).timeout(60_000);
});
