import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { extract } from '../../../src/core/mining/extract.js';
import { decide, readReview } from '../../../src/core/review/decide.js';
import { buildSnapshot } from '../../../src/core/snapshots/build.js';
import type { Fault } from '../../../src/core/verification/fault.js';
import { verify } from '../../../src/core/verification/verify.js';
import { appendToJournal } from '../../../src/core/workspace/journal.js';
import { sampleWorkspace } from '../support/sampleWorkspace.js';
import { contentsOf, put, text } from '../support/temporaryWorkspace.js';
import { testContext, tickingContext } from '../support/testContext.js';

const DAY = '2026-11-20';
const ACCEPTED = ['candidate-20261120-0002', 'candidate-20261120-0003', 'candidate-20261120-0004'];
const ALL = { factual: true, cited: true, no_pii: true, clear: true };
const REVIEWER = { name: 'Ada', email: 'ada@acme.dev' };
const SNAPSHOT = 'training/snapshots/kb_snapshot_20261120_1000.jsonl';
const PROJECTION = `staging_kb/${DAY}/accepted.jsonl`;
const CANDIDATES = `candidates/${DAY}.jsonl`;

async function reviewed(): Promise<string> {
  const root = await sampleWorkspace();
  const context = tickingContext(root);
  await extract({}, testContext(root));
  for (const candidate of ACCEPTED) {
    const { state } = await readReview(context, candidate);
    const { fingerprint, lastHash: on } = state;
    const asked = { candidate, reviewer: REVIEWER, checklist: ALL, fingerprint, on };
    await decide(context, { ...asked, action: 'accept' });
  }
  await buildSnapshot({}, testContext(root));
  return root;
}

async function change(
  root: string,
  path: string,
  edit: (content: string) => string,
): Promise<void> {
  const before = await text(root, path);
  const after = edit(before);
  assert.notEqual(after, before, `nothing was changed in ${path}`);
  await put(root, path, after);
}

async function journalOf(root: string): Promise<string> {
  const files = Object.keys(await contentsOf(root));
  const journal = files.find((file) => file.startsWith(`staging_kb/${DAY}/decisions/`));
  assert.ok(journal);
  return journal;
}

async function faultsIn(root: string): Promise<readonly Fault[]> {
  return (await verify({}, testContext(root))).faults;
}

function checksOf(faults: readonly Fault[]): string[] {
  return [...new Set(faults.map(({ check }) => check))].sort();
}

