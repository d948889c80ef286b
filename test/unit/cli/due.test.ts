import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { candidateLine } from '../../../src/core/records/candidate.js';
import { MemoryLog } from '../support/memoryLog.js';
import { type CliResult, runCli } from '../support/runCli.js';
import { candidate, FILE, kbLine } from '../support/smallReview.js';
import { put, temporaryWorkspace, text } from '../support/temporaryWorkspace.js';

const CONFIG = '.codelumi/config.json';
const ADA = ['--reviewer', 'Ada <ada@acme.dev>'];

const due = (root: string, ...args: readonly string[]): Promise<CliResult> =>
  runCli(['due', ...args], { cwd: root });

function gladLog(): string {
  return new MemoryLog()
    .user('How is the archive begun?')
    .assistant('Open the archive menu, choose what you want to see there, and confirm it.')
    .button('up')
    .toString();
}

describe('codelumi due', () => {
  it('ends with 0 where nothing is due, and says of everything why', async () => {
    const root = await temporaryWorkspace();
    const { code, stdout } = await due(root);
    assert.equal(code, 0, stdout);
    const lines = stdout.trimEnd().split('\n');
    assert.equal(lines.length, 6);
    for (const line of lines) assert.match(line, /^not due {2}\w+ +[A-Z].*\.$/u);
    const none = await due(root, '--run', ...ADA);
    assert.deepEqual([none.code, none.stdout], [0, 'nothing is due\n']);
  });

  it('ends with 1 where anything is, and lists that first with its command', async () => {
    const root = await temporaryWorkspace({
      'training/kb.jsonl': kbLine(0),
      [FILE]: candidateLine(candidate(1)),
      [CONFIG]: '{"cadence":{"review":{"days":3650}},"snapshots":{"cadence":7}}',
    });
    const { code, stdout } = await due(root);
    assert.equal(code, 1);
    const [first, second, third] = stdout.split('\n');
    assert.match(
      first ?? '',
      /^due {6}snapshot {3}One is to be built every 7 days; none was yet\.$/u,
    );
    assert.equal(second?.trim(), 'codelumi snapshot build');
    assert.match(third ?? '', /^not due/u);
    const json = JSON.parse((await due(root, '--json')).stdout);
    assert.deepEqual(
      json.items
        .filter((item: { isDue: boolean }) => item.isDue)
        .map((item: { kind: string }) => item.kind),
      ['snapshot'],
    );
    assert.deepEqual(json.ran, []);
    const left = await due(root, '--run', ...ADA);
    assert.equal(left.code, 0, 'what waits for a person is no fault');
    assert.match(left.stdout, /^due {6}snapshot/u);
  });

  it('ends with 3 where something cannot be told', async () => {
    const root = await temporaryWorkspace({ [CONFIG]: '{"cadence":{"review":{"days":1}}}' });
    await put(root, FILE, '{"id":"candidate-20261120-0001","query":"\u202e"}\n');
    const { code, stdout } = await due(root);
    assert.equal(code, 3, stdout);
    assert.match(
      stdout,
      /^unknown {2}review {5}It cannot be told whether candidates wait too long/mu,
    );
    assert.equal((await due(root, '--run', ...ADA)).code, 3);
  });

  it('does what needs nobody, records it under a name, and tells of what failed', async () => {
    const root = await temporaryWorkspace({
      'training/kb.jsonl': kbLine(0) + kbLine(1),
      'userData/lumi_memory.jsonl': gladLog(),
      [CONFIG]: JSON.stringify({
        cadence: { extraction: 'weekly' },
        snapshots: { cadence: 7, automatic: true },
        validation: { required: ['records', 'privacy'] },
      }),
    });
    const { code, stdout, stderr } = await due(root, '--run', ...ADA);
    assert.equal(code, 0, stdout + stderr);
    assert.match(stdout, /^done {5}extraction 1 candidate added\.$/mu);
    assert.match(stdout, /^done {5}snapshot {3}Built and published kb_snapshot_\S+\.$/mu);
    const [writer = ''] = await readdir(join(root, '.codelumi/audit'));
    const [month = ''] = (await readdir(join(root, '.codelumi/audit', writer))).filter((name) =>
      /^\d{4}-\d{2}\.jsonl$/u.test(name),
    );
    const log = await text(root, `.codelumi/audit/${writer}/${month}`);
    assert.match(log, /"email":"ada@acme\.dev"[^\n]*"action":"extract"/u);
    assert.equal((await due(root, '--run', ...ADA)).code, 0);
    const other = await temporaryWorkspace({ [CONFIG]: '{"cadence":{"extraction":"daily"}}' });
    const failed = await due(other, '--run', ...ADA);
    assert.equal(failed.code, 3);
    assert.match(failed.stdout, /^failed {3}extraction There is no conversation log/mu);
  });
});
