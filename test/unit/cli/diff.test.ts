import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { runCli } from '../support/runCli.js';
import { put, temporaryWorkspace } from '../support/temporaryWorkspace.js';

const run = promisify(execFile);

const ONE = '{"id":"kb-1","q":"How do I wait?","a":"Use `sleep`."}\n';
const TWO = '{"id":"kb-2","q":"How do I stop?","a":"Press Ctrl+C."}\n';
const THREE = '{"id":"kb-3","q":"How do I go on?","a":"Type `fg`."}\n';
const EDITED = ONE.replace('`sleep`', '`sleep 5` ```\\n# no heading <b>\\u202e');

describe('codelumi diff', () => {
  let root: string;

  before(async () => {
    root = await temporaryWorkspace({
      'training/a.jsonl': ONE + TWO + THREE,
      'training/b.jsonl': TWO + THREE + EDITED,
      'training/c.jsonl': TWO + THREE + ONE,
    });
  });

  const diff = (...args: string[]) => runCli(['diff', ...args, '--workspace', root]);

  it('ends with 0 where only the order differs, with 1 where records do', async () => {
    const same = await diff('training/a.jsonl', 'training/c.jsonl');
    assert.equal(same.code, 0, same.stderr);
    assert.match(same.stdout, /0 changed, 0 added, 0 removed; 3 the same, 1 moved/u);
    const other = await diff('training/a.jsonl', 'training/b.jsonl');
    assert.equal(other.code, 1);
    assert.match(other.stdout, /^~ kb-1, line 1 → 3, moved$/mu);
    assert.match(other.stdout, /^ {4}- a: Use `sleep`\.$/mu);
    assert.match(other.stdout, /⟨U\+202E⟩/u);
    assert.doesNotMatch(other.stdout, /\u202e/u);
  });

  it('prints one document, or Markdown in which nothing is markup', async () => {
    const { stdout, code } = await diff('training/a.jsonl', 'training/b.jsonl', '--json');
    assert.equal(code, 1);
    const { counts, changes } = JSON.parse(stdout);
    assert.deepEqual([counts.changed, counts.moved, changes.length], [1, 1, 1]);
    assert.equal(changes[0].fields[0].path, 'a');
    const markdown = await diff('training/a.jsonl', 'training/b.jsonl', '--markdown');
    assert.match(markdown.stdout, /^## Changed ` kb-1 `, moved \(line 1 → 3\)$/mu);
    assert.match(markdown.stdout, /^````diff$/mu);
    assert.match(markdown.stdout, /^\+ {3}\| # no heading <b>/mu);
  });

  it('compares a file with its last commit', async () => {
    const git = (...args: string[]) => run('git', ['-C', root, ...args]);
    const missing = await diff('training/a.jsonl');
    assert.equal(missing.code, 3);
    assert.match(missing.stderr, /no committed version/u);
    await git('init', '-q');
    await git('add', '.');
    await git('-c', 'user.name=Ada', '-c', 'user.email=a@x.dev', 'commit', '-qm', 'One');
    assert.equal((await diff('training/a.jsonl')).code, 0);
    await put(root, 'training/a.jsonl', TWO + THREE);
    const now = await diff('training/a.jsonl');
    assert.equal(now.code, 1);
    assert.match(now.stdout, /^- kb-1, line 1$/mu);
  });

  it('says what cannot be read, and leaves the workspace for nobody', async () => {
    assert.equal((await diff('training/a.jsonl', 'training/none.jsonl')).code, 3);
    const outside = await diff('training/a.jsonl', '../elsewhere.jsonl');
    assert.equal(outside.code, 3);
    const both = await diff('training/a.jsonl', 'training/b.jsonl', '--json', '--markdown');
    assert.equal(both.code, 2);
  });
});
