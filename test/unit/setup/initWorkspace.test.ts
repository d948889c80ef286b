import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { CodelumiError } from '../../../src/core/errors.js';
import { initWorkspace } from '../../../src/core/setup/initWorkspace.js';
import { readConfig } from '../../../src/core/workspace/config.js';
import { git, repository } from '../support/gitRepositories.js';
import { contentsOf, put, temporaryWorkspace, text } from '../support/temporaryWorkspace.js';
import { testContext } from '../support/testContext.js';

describe('setting a workspace up', () => {
  it('makes everything once, and says what it did', async () => {
    const root = await repository();
    const context = testContext(root);
    const first = await initWorkspace({ github: true }, context);
    assert.deepEqual(first.kept, []);
    assert.ok(first.made.includes('.gitattributes') && first.made.includes('candidates/'));
    assert.match(first.hints.join('\n'), /Commit what was made/u);
    await readConfig(context.files);
    assert.equal(
      await text(root, '.codelumi/config.schema.json'),
      await readFile('media/config.schema.json', 'utf8'),
    );
    const before = await contentsOf(root);
    const again = await initWorkspace({ github: true }, context);
    assert.deepEqual([again.made, again.extended], [[], []]);
    assert.deepEqual(await contentsOf(root), before);
    assert.doesNotMatch(again.hints.join('\n'), /Commit what was made/u);
  });

  it('overwrites nothing: adds to what Git is told, and keeps settings and workflow', async () => {
    const settings = '{"mining":{"conversationGapMinutes":7}}';
    const root = await temporaryWorkspace({
      '.gitattributes': '* text=auto\r\n*.png binary',
      '.gitignore': 'node_modules/\nuserData/\n',
      '.codelumi/config.json': settings,
      '.github/workflows/codelumi.yml': 'name: mine\n',
    });
    const result = await initWorkspace({ github: true }, testContext(root));
    assert.deepEqual(result.extended, ['.gitattributes', '.gitignore']);
    assert.equal(await text(root, '.codelumi/config.json'), settings);
    assert.equal(await text(root, '.github/workflows/codelumi.yml'), 'name: mine\n');
    const attributes = await text(root, '.gitattributes');
    assert.ok(attributes.startsWith('* text=auto\r\n*.png binary\r\n\r\n# CodeLumi'));
    assert.doesNotMatch(attributes, /[^\r]\n/u);
    const ignored = await text(root, '.gitignore');
    assert.equal(ignored.match(/^userData\/$/gmu)?.length, 1);
    assert.match(result.hints.join('\n'), /git init/u);
  });

  it('has Git leave our line ends alone, and what is private or derived out', async () => {
    const root = await repository({ 'userData/lumi_memory.jsonl': '{}\n' });
    await git(root, 'config', 'core.autocrlf', 'true');
    const { hints } = await initWorkspace({}, testContext(root));
    assert.match(hints.join('\n'), /Git has 1 files of userData/u);
    const asked = [
      'candidates/2026-01-24.jsonl',
      'staging_kb/2026-01-24/decisions/ada-1.jsonl',
      'staging_kb/2026-01-24/signatures/ada-1.jsonl',
      'training/snapshots/kb_snapshot_20260124_1203.jsonl',
      '.codelumi/audit/ada-1/2026-01.jsonl',
    ];
    const answers = await git(root, 'check-attr', 'text', 'merge', '--', ...asked);
    assert.equal(answers.match(/text: unset/gu)?.length, asked.length, answers);
    assert.equal(answers.match(/jsonl: merge: union/gu)?.length, 3, answers);
    assert.equal(answers.match(/jsonl: merge: unset/gu)?.length, 2, answers);
    for (const path of [
      'staging_kb/2026-01-24/accepted.jsonl',
      'staging_kb/2026-01-24/flagged.jsonl',
      '.codelumi/local/writer.json',
      'userData/kb_usage.jsonl',
    ]) {
      assert.equal((await git(root, 'check-ignore', path)).trim(), path);
    }
    await assert.rejects(git(root, 'check-ignore', asked[1] ?? ''));
  });

  it('refuses where a file stands in the place of a folder', async () => {
    const root = await temporaryWorkspace();
    await put(root, 'training', 'no folder');
    await assert.rejects(initWorkspace({}, testContext(root)), CodelumiError);
  });
});
