import assert from 'node:assert/strict';
import { startRollout } from '../../../src/core/rollout/startRollout.js';
import { buildSnapshot } from '../../../src/core/snapshots/build.js';
import { runCli } from '../support/runCli.js';
import { ADA } from '../support/severalReviewers.js';
import { KB, kbLine, workspace } from '../support/smallReview.js';
import { put } from '../support/temporaryWorkspace.js';
import { tickingContext } from '../support/testContext.js';

describe('codelumi rollout diff', () => {
  let root: string;
  let deployment: string;

  before(async () => {
    root = await workspace(2, []);
    const context = tickingContext(root);
    await put(root, KB, kbLine(0, { id: 'kb-`0`\u202e' }) + kbLine(1));
    await buildSnapshot({}, context);
    deployment = (await startRollout({ by: ADA }, context)).deployment.id;
  });

  const diff = (...args: string[]) => runCli(['rollout', 'diff', ...args, '--workspace', root]);

  it('ends with 0 where nothing differs as far as it can be told, and says what cannot', async () => {
    const { code, stdout, stderr } = await diff();
    assert.equal(code, 0, stderr);
    const [head, ...lines] = stdout.split('\n');
    assert.equal(head, `what the assistant has of its own → ${deployment}`);
    assert.match(
      lines.join('\n'),
      /^reranker: .* → none: the order of BM25F \(cannot be told\)$/mu,
    );
    assert.match(lines.join('\n'), /^0 changed, 0 added, 0 removed; 2 the same$/mu);
    assert.equal((await diff('own', deployment)).stdout, stdout);
    assert.equal((await diff(deployment)).stdout, stdout);
  });

  it('ends with 1 where entries differ, and prints them as JSON or Markdown in which nothing is markup', async () => {
    await put(root, KB, kbLine(1));
    const json = await diff('--json');
    assert.equal(json.code, 1, json.stderr);
    const { before, after, counts, parts, changes } = JSON.parse(json.stdout);
    assert.deepEqual([before, after], ['what the assistant has of its own', deployment]);
    assert.deepEqual([counts.added, counts.same, changes.length], [1, 1, 1]);
    const verdicts = parts.map(({ verdict }: { verdict: string }) => verdict);
    assert.deepEqual(verdicts, ['different', 'unknown', 'unknown', 'unknown']);
    const { code, stdout } = await diff(deployment, 'own', '--markdown');
    assert.equal(code, 1);
    assert.match(
      stdout,
      /^\| knowledge \| ` kb_snapshot_\d+_\d+, 2 entries ` \|.*\| different \|$/mu,
    );
    assert.match(stdout, /^## Removed ``.*kb-`0`⟨U\+202E⟩.*``/mu);
  });

  it('says so where one is not there', async () => {
    const { code, stderr } = await diff('dep-20260101-00000000');
    assert.equal(code, 3);
    assert.match(stderr, /There is no deployment "dep-20260101-00000000"/u);
  });
});
