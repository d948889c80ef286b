import * as assert from 'node:assert/strict';
import { runCli } from '../support/runCli.js';
import { sampleWorkspace } from '../support/sampleWorkspace.js';
import { signedWorkspace } from '../support/signedWorkspace.js';
import { text } from '../support/temporaryWorkspace.js';
import { editGolden, harnessThat, THINK } from '../validation/prompts/promptWorkspace.js';

describe('codelumi prompts', function () {
  this.timeout(120_000); // Each run is a process, and starts another.

  it('checks, and exits with 1 unless all is as recorded', async () => {
    const root = await sampleWorkspace();
    const passed = await runCli(['prompts', 'check', '-w', root]);
    assert.deepEqual([passed.code, passed.stderr], [0, '']);
    assert.match(passed.stdout, /^prompts {4}PASS {2}5 cases with our reference: only what/u);
    await harnessThat(root, `messages.at(-1).content = '\\u001b[31mred'`);
    const failed = await runCli(['prompts', 'check', '-w', root]);
    assert.equal(failed.code, 1);
    assert.match(failed.stdout, /^prompts {4}FAIL/u);
    assert.match(failed.stdout, /\$\.cases\[0\]\.messages\[2\]\.content/u);
    assert.match(failed.stdout, /\n\+ {2}⟨U\+001B⟩\[31mred\n/u);
    assert.ok(!failed.stdout.includes('\u001b'));
    const { stdout, code } = await runCli(['prompts', 'check', '-w', root, '--json']);
    const { status, differences } = JSON.parse(stdout);
    assert.deepEqual([code, status, differences.length], [1, 'fail', 5]);
  });

  it('shows what it would record, and records it signed after --yes', async () => {
    const { root, ada } = await signedWorkspace();
    await editGolden(root, ({ cases: [first] }) => {
      const [personality] = first?.messages ?? [];
      if (personality) personality.content += ' Be kind.';
    });
    const edited = await text(root, THINK);
    const record = ['prompts', 'record', '-w', root, '--reason', 'Agreed on.'];
    const who = ['--reviewer', 'Ada <ada@acme.dev>', '--signing-key', ada.key.file];
    const shown = await runCli([...record, ...who]);
    assert.equal(shown.code, 2);
    assert.match(shown.stdout, /NOT approved by a signer/u);
    assert.match(shown.stdout, /Nothing was recorded/u);
    const done = await runCli([...record, ...who, '--yes']);
    assert.deepEqual([done.code, done.stderr], [0, '']);
    assert.match(done.stdout, /approved by ada@acme\.dev\n$/u);
    assert.equal(await text(root, THINK), edited);
    const checked = await runCli(['prompts', 'check', '-w', root]);
    assert.equal(checked.code, 0);
    assert.match(checked.stdout, /approved by ada@acme\.dev: Agreed on\./u);
  });
});
