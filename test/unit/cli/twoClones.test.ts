import assert from 'node:assert/strict';
import { extract } from '../../../src/core/mining/extract.js';
import { Colleague } from '../support/colleague.js';
import { forge, repository } from '../support/gitRepositories.js';
import { MemoryLog } from '../support/memoryLog.js';
import { fingerprintOf, makeKey } from '../support/sshKeys.js';
import { put, text } from '../support/temporaryWorkspace.js';
import { testContext } from '../support/testContext.js';

interface Manifest {
  readonly candidates: readonly string[];
  readonly reviewers: readonly string[];
  readonly held_back: readonly { readonly candidate: string; readonly why: string }[];
  readonly signatures: {
    readonly signed: number;
    readonly of: number;
    readonly unsigned: readonly string[];
    readonly signers: readonly { readonly principal: string; readonly keyid: string }[];
  };
  readonly hotfix?: { readonly approvers: readonly { readonly principal: string }[] };
}

interface Built {
  readonly file: string;
  readonly manifest: Manifest;
}

interface Listed {
  readonly candidates: readonly { readonly id: string }[];
}

/** Screening has nothing to say of any of these. */
function gladLog(things: readonly string[]): string {
  const log = new MemoryLog();
  for (const thing of things)
    log
      .user(`How is the ${thing} begun?`)
      .assistant(`Open the ${thing} menu, choose what you want to see there, and confirm it.`)
      .button('up')
      .pause(99);
  return log.toString();
}

const THINGS = ['print', 'export', 'search', 'backup', 'login', 'report', 'archive', 'filter'];
const MORE = ['import', 'update', 'share', 'restore'];

