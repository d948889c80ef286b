import assert from 'node:assert/strict';
import { contradiction } from '../../../src/core/screening/contextRules/contradiction.js';
import {
  conflictsBetween,
  factsOf,
} from '../../../src/core/screening/contradiction/compareAnswers.js';
import { quantitiesIn } from '../../../src/core/screening/contradiction/quantities.js';
import { candidate, entry, found } from './screeningSamples.js';

function conflicts(one: string, other: string): string[] {
  return conflictsBetween(factsOf(one), factsOf(other), new Set()).map(({ kind }) => kind);
}

describe('two answers to one question', () => {
  it('conflict in numbers of one unit, whatever they are written in', () => {
    assert.deepEqual(conflicts('Jobs stop after 20 minutes.', 'Jobs stop after 2 hours.'), [
      'number',
    ]);
    assert.deepEqual(conflicts('It listens on port 5432.', 'The port is 5433.'), ['number']);
    assert.deepEqual(conflicts('Use at most two workers.', 'Use at most 4 workers.'), ['number']);
    assert.deepEqual(conflicts('Keep 10 % free.', 'Keep 25 percent free.'), ['number']);
    assert.deepEqual(conflicts('Wait 60 minutes.', 'Wait 1 hour, or restart.'), []);
    assert.deepEqual(conflicts('Take 2 CPUs and 7 GB.', 'Take two CPUs, 7168 MB.'), []);
  });

  it('conflict where one says what the other denies', () => {
    const pairs = [
      ['Commit the lockfile with your change.', 'Never commit the lockfile with your change.'],
      ['Yes.', 'No.'],
      ['Enable the cache for release builds.', 'Disable the cache for release builds.'],
      ['Always escape the search pattern.', 'Never escape the search pattern.'],
      ['Set it to `true` for strict parsing.', 'Set it to `false` for strict parsing.'],
      ['Cache the folder and skip `npm ci`.', 'Cache the folder, but you still run `npm ci`.'],
    ];
    for (const [one = '', other = ''] of pairs) {
      assert.ok(conflicts(one, other).includes('denial'), `${one} | ${other}`);
    }
  });

  it('conflict in the flags, commands, values and files that one would copy', () => {
    assert.ok(
      conflicts('Run `git reset --hard HEAD~1`.', 'Run `git reset --soft HEAD~1`.').includes(
        'flag',
      ),
    );
    assert.deepEqual(conflicts('Use `git rm a.txt`.', 'Use `git restore a.txt`.'), ['command']);
    assert.deepEqual(conflicts('Set `timeout: 30`.', 'Set `timeout: 90`.'), ['number', 'setting']);
    assert.deepEqual(conflicts('See `out/a.log`.', 'See `out/a.log` or `b.log`.'), []);
  });

  it('agree where one only says more, or says it in other words', () => {
    const pairs = [
      ['Run `git push --force`.', 'Run `git push --force -u origin topic`.'],
      ['Run `npm i -g tsx`.', 'Run `npm i --global tsx`.'],
      ['Run `git fetch`, then `git rebase main`.', 'Run `git rebase main` after `git fetch`.'],
      ['Do not disable the cache.', 'Enable the cache.'],
      ['If the cache is off, builds do not start.', 'Builds start with the cache.'],
      ['The lockfile belongs into Git.', 'Check the lockfile in with your change.'],
    ];
    for (const [one = '', other = ''] of pairs) {
      assert.deepEqual(conflicts(one, other), [], `${one} | ${other}`);
    }
  });
});

describe('quantitiesIn', () => {
  it('reads numbers with what they count, and leaves versions and dates alone', () => {
    const found = quantitiesIn(
      'Node 22, port 8080, 1,000 files, 1.5 GB, 2026-01-02, v1.2.3, 10:30',
    );
    assert.deepEqual(
      found.map(({ value, unit }) => [value, unit]),
      [
        [22, 'node'],
        [8080, 'port'],
        [1000, 'file'],
        [1.5 * 1024 ** 3, 'size'],
      ],
    );
  });
});

describe('the rule on contradictions', () => {
  const question = 'How do I undo my last commit but keep the changes?';
  const right = 'Run `git reset --soft HEAD~1`. The changes stay staged.';
  const wrong = 'Run `git reset --hard HEAD~1`. The changes stay staged.';

  it('names the other side, in the knowledge base and among the candidates', () => {
    const other = candidate('how do I undo my last commit, but keep the changes', right);
    const [kb, mined, ...more] = found(contradiction, candidate(question, wrong), {
      entries: [entry('kb-1', question, right)],
      candidates: [other],
    });
    assert.deepEqual(more, []);
    assert.deepEqual(kb?.other, { where: 'kb', id: 'kb-1', question, excerpt: right });
    assert.deepEqual([mined?.other?.where, mined?.other?.id], ['candidate', other.id]);
    assert.equal(wrong.slice(kb?.start, kb?.end), 'Run `git reset --hard HEAD~1`.');
    assert.equal(kb?.severity, 'warning');
  });

  it('also tells of an answer that shares nothing with the known one', () => {
    const entries = [
      entry('kb-2', question, 'Open the timeline view and restore the older version.'),
    ];
    const [finding] = found(contradiction, candidate(question, right), { entries });
    assert.match(finding?.message ?? '', /in quite another way/u);
  });

  it('says nothing of the same answer, of its first sentence, or of another question', () => {
    const entries = [
      entry('kb-1', question, right),
      entry('kb-3', question, 'Run `git reset --soft HEAD~1`.'),
      entry('kb-4', 'How do I undo my last merge?', wrong),
      entry('kb-5', 'What is the difference between ?? and ||?', 'One checks null.'),
    ];
    assert.deepEqual(found(contradiction, candidate(question, right), { entries }), []);
    const signs = candidate('What is the difference between == and ===?', 'It converts types.');
    assert.deepEqual(found(contradiction, signs, { entries }), []);
    assert.deepEqual(found(contradiction, candidate(question, ''), { entries }), []);
  });
});