describe('verify', () => {
  let root: string;

  beforeEach(async () => {
    root = await reviewed();
  });

  it('finds nothing wrong where everything went through review, and changes nothing', async () => {
    const before = await contentsOf(root);
    const { faults, checked } = await verify({}, testContext(root));
    assert.deepEqual(faults, []);
    const { accepted, decisions, snapshots, proofs, entries } = checked;
    assert.deepEqual([accepted, decisions, snapshots], [3, 3, 1]);
    assert.ok(proofs >= 3 && entries > 3);
    assert.deepEqual(await contentsOf(root), before);
  });

  it('catches a decision that was changed, taken out, or put elsewhere', async () => {
    const journal = await journalOf(root);
    const original = await text(root, journal);
    const lines = original.trimEnd().split('\n');
    const [one = '', two = '', three = ''] = lines;
    const forged = {
      flipped: original.replace('Ada', 'Eve'),
      cut: `${one}\n${three}\n`,
      reordered: `${two}\n${one}\n${three}\n`,
      twice: `${one}\n${one}\n${two}\n${three}\n`,
      garbled: `${one}\n${two.slice(1)}\n${three}\n`,
    };
    for (const [how, content] of Object.entries(forged)) {
      await put(root, journal, content);
      const faults = await faultsIn(root);
      const broken = faults.filter(({ check }) => check === 'decisions');
      assert.equal(broken[0]?.place.file, journal, how);
      assert.ok(broken[0].place.line !== undefined && broken[0].place.line <= 2, how);
      // What was learned from the decisions that no longer count is named, too.
      assert.deepEqual(checksOf(faults), ['decisions', 'projection', 'snapshot'], how);
    }
  });

  it('catches a journal whose last decisions are gone, by what was learned from them', async () => {
    const journal = await journalOf(root);
    await change(root, journal, (content) => content.slice(0, content.lastIndexOf('{"v"')));
    assert.deepEqual(checksOf(await faultsIn(root)), ['projection', 'snapshot']);
  });

  it('catches another text under an accepted id', async () => {
    await change(root, CANDIDATES, (content) =>
      content
        .split('\n')
        .map((line) => {
          if (!line.includes(ACCEPTED[0] ?? '')) return line;
          const { assistant_output, ...rest } = JSON.parse(line);
          return JSON.stringify({ ...rest, assistant_output: `${assistant_output} And more.` });
        })
        .join('\n'),
    );
    const checks = checksOf(await faultsIn(root));
    assert.ok(checks.includes('candidates') && checks.includes('projection'), checks.join());
  });

  it('catches what was accepted and is private by the rules as they are now', async () => {
    const known = JSON.parse((await text(root, PROJECTION)).split('\n')[0] ?? '');
    const word = String(known.assistant_output).split(' ')[0];
    await put(
      root,
      '.codelumi/config.json',
      JSON.stringify({
        screening: {
          custom: [{ rule: 'project-name', kind: 'secret', words: [word], message: 'a code name' }],
        },
      }),
    );
    const faults = await faultsIn(root);
    assert.ok(
      faults.some(({ check, place }) => check === 'acceptance' && place.file === CANDIDATES),
    );
    assert.ok(faults.some(({ check, place }) => check === 'snapshot' && place.file === SNAPSHOT));
    assert.match(faults.map(({ message }) => message).join(), /project-name/u);
  });

  it('catches a log line that is no longer what was recorded, and warns of a log that is gone without a copy', async () => {
    const first = JSON.parse((await text(root, PROJECTION)).split('\n')[0] ?? '');
    const { file, line } = first.provenance[0];
    const content = await text(root, file);
    await change(root, file, () =>
      content
        .split('\n')
        .map((each, index) => (index === line - 1 ? each.replaceAll('e', 'a') : each))
        .join('\n'),
    );
    const faults = await faultsIn(root);
    assert.deepEqual(checksOf(faults), ['provenance']);
    assert.match(faults[0]?.message ?? '', new RegExp(`${file}:${line}`, 'u'));
    await rm(join(root, file));
    const proved = await verify({}, testContext(root));
    assert.deepEqual(proved.faults, []);
    assert.ok(proved.warnings.every(({ check }) => check !== 'provenance'));
    assert.ok(proved.checked.copies > 0);
    for (const copies of [`staging_kb/${DAY}/evidence`, `.codelumi/local/evidence/${DAY}`])
      await rm(join(root, copies), { recursive: true, force: true });
    const gone = await verify({}, testContext(root));
    assert.deepEqual(gone.faults, []);
    assert.ok(gone.warnings.some(({ check }) => check === 'provenance'));
  });

  it('catches a snapshot that was changed, and entries that nobody accepted', async () => {
    await change(root, SNAPSHOT, (content) => content.replace('"a":"', '"a":"Not '));
    assert.deepEqual(
      (await faultsIn(root)).map(({ check, place }) => [check, place.file]),
      [['snapshot', SNAPSHOT]],
    );
    const entry = {
      id: 'kb-1',
      q: 'How is it released?',
      a: 'By whoever asks for it, at once.',
      source: 'nobody',
      origin: {
        candidate: ACCEPTED[0],
        decision: '0'.repeat(64),
        reviewer: 'Ada <ada@acme.dev>',
        at: '2026-11-20T10:00:00.000Z',
      },
    };
    await change(root, SNAPSHOT, (content) => `${content}${JSON.stringify(entry)}\n`);
    const faults = await faultsIn(root);
    assert.ok(faults.some(({ message }) => message.includes('no journal holds that decision')));
    assert.ok(faults.some(({ message }) => /holds \d+ entries, not \d+/u.test(message)));
  });

  it('names lines of a snapshot that are no entries, manifests that are none, and what is missing', async () => {
    await change(root, SNAPSHOT, (content) => `{"id":1}\nnonsense\n${content}`);
    const torn = (await faultsIn(root)).filter(({ place }) => place.line !== undefined);
    assert.deepEqual(
      torn.map(({ place }) => place.line),
      [1, 2],
    );
    await put(root, 'training/snapshots/kb_snapshot_20261121_1000.manifest.json', '{"v":1');
    await put(root, 'training/snapshots/kb_snapshot_20261122_1000.jsonl', '');
    const { faults, warnings } = await verify({}, testContext(root));
    assert.ok(faults.some(({ message }) => message.startsWith('not a manifest')));
    assert.ok(faults.some(({ message }) => message.startsWith('the snapshot itself is missing')));
    assert.ok(warnings.some(({ message }) => message.includes('without its manifest')));
  });

  it('catches a journal of shown secrets that was changed', async () => {
    const { files } = testContext(root);
    const file = '.codelumi/audit/somebody/2026-11.jsonl';
    const reveal = { at: '2026-11-20T10:00:00.000Z', action: 'reveal-secret', reviewer: REVIEWER };
    await appendToJournal(files, file, { ...reveal, candidate: ACCEPTED[0] });
    await appendToJournal(files, file, { ...reveal, candidate: ACCEPTED[1] });
    const { faults, checked } = await verify({}, testContext(root));
    assert.deepEqual([faults, checked.audited], [[], 2]);
    await change(root, file, (content) => content.slice(content.indexOf('\n') + 1));
    assert.deepEqual(
      (await faultsIn(root)).map(({ check, place }) => [check, place]),
      [['audit', { file, line: 1 }]],
    );
  });

  it('catches a projection that says something else, and mends it when told to', async () => {
    const before = await text(root, PROJECTION);
    await change(root, PROJECTION, (content) => content.replace('accepted', 'rejected'));
    const faults = await faultsIn(root);
    assert.deepEqual(
      faults.map(({ place }) => place),
      [{ file: PROJECTION, line: 1 }],
    );
    const mended = await verify({ mend: true }, testContext(root));
    assert.deepEqual([mended.mended, mended.faults], [[PROJECTION], []]);
    assert.equal(await text(root, PROJECTION), before);
    await rm(join(root, PROJECTION));
    assert.match((await faultsIn(root))[0]?.message ?? '', /missing/u);
  });
});
