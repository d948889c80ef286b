import assert from 'node:assert/strict';
import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { CodelumiError } from '../../../src/core/errors.js';
import { configSchema } from '../../../src/core/workspace/configSchema.js';
import { filesMatching, matchesPath } from '../../../src/core/workspace/pathPattern.js';
import { resolveSources } from '../../../src/core/workspace/sources.js';
import { sampleWorkspace } from '../support/sampleWorkspace.js';
import { temporaryWorkspace } from '../support/temporaryWorkspace.js';
import { testContext } from '../support/testContext.js';

type Paths = string | readonly string[];

function sourcesIn(root: string, sources: Readonly<Record<string, Paths>> = {}) {
  return resolveSources(testContext(root), configSchema.parse({ sources }));
}

function matching(root: string, pattern: string): Promise<string[]> {
  return filesMatching(testContext(root), pattern);
}

describe('a pattern', () => {
  it('fits the same names, whether or not a file is there', () => {
    assert.equal(matchesPath('userData/audit_*.json', 'userData/audit_17.json'), true);
    assert.equal(matchesPath('userData/audit_*.json', 'userData/old/audit_17.json'), false);
    assert.equal(matchesPath('**/audit_?.json', 'userData/old/audit_1.json'), true);
    assert.equal(matchesPath('a[1].jsonl', 'a[1].jsonl'), true);
    assert.equal(matchesPath('a[1]*.jsonl', 'a1.jsonl'), false);
  });

  it('matches names with * and ?, and folders with **, sorted', async () => {
    const root = await temporaryWorkspace({
      'b/2.jsonl': '',
      'b/10.jsonl': '',
      'b/c/1.jsonl': '',
      'b/c/d/1.jsonl': '',
      'b/1.json': '',
      'a.jsonl': '',
      '.git/1.jsonl': '',
    });
    assert.deepEqual(await matching(root, 'b/*.jsonl'), ['b/10.jsonl', 'b/2.jsonl']);
    assert.deepEqual(await matching(root, 'b/?.jsonl'), ['b/2.jsonl']);
    assert.deepEqual(await matching(root, 'b/*/1.jsonl'), ['b/c/1.jsonl']);
    assert.deepEqual(await matching(root, 'b/**/1.jsonl'), ['b/c/1.jsonl', 'b/c/d/1.jsonl']);
    assert.deepEqual(await matching(root, '*.jsonl'), ['a.jsonl']);
    assert.deepEqual(await matching(root, '**/*.jsonl'), [
      'a.jsonl',
      'b/10.jsonl',
      'b/2.jsonl',
      'b/c/1.jsonl',
      'b/c/d/1.jsonl',
    ]);
    assert.deepEqual(await matching(root, 'none/*.jsonl'), []);
    assert.deepEqual(await matching(root, 'a.jsonl/*'), []);
  });

  it('takes every other character as it stands', async () => {
    const root = await temporaryWorkspace({
      'logs [old]/{a,b}.jsonl': '',
      'logs o/a.jsonl': '',
      '!not.jsonl': '',
      '#1.jsonl': '',
      '+(a).jsonl': '',
    });
    assert.deepEqual(await matching(root, 'logs [old]/*'), ['logs [old]/{a,b}.jsonl']);
    assert.deepEqual(await matching(root, 'logs [old]/{a,b}.js*'), ['logs [old]/{a,b}.jsonl']);
    assert.deepEqual(await matching(root, '!*.jsonl'), ['!not.jsonl']);
    assert.deepEqual(await matching(root, '#?.jsonl'), ['#1.jsonl']);
    assert.deepEqual(await matching(root, '+(a).jsonl*'), ['+(a).jsonl']);
  });

  it('follows no links, neither out of the workspace nor in circles', async () => {
    const outside = await temporaryWorkspace({ 'secret.jsonl': 'secret' });
    const root = await temporaryWorkspace({ 'logs/a.jsonl': '' });
    await symlink(outside, join(root, 'logs/out'));
    await symlink(join(outside, 'secret.jsonl'), join(root, 'logs/secret.jsonl'));
    await symlink(join(root, 'logs'), join(root, 'logs/again'));
    assert.deepEqual(await matching(root, '**/*.jsonl'), ['logs/a.jsonl']);
    assert.deepEqual(await matching(root, 'logs/*/*.jsonl'), []);
  });

  it('takes no time to speak of, however hostile', async () => {
    const name = 'a'.repeat(200);
    const deep = Array.from({ length: 40 }, () => 'a').join('/');
    const root = await temporaryWorkspace({ [`${deep}/${name}`]: '' });
    assert.deepEqual(await matching(root, `**/${'*a'.repeat(100)}b`), []);
    assert.deepEqual(await matching(root, `${'**/a/'.repeat(15)}b`), []);
  }).timeout(5_000);
});

