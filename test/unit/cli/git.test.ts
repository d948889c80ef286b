import assert from 'node:assert/strict';
import { chmod } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { clone, forge, git } from '../support/gitRepositories.js';
import { candidateRepository, idOf } from '../support/reviewedRepository.js';
import { runCli } from '../support/runCli.js';
import { put, temporaryWorkspace, text } from '../support/temporaryWorkspace.js';

describe('codelumi init and review through Git', () => {
  it('go from an empty folder to a pull request', async () => {
    const { root } = await candidateRepository(2);
    const server = await forge(root);
    const own = await clone(server, 'Ada');
    const run = (...args: readonly string[]) => runCli([...args, '--workspace', own]);
    const init = await run('init');
    assert.deepEqual([init.code, init.stderr], [0, '']);
    assert.match(init.stdout, /^kept {6}\.gitattributes$/mu);
    const branch = await run('review', 'branch');
    assert.match(branch.stdout, /^on review\/\d{4}-\d{2}-\d{2}-ada, from main\n$/u);
    await run('review', 'reject', idOf(1));
    const commit = await run('review', 'commit', '--json');
    assert.deepEqual(JSON.parse(commit.stdout).counts, { reject: 1 });
    assert.match((await run('review', 'commit')).stdout, /Nothing to commit/u);

    const asked = await run('review', 'pr');
    assert.equal(asked.code, 2);
    assert.match(asked.stderr, /Nothing was pushed: say --yes/u);
    assert.match(asked.stdout, /### Gates/u);
    assert.doesNotMatch(await git(server, 'branch', '--list'), /review/u);
    assert.equal((await run('review', 'pr', '--dry-run')).code, 0);
    const pushed = await run('review', 'pr', '--yes');
    assert.deepEqual([pushed.code, pushed.stderr], [0, '']);
    assert.match(pushed.stdout, /Pushed\. Make the pull request on the server/u);
    assert.match(await git(server, 'branch', '--list'), /review/u);
  });

  it('make the pull request with the forge’s own command line where there is one', async () => {
    const { root } = await candidateRepository(1);
    const own = await clone(await forge(root), 'Ada');
    const bin = await temporaryWorkspace();
    const script = `#!/bin/sh\nprintf '%s\\n' "$@" > '${bin}/asked'\ncat > '${bin}/body'\necho https://forge.acme.dev/kb/pull/7\n`;
    await put(bin, 'gh', script);
    await chmod(join(bin, 'gh'), 0o755);
    const env = { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH']}` };
    const run = (...args: readonly string[]) => runCli([...args, '--workspace', own], { env });
    await run('review', 'branch');
    await run('review', 'reject', idOf(1));
    await run('review', 'commit');
    const made = await run('review', 'pr', '--forge', 'github', '--yes');
    assert.equal(made.stdout, 'https://forge.acme.dev/kb/pull/7\n');
    assert.match(
      await text(bin, 'asked'),
      /^pr\ncreate\n--title\nReview 1 candidate of 2026-11-20\n--base\nmain\n/u,
    );
    assert.match(await text(bin, 'body'), /### Gates/u);
  });

  it('say what is missing, with an exit code', async () => {
    const outside = await temporaryWorkspace();
    const none = await runCli(['review', 'commit', '--workspace', outside]);
    assert.equal(none.code, 3);
    assert.match(none.stderr, /not in a Git repository.*git init/u);
    const { root } = await candidateRepository(1);
    await git(root, 'switch', '--quiet', '-c', 'review/x');
    const alone = await runCli(['review', 'pr', '--yes', '--workspace', root]);
    assert.equal(alone.code, 4);
    assert.match(alone.stderr, /no remote to push to.*git remote add/u);
  });

  it('print the verdict as Markdown for a pull request', async () => {
    const { root } = await candidateRepository(1);
    await runCli(['review', 'reject', idOf(1), '--workspace', root]);
    const good = await runCli(['verify', '--markdown', '--workspace', root]);
    assert.match(good.stdout, /^## ✅ CodeLumi: verified\n\n1 decision on 1 candidate/u);
    await put(root, 'staging_kb/2026-11-20/rejected.jsonl', '{}\n');
    const bad = await runCli(['verify', '--markdown', '--workspace', root]);
    assert.equal(bad.code, 1);
    assert.match(
      bad.stdout,
      /## ❌ CodeLumi: 1 fault\n[\s\S]*\| ` staging_kb\/2026-11-20\/rejected\.jsonl:1 ` \| projection \|/u,
    );
  });

  it('write a review file and read it back, with the line of what is refused', async () => {
    const { root } = await candidateRepository(2);
    const run = (...args: readonly string[]) => runCli([...args, '--workspace', root]);
    const file = 'training/staging/review_2026-11-20.md';
    assert.equal((await run('review', 'export')).stdout, `${file}: 2 candidates\n`);
    const filled = (await text(root, file)).replace('- [ ] Reject', '- [x] Reject');
    await put(root, file, filled.replace(/(?<=0002"[\s\S]*)- \[ \] Flag/u, '- [?] Flag'));
    const done = await run('review', 'import', file, '--reviewer', 'Ben <ben@acme.dev>');
    assert.equal(done.code, 3);
    assert.match(done.stdout, /0001: reject; is rejected\n1 decided, 1 refused, 0 left open\n$/u);
    assert.match(
      done.stderr,
      /^training\/staging\/review_2026-11-20\.md:\d+: error: candidate-20261120-0002: tick a box/u,
    );
  });
});
