import assert from 'node:assert/strict';
import { runCli } from '../support/runCli.js';
import { sampleWorkspace } from '../support/sampleWorkspace.js';
import { put, temporaryWorkspace, text } from '../support/temporaryWorkspace.js';

const CONFIG = '.codelumi/config.json';

describe('codelumi screen --allow', () => {
  it('writes the digest, the reason and the author, and keeps all other settings', async () => {
    const root = await temporaryWorkspace({
      [CONFIG]:
        '{"mining":{"conversationGapMinutes":5},"screening":{"minimumAnswerCharacters":40}}',
    });
    const args = [
      'screen',
      '--allow',
      'Hotline@Acme.dev',
      '--reason',
      'our own hotline',
      '-w',
      root,
    ];
    const { code, stdout, stderr } = await runCli(args);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /allowed from now on/u);
    const written = await text(root, CONFIG);
    assert.doesNotMatch(written, /hotline@acme/iu);
    const settings = JSON.parse(written);
    assert.equal(settings.mining.conversationGapMinutes, 5);
    assert.equal(settings.screening.minimumAnswerCharacters, 40);
    assert.equal(settings.screening.profile, undefined);
    const [entry] = settings.screening.allow;
    assert.match(entry.sha256, /^[0-9a-f]{64}$/u);
    assert.equal(entry.reason, 'our own hotline');
    assert.ok(entry.author.length > 0);
    const again = await runCli([...args, '--json']);
    assert.equal(JSON.parse(again.stdout).allowed.added, false);
  }).timeout(30_000);

  it('asks for a reason, and does not touch settings that are wrong', async () => {
    const root = await temporaryWorkspace();
    const { code } = await runCli(['screen', '--allow', 'x@acme.dev', '-w', root]);
    assert.equal(code, 2);
    await put(root, CONFIG, '{oops');
    const wrong = await runCli(['screen', '--allow', 'x@acme.dev', '--reason', 'r', '-w', root]);
    assert.equal(wrong.code, 3);
    assert.equal(await text(root, CONFIG), '{oops');
  }).timeout(30_000);

  it('lets a candidate pass that was flagged for the value alone', async () => {
    const root = await sampleWorkspace();
    await runCli(['extract', '-w', root]);
    const list = async (status: string) =>
      JSON.parse(
        (await runCli(['review', 'list', '--status', status, '-w', root, '--json'])).stdout,
      ).candidates as { id: string; rules: string[] }[];
    const flagged = (await list('flagged')).find(({ rules }) => rules.join() === 'email-address');
    assert.ok(flagged);
    const shown = JSON.parse(
      (await runCli(['review', 'show', flagged.id, '-w', root, '--json'])).stdout,
    );
    const [finding] = shown.findings;
    const value = shown.state.text[finding.field].slice(finding.start, finding.end);
    await runCli(['screen', '--allow', value, '--reason', 'public', '-w', root]);
    assert.ok((await list('pending')).some(({ id }) => id === flagged.id));
  }).timeout(60_000);
});
