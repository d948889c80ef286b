import assert from 'node:assert/strict';
import { type CliResult, finished, startCli } from '../support/runCli.js';
import { put, temporaryWorkspace, text } from '../support/temporaryWorkspace.js';

const HOSTILE = 'Q\u001b[2J\u202e?';

function entry(number: number, q = `Question ${number}?`): string {
  return `${JSON.stringify({ id: `kb-${number}`, q, a: `Answer ${number}.` })}\n`;
}

async function run(root: string, args: readonly string[], input = ''): Promise<CliResult> {
  const child = startCli(['snapshot', ...args], { cwd: root, stdio: 'pipe' });
  child.stdin?.end(input);
  return finished(child);
}

describe('codelumi snapshot', () => {
  it('compares, proves, publishes, restores and prunes, and never unasked', async () => {
    const root = await temporaryWorkspace({ 'training/kb.jsonl': entry(1) + entry(2) });
    const does = async (code: number, input: string | undefined, ...args: string[]) => {
      const { stdout, stderr, code: given } = await run(root, args, input);
      assert.equal(given, code, `${args.join(' ')}: ${stderr}`);
      return stdout;
    };
    await does(0, '', 'build');
    const [, name] = /^ +the same as (\S+)$/mu.exec(await does(0, '', 'build')) ?? [];
    assert.match(await does(0, '', 'list'), new RegExp(`\\n${name} `, 'u'));
    await put(root, 'training/kb.jsonl', entry(0, HOSTILE) + entry(1));
    await does(0, '', 'build');
    const [second, same, first] = (await does(0, '', 'list'))
      .split('\n')
      .map((line) => line.split(' ')[0]);
    assert.notEqual(second, first);
    const differs = await does(1, '', 'diff', 'latest');
    assert.match(differs, /0 changed, 1 added, 1 removed; 1 the same/u);
    assert.ok(!differs.includes('\u001b') && !differs.includes('\u202e'));
    assert.match(await does(1, '', 'diff', `${first}`, 'latest', '--markdown'), /^# /u);
    assert.match(await does(0, '', 'show', `${first}`), /follows no other/u);
    const proof = await does(0, '', 'prove', 'latest', 'kb-1');
    assert.match(await does(0, proof, 'check'), /line 2 of 2, by the manifest's root/u);
    assert.match(
      await does(1, proof.replace('"index": 1', '"index": 0'), 'check'),
      /does not hold/u,
    );
    const before = await text(root, 'training/kb.jsonl');
    assert.match(await does(2, '', 'restore', `${first}`), /would restore/u);
    assert.equal(await text(root, 'training/kb.jsonl'), before);
    assert.equal(await does(4, '', 'publish', `${first}`, '--yes'), '', 'kb-0 is not in it');
    const restored = await does(0, '', 'restore', `${first}`, '--yes');
    const [, backup = ''] = /backup (kb_backup_\S+);/u.exec(restored) ?? [];
    await does(0, '', 'restore', backup, '--yes');
    assert.equal(await text(root, 'training/kb.jsonl'), before);
    assert.match(await does(2, '', 'prune', '--keep', '1'), /would delete/u);
    const pruned = JSON.parse(await does(0, '', 'prune', '--keep', '1', '--yes', '--json'));
    assert.deepEqual(pruned.removed.toSorted(), [first, same]);
    assert.match(await does(0, '', 'advance'), /no snapshot is due/u);
  });
});
