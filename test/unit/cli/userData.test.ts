import assert from 'node:assert/strict';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Candidate } from '../../../src/core/records/candidate.js';
import { provenanceHolds } from '../../../src/core/review/checkProvenance.js';
import { WorkspaceFiles } from '../../../src/node/workspaceFiles.js';
import { runCli } from '../support/runCli.js';
import { sampleWorkspace } from '../support/sampleWorkspace.js';
import { contentsOf, put, temporaryWorkspace, text } from '../support/temporaryWorkspace.js';

async function candidatesIn(root: string): Promise<Candidate[]> {
  const { stdout } = await runCli(['extract', '-w', root, '--json']);
  const { file } = JSON.parse(stdout);
  return (await text(root, file))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('codelumi --user-data', () => {
  let root: string;
  let data: string;

  beforeEach(async () => {
    root = await sampleWorkspace();
    data = join(await temporaryWorkspace(), 'lumi');
    await rename(join(root, 'userData'), data);
  });

  it('mines the logs of a folder elsewhere as if they stood in the workspace', async () => {
    const before = await contentsOf(data);
    const result = await runCli(['extract', '-w', root, '--user-data', data, '--json']);
    assert.equal(result.code, 0, result.stderr);
    const day = JSON.parse(result.stdout).file;
    assert.deepEqual(await contentsOf(data), before);

    const inside = await candidatesIn(await sampleWorkspace());
    const lines = (await text(root, day)).trim().split('\n');
    const elsewhere: Candidate[] = lines.map((line) => JSON.parse(line));
    assert.deepEqual(
      elsewhere.map(({ id, provenance }) => [id, provenance]),
      inside.map(({ id, provenance }) => [id, provenance]),
    );
    const [proof] = elsewhere[0]?.provenance ?? [];
    assert.ok(proof !== undefined);
    assert.match(proof.file, /^userData\//u);
    assert.equal(await provenanceHolds(new WorkspaceFiles(root, data), proof), true);
    assert.equal(await provenanceHolds(new WorkspaceFiles(root), proof), false);
  }).timeout(30_000);

  it('is taken from the environment too, where the option does not say otherwise', async () => {
    const env = { ...process.env, CODELUMI_USER_DATA: data };
    const place = 'userData/lumi_memory.jsonl:1';
    const why = await runCli(['extract', '-w', root, '--explain', place], { env });
    assert.equal(why.code, 0, why.stderr);
    const none = join(data, 'none');
    const other = await runCli(['extract', '-w', root, '--user-data', none], { env });
    assert.equal(other.code, 3);
    assert.match(other.stderr, /userData folder is missing \(.*none\)\. Correct --user-data/u);
    const unset = { ...process.env, CODELUMI_USER_DATA: '' };
    assert.match(
      (await runCli(['extract', '-w', root], { env: unset })).stderr,
      /no conversation/u,
    );
  }).timeout(30_000);

  it('does not let the settings of a workspace name a folder elsewhere', async () => {
    for (const memory of [join(data, 'lumi_memory.jsonl'), '../lumi/lumi_memory.jsonl', '~/log']) {
      await put(root, '.codelumi/config.json', JSON.stringify({ sources: { memory } }));
      const { code, stderr } = await runCli(['extract', '-w', root]);
      assert.equal(code, 3);
      assert.match(stderr, /wrong at sources\.memory/u);
    }
    await put(root, '.codelumi/config.json', JSON.stringify({ userDataFolder: data }));
    assert.match((await runCli(['extract', '-w', root])).stderr, /userDataFolder/u);
  }).timeout(30_000);
});
