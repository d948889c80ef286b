import assert from 'node:assert/strict';
import { runCli } from '../support/runCli.js';
import { sampleWorkspace } from '../support/sampleWorkspace.js';
import { text } from '../support/temporaryWorkspace.js';

async function json(root: string, ...args: string[]): Promise<Record<string, never>> {
  const { stdout, stderr, code } = await runCli([...args, '--workspace', root, '--json']);
  assert.equal(code, 0, stderr);
  assert.equal(stderr, '');
  return JSON.parse(stdout);
}

describe('codelumi, from log to snapshot', () => {
  let root: string;

  before(async () => {
    root = await sampleWorkspace();
  });

  it('gives consistent counts at every step', async () => {
    const extracted = await json(root, 'extract');
    const { candidates, screening } = extracted['report'] as unknown as {
      candidates: { added: number; mined: number };
      screening: Record<string, number>;
    };
    assert.equal(candidates.added, candidates.mined);
    const { pending = 0, flagged = 0, rejected = 0 } = screening;
    assert.equal(pending + flagged + rejected, candidates.added);

    const screened = await json(root, 'screen');
    assert.deepEqual([screened['screened'], screened['changed']], [candidates.added, 0]);

    const list = (await json(root, 'review', 'list', '--status', 'pending'))[
      'candidates'
    ] as unknown as { id: string }[];
    assert.equal(list.length, pending);
    for (const { id } of list.slice(0, 3))
      await json(root, 'review', 'accept', id, '--confirm', 'all');
    await json(root, 'review', 'reject', list[3]?.id ?? '', '--reason', 'not ours');
    const { counts } = await json(root, 'review', 'stats');
    assert.deepEqual(counts, {
      pending: pending - 4,
      flagged,
      accepted: 3,
      rejected: rejected + 1,
    });

    const built = await json(root, 'snapshot', 'build');
    const manifest = built['manifest'] as unknown as {
      counts: Record<string, number>;
      candidates: string[];
    };
    assert.equal(manifest.counts['from_candidates'], 3);
    assert.deepEqual(
      manifest.candidates,
      list
        .slice(0, 3)
        .map(({ id }) => id)
        .sort(),
    );
    const lines = (await text(root, String(built['file']))).trim().split('\n');
    assert.equal(lines.length, manifest.counts['entries']);
  }).timeout(60_000);

  it('adds nothing when it is run again', async () => {
    const { report } = (await json(root, 'extract')) as unknown as {
      report: { candidates: { added: number } };
    };
    assert.equal(report.candidates.added, 0);
  });

  it('redacts, accepts and takes back from the shell', async () => {
    const flagged = (await json(root, 'review', 'list', '--status', 'flagged'))[
      'candidates'
    ] as unknown as { id: string; rules: string[] }[];
    const id = flagged.find(({ rules }) => rules.includes('email-address'))?.id ?? '';
    const refused = await runCli(['review', 'accept', id, '--confirm', 'all', '-w', root]);
    assert.equal(refused.code, 1);
    assert.match(refused.stderr, /cannot be accepted yet: 1 open/u);
    const edit = await runCli(['review', 'edit', id, '--redact', '-w', root]);
    assert.match(edit.stdout, /is pending \(edited\)/u);
    const accepted = await runCli([
      'review',
      'accept',
      id,
      '--confirm',
      'factual, cited,no_pii,clear',
      '-w',
      root,
    ]);
    assert.match(accepted.stdout, /is accepted \(edited\)/u);
    const undone = await runCli(['review', 'undo', id, '-w', root]);
    assert.match(undone.stdout, /is pending$/mu);
    const shown = await runCli(['review', 'show', id, '-w', root]);
    assert.match(shown.stdout, /undo by/u);
  }).timeout(60_000);

  it('shows what was worked out about a candidate, and what the figures mean', async () => {
    const { stdout: list } = await runCli(['review', 'list', '-w', root]);
    const id = /^(candidate-\S+).*SameSite Lax or Strict/mu.exec(list)?.[1] ?? '';
    const { stdout } = await runCli(['review', 'show', id, '-w', root]);
    assert.match(
      stdout,
      /Nearly the same answer\n {2}kb-70 {2}knowledge base; 100 % of its words/u,
    );
    assert.match(stdout, /Evidence strength 0\.\d+\n +From 0 to 1: who spoke for it/u);
    assert.match(stdout, /BM25 +\d+\.\d+ {2}\(kb-.*\)\n +Word overlap/u);
    assert.match(stdout, /Tokens +\d+ \+ \d+\n.*counted with cl100k_base/u);
    assert.match(
      stdout,
      /In the conversation\n.*lumi_memory\.jsonl:69 user: .*\n {2}> the candidate\n/u,
    );
  }).timeout(60_000);

  it('never lets text from a log drive the terminal', async () => {
    const { stdout } = await runCli(['review', 'list', '-w', root]);
    const ids = stdout
      .split('\n')
      .map((line) => line.split(' ')[0] ?? '')
      .filter((id) => id.startsWith('candidate-'));
    for (const id of ids) {
      const shown = await runCli(['review', 'show', id, '-w', root]);
      assert.doesNotMatch(stdout + shown.stdout, /(?!\n)[\p{Cc}\p{Cf}]/u, id);
    }
  }).timeout(240_000);
});