describe('the sources', () => {
  it('are, where nobody set anything, what the assistant writes', async () => {
    const { executor, ...others } = await sourcesIn(await sampleWorkspace());
    assert.deepEqual(others, {
      memory: ['userData/lumi_memory.jsonl'],
      kbUsage: ['userData/kb_usage.jsonl'],
      signals: [],
      learning: ['training/selflearn_audit.jsonl'],
      threats: ['userData/security/validation.jsonl'],
      staging: ['userData/staging.jsonl'],
    });
    assert.equal(executor.length, 13);
    assert.deepEqual(executor, [...executor.slice(0, 12).sort(), 'userData/action_journal.jsonl']);
  });

  it('may all be missing where they are only the usual ones', async () => {
    const found = await sourcesIn(await temporaryWorkspace());
    assert.deepEqual(Object.values(found).flat(), []);
  });

  it('come in the order of the settings, each once', async () => {
    const root = await temporaryWorkspace({
      'new.jsonl': '',
      'old/2.jsonl': '',
      'old/1.jsonl': '',
    });
    const { memory } = await sourcesIn(root, {
      memory: ['old/*.jsonl', 'new.jsonl', 'old/?.jsonl'],
    });
    assert.deepEqual(memory, ['old/1.jsonl', 'old/2.jsonl', 'new.jsonl']);
  });

  it('have one name each, however they are spelt', async () => {
    const root = await temporaryWorkspace({ 'logs/1.jsonl': '' });
    const paths = ['logs/1.jsonl', './logs//1.jsonl', 'logs/./*.jsonl', './*/1.jsonl'];
    assert.deepEqual((await sourcesIn(root, { memory: paths })).memory, ['logs/1.jsonl']);
    const { knowledgeBase } = configSchema.parse({ sources: { knowledgeBase: './kb/' } }).sources;
    assert.equal(knowledgeBase, 'kb');
  });

  it('that were named and are not there are reported with their key', async () => {
    const root = await temporaryWorkspace();
    for (const path of ['detected.jsonl', 'detected/*.jsonl']) {
      await assert.rejects(sourcesIn(root, { signals: [path] }), (error) => {
        assert.ok(error instanceof CodelumiError);
        assert.deepEqual([error.reason, error.place], ['not-found', { file: path }]);
        assert.match(error.remedy, /sources\.signals in \.codelumi\/config\.json/u);
        return true;
      });
    }
  });

  it('are files', async () => {
    const root = await temporaryWorkspace();
    await mkdir(join(root, 'userData/staging.jsonl'), { recursive: true });
    await assert.rejects(sourcesIn(root), /A folder stands .*userData\/staging\.jsonl/u);
  });

  it('do not lead out of the workspace by a link that is named', async () => {
    const outside = await temporaryWorkspace({ 'secret.jsonl': 'secret' });
    const root = await temporaryWorkspace();
    await symlink(join(outside, 'secret.jsonl'), join(root, 'memory.jsonl'));
    await symlink(outside, join(root, 'logs'));
    for (const memory of ['memory.jsonl', 'logs/secret.jsonl', 'logs/*.jsonl']) {
      await assert.rejects(
        sourcesIn(root, { memory }),
        (error) => error instanceof CodelumiError && error.reason === 'outside-workspace',
      );
    }
  });

  it('are paths inside the workspace, whatever the settings say', () => {
    const refused = [
      '',
      '/etc/passwd',
      '../x',
      'a/../../x',
      'a/..',
      '..',
      'a\n/../x',
      '~/x',
      'C:/x',
      'c:x',
      'a\\..\\x',
      '\\\\host\\share',
    ];
    const keys = ['memory', 'signals', 'executor', 'learning', 'threats', 'staging', 'kbUsage'];
    for (const path of refused) {
      for (const key of keys) {
        const single = configSchema.safeParse({ sources: { [key]: path } });
        assert.deepEqual(single.error?.issues[0]?.path, ['sources', key], path);
        const list = configSchema.safeParse({ sources: { [key]: ['x', path] } });
        assert.deepEqual(list.error?.issues[0]?.path, ['sources', key, 1], path);
      }
      const folder = configSchema.safeParse({ sources: { knowledgeBase: path } });
      assert.deepEqual(folder.error?.issues[0]?.path, ['sources', 'knowledgeBase'], path);
    }
    for (const path of ['a..b/..c/...', 'userData/**/*.jsonl', './x', 'ü ñ/日本.jsonl']) {
      assert.ok(configSchema.safeParse({ sources: { memory: path } }).success, path);
    }
  });
});