/** Two people with a key each and a third without, from an empty server to a verified knowledge base: one story. */
describe('two clones, two keys', function () {
  this.timeout(300_000);

  let ada: Colleague;
  let ben: Colleague;
  let cleo: Colleague;
  let ids: readonly string[] = [];
  const id = (number: number) => ids[number - 1] ?? '';

  const everybodyCatchesUp = async () => {
    for (const each of [ada, ben, cleo]) await each.catchesUp();
  };
  /** What Cleo, who only looks, is told of the main branch. */
  const verdict = async (): Promise<{ readonly code: number | null; readonly lines: string[] }> => {
    await cleo.catchesUp();
    const { code, stdout } = await cleo.tries('verify', '--mend', '--base', 'origin/main');
    return { code, lines: stdout.trim().split('\n') };
  };
  /** But for those about the checkpoints of Cleo, who mends in her clone and has no key. */
  const warningsIn = (lines: readonly string[]) =>
    lines.filter(
      (line) =>
        /:\d+: warning: /u.test(line) && !/checkpoints\.jsonl:\d+: .*: not signed/u.test(line),
    );
  const build = async (who: Colleague, ...how: readonly string[]): Promise<Built> => {
    const { file, manifest } = await who.asks<Built>('snapshot', 'build', ...how);
    return { file, manifest };
  };

  before(async () => {
    const [begun, adasKey, bensKey] = await Promise.all([
      repository({ 'README.md': 'What the assistant knows.\n' }),
      makeKey(),
      makeKey(),
    ]);
    const server = await forge(begun);
    ada = await Colleague.withClone(server, 'Ada', adasKey);
    ben = await Colleague.withClone(server, 'Ben', bensKey);
    cleo = await Colleague.withClone(server, 'Cleo');
  });

  it('begins with candidates of two days, and with signers whom signers approved', async () => {
    await ada.does('init');
    await ada.git('add', '.gitattributes', '.gitignore');
    await ada.git('commit', '--quiet', '--message', 'Set up');
    await put(ada.root, 'userData/lumi_memory.jsonl', gladLog(THINGS));
    await extract({}, testContext(ada.root, '2026-11-20T10:00:00.000Z'));
    await put(ada.root, 'userData/lumi_memory.jsonl', gladLog([...THINGS, ...MORE]));
    await ada.does('extract');
    ids = (await ada.asks<Listed>('review', 'list')).candidates.map((each) => each.id).sort();
    assert.equal(ids.length, THINGS.length + MORE.length);

    await ada.does('signers', 'init');
    await ada.does('signers', 'add', 'ben@acme.dev', `${ben.key?.file}.pub`);
    const spare = await makeKey();
    const proposed = await ada.does('signers', 'add', 'dora@acme.dev', spare.publicKey);
    assert.match(proposed, /approved by 1 of the 2 signers/u);
    await ada.hands();

    await ben.git('pull', '--quiet');
    const waiting = await ben.tries('verify', '--mend');
    assert.equal(waiting.code, 1);
    assert.match(waiting.stdout, /allowed_signers:\d+: error: signers: .*adds dora@acme\.dev/u);
    assert.match(await ben.does('signers', 'approve', '--yes'), /\napproved; commit/u);
    await ben.hands();
    const { code, lines } = await verdict();
    assert.deepEqual([code, warningsIn(lines)], [0, []], lines.join('\n'));
    await everybodyCatchesUp();
  });

  it('merges parallel reviews, one by merge and one by squash, and says where they differ', async () => {
    for (const each of [ada, ben]) await each.does('review', 'branch');
    await ada.accepts(id(1), id(2), id(3), id(9));
    await ada.does('review', 'reject', id(4), '--reason', 'nobody asks that');
    await ben.accepts(id(1), id(5), id(10));
    await ben.does('review', 'reject', id(2), '--reason', 'not the menu of today');
    const [adas, bens] = [await ada.hands(), await ben.hands()];

    await ada.git('switch', '--quiet', 'main');
    await ada.git('merge', '--quiet', '--no-ff', '--no-edit', adas);
    await ada.git('fetch', '--quiet');
    await ada.git('merge', '--quiet', '--squash', `origin/${bens}`);
    await ada.git('commit', '--quiet', '--message', 'Squashed');
    await ada.git('push', '--quiet', 'origin', 'main');
    const { code, lines } = await verdict();
    assert.equal(code, 0, lines.join('\n'));
    assert.match(lines.join('\n'), /verified 9 decisions \(9 signed\) on 12 candidates/u);
    const [disputed, ...others] = warningsIn(lines);
    assert.match(disputed ?? '', new RegExp(`${id(2)} is disputed: Ada accepted it, Ben rejected`));
    // What Ben accepted comes from a log that only Ada has.
    for (const line of others) assert.match(line, /that log is not here, nor is a copy/u);
    assert.equal(others.length, 6);

    await ada.does('verify', '--mend');
    await ada.hands();
    const kept = await verdict();
    assert.deepEqual(warningsIn(kept.lines), [disputed], 'her clone kept copies of the lines');
    assert.match(
      await cleo.does('review', 'conflicts'),
      new RegExp(
        `^${id(2)}\n  accept by Ada at .*:[0-9]+\n  reject by Ben at .*jsonl:[0-9]+\nWhoever`,
        'u',
      ),
    );
  });

  it('builds a snapshot without what is disputed, and with it once that is settled', async () => {
    await ben.catchesUp();
    await ben.does('review', 'branch');
    const { manifest, file } = await build(ben);
    assert.deepEqual(manifest.candidates, [id(1), id(3), id(5), id(9), id(10)]);
    assert.deepEqual(
      manifest.held_back.map(({ candidate }) => candidate),
      [id(2)],
    );
    assert.doesNotMatch(await text(ben.root, file), new RegExp(id(2), 'u'));
    assert.deepEqual(manifest.reviewers, ['Ada <ada@acme.dev>', 'Ben <ben@acme.dev>']);
    assert.ok(ada.key && ben.key);
    assert.deepEqual(manifest.signatures, {
      signed: 5,
      of: 5,
      unsigned: [],
      signers: [
        { principal: 'ada@acme.dev', keyid: await fingerprintOf(ada.key) },
        { principal: 'ben@acme.dev', keyid: await fingerprintOf(ben.key) },
      ],
    });

    await ben.accepts(id(2));
    assert.match(await ben.does('review', 'conflicts'), /nobody disagrees/u);
    assert.ok((await build(ben)).manifest.candidates.includes(id(2)));
    await mergeInto(ada, await ben.hands());
    const { code, lines } = await verdict();
    assert.deepEqual([code, warningsIn(lines)], [0, []], lines.join('\n'));
  });

  it('refuses a hotfix with one signer, and builds it with two', async () => {
    await everybodyCatchesUp();
    await ada.accepts(id(6));
    const how = ['--hotfix', id(6), '--reason', 'The answer in use deletes reports.'];
    const alone = await ada.tries('snapshot', 'build', ...how);
    assert.equal(alone.code, 1);
    assert.match(alone.stderr, new RegExp(`${id(6)} needs a second reviewer who signs`, 'u'));
    await ada.hands();

    await ben.catchesUp();
    await ben.accepts(id(6));
    const { hotfix } = (await build(ben, ...how)).manifest;
    assert.deepEqual(hotfix?.approvers.map(({ principal }) => principal).sort(), [
      'ada@acme.dev',
      'ben@acme.dev',
    ]);
    await ben.hands();
    assert.equal((await verdict()).code, 0);
  });

  it('holds back what its author alone accepted', async () => {
    await everybodyCatchesUp();
    await ada.does(
      'review',
      'edit',
      id(7),
      '--answer',
      'Open the archive menu, pick what to keep, and press Begin.',
    );
    await ada.accepts(id(7));
    const alone = (await build(ada)).manifest;
    assert.deepEqual(
      alone.held_back.map(({ candidate }) => candidate),
      [id(7)],
    );
    assert.ok(!alone.candidates.includes(id(7)));
    await ada.hands();
    await ben.catchesUp();
    await ben.accepts(id(7));
    const { manifest } = await build(ben);
    assert.deepEqual([manifest.held_back, manifest.candidates.includes(id(7))], [[], true]);
    await ben.hands();
    assert.equal((await verdict()).code, 0);
  });

  it('takes a review without a key, and calls it unsigned everywhere', async () => {
    await everybodyCatchesUp();
    await cleo.accepts(id(8));
    const line = new RegExp(`^${id(8)} +accepted .*\\[unsigned\\]$`, 'mu');
    assert.match(await cleo.does('review', 'list'), line);
    const shown = await cleo.does('review', 'show', id(8));
    assert.match(shown, /accepted, unsigned/u);
    assert.match(shown, /accept by Cleo, unsigned/u);
    assert.match(await cleo.does('review', 'stats'), /8 of 9 acceptances are signed/u);
    const { signatures } = (await build(cleo)).manifest;
    assert.deepEqual([signatures.signed, signatures.of, signatures.unsigned], [8, 9, [id(8)]]);
    await cleo.hands();
    const { code, lines } = await verdict();
    assert.equal(code, 0, lines.join('\n'));
    assert.match(warningsIn(lines).join('\n'), /decisions\/.*:1: .*unsigned/u);
  });

  it('signs what a file was ticked for with the key of who reads it in', async () => {
    await everybodyCatchesUp();
    const day = (id(11).match(/\d{8}/u)?.[0] ?? '').replace(/(....)(..)(..)/u, '$1-$2-$3');
    await ada.does('review', 'export', '--day', day);
    const file = `training/staging/review_${day}.md`;
    const ticked = (await text(ada.root, file)).replace(/- \[ \] (?!Reject|Flag)/gu, '- [x] ');
    await put(ada.root, file, ticked);
    await ada.hands();
    await ben.catchesUp();
    assert.match(await ben.does('review', 'import', file), /2 decided, 0 refused, 0 left open/u);
    assert.match(await ben.does('review', 'show', id(12)), /accept by Ben, signed/u);
    await ben.hands();
    assert.equal((await verdict()).code, 0);
  });

  it('finds a line that was changed, whatever it is about, and says where', async () => {
    await cleo.catchesUp();
    const files = (await cleo.git('ls-files')).split('\n');
    const those = (pattern: RegExp) => files.filter((file) => pattern.test(file));
    const [decisions = ''] = those(/20\/decisions\/.*jsonl$/u);
    const [signatures = ''] = those(/20\/signatures\/.*jsonl$/u);
    const [snapshot = ''] = those(/snapshots\/.*\d\.jsonl$/u);
    const [checkpoints = ''] = those(/audit\/.*\/checkpoints\.jsonl$/u);
    const [audit = ''] = those(/audit\/.*\/\d{4}-\d\d\.jsonl$/u);
    const tampered: readonly (readonly [string, RegExp, string])[] = [
      [decisions, /"no_pii":true/u, '"no_pii":false'],
      [signatures, /"payload":"eyJ/u, '"payload":"eyK'],
      ['.codelumi/registry/allowed_signers', /ben@/u, 'eve@'],
      [snapshot, /"a":"/u, '"a":"Never '],
      [checkpoints, /"checkpoint":"codelumi/u, '"checkpoint":"codelumo'],
      [audit, /"tool_version":"/u, '"tool_version":"x'],
    ];
    for (const [path, from, to] of tampered) {
      const lines = (await text(cleo.root, path)).split('\n');
      const line = lines.findIndex((each) => from.test(each)) + 1;
      const { code, stdout } = await cleo.verifiesWith(path, (content) =>
        content
          .split('\n')
          .map((each, index) => (index + 1 === line ? each.replace(from, to) : each))
          .join('\n'),
      );
      assert.equal(code, 1, stdout);
      const place = stdout.split('\n').find((each) => each.startsWith(`${path}:${line}: `));
      assert.ok(place?.startsWith(`${path}:${line}: error: `), `${path}:${line} in\n${stdout}`);
    }
  });
});

/** As a maintainer merges a branch, on the server. */
async function mergeInto(maintainer: Colleague, branch: string): Promise<void> {
  await maintainer.catchesUp();
  await maintainer.git('fetch', '--quiet');
  await maintainer.git('merge', '--quiet', '--no-ff', '--no-edit', `origin/${branch}`);
  await maintainer.git('push', '--quiet', 'origin', 'main');
}
