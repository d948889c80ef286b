import assert from 'node:assert/strict';
import { runInProcess } from '../support/cliInProcess.js';
import { temporaryWorkspace } from '../support/temporaryWorkspace.js';
import type { Layout } from './layout.js';
import { damagedFiles } from './variants/damagedFiles.js';
import { everyLog } from './variants/everyLog.js';
import { firstGeneration } from './variants/firstGeneration.js';
import { fromWindows } from './variants/fromWindows.js';
import { oddNames } from './variants/oddNames.js';
import { withoutTimes } from './variants/withoutTimes.js';

const LAYOUTS = [firstGeneration, withoutTimes, everyLog, fromWindows, damagedFiles, oddNames];
const ADA = ['--reviewer', 'Ada <ada@acme.dev>'];
const SLOW_MS = 240_000;

interface Report {
  readonly candidates: { readonly added: number };
  readonly sources: readonly { readonly file: string; readonly records: number }[];
  readonly malformed: readonly {
    readonly file: string;
    readonly line: number;
    readonly kind: string;
  }[];
}

/** What a command says as JSON. @param code the exit code that is right */
async function json(root: string, code: number, ...args: readonly string[]) {
  const result = await runInProcess([...args, '--workspace', root, '--json']);
  assert.equal(
    result.code,
    code,
    `${args.join(' ')}: ${result.stdout.slice(0, 2_000)}${result.stderr}`,
  );
  assert.equal(result.stderr, '', args.join(' '));
  return JSON.parse(result.stdout);
}

async function extracted(root: string, { expected }: Layout): Promise<void> {
  const { report }: { report: Report } = await json(root, 0, 'extract');
  assert.deepEqual(
    Object.fromEntries(report.sources.map(({ file, records }) => [file, records])),
    expected.records,
  );
  assert.deepEqual(
    report.malformed.map(({ file, line, kind }) => `${file}:${line} ${kind}`).sort(),
    [...(expected.faults ?? [])].sort(),
  );
  assert.equal(report.candidates.added, expected.candidates);
  const screened = await json(root, 0, 'screen');
  assert.deepEqual([screened.screened, screened.changed], [expected.candidates, 0]);
}

/** Accepts all but one, so that something is left to be due. */
async function accepted(root: string, { expected }: Layout): Promise<number> {
  const { candidates } = await json(root, 0, 'review', 'list', '--status', 'pending');
  const ids: string[] = candidates.map(({ id }: { id: string }) => id);
  assert.equal(ids.length, expected.candidates);
  for (const id of ids.slice(1)) {
    const { candidate } = await json(root, 0, 'review', 'accept', id, '--confirm', 'all', ...ADA);
    for (const { file } of candidate.provenance) {
      assert.ok(Object.keys(expected.records).includes(file), file);
      assert.doesNotMatch(file, /\\/u);
    }
  }
  return ids.length - 1;
}

async function released(root: string, { expected }: Layout, count: number): Promise<void> {
  const { report } = await json(root, 1, 'validate'); // There are no questions with known answers to measure by.
  assert.equal(report.verdict, 'inconclusive');
  const { manifest, lost } = await json(root, 0, 'snapshot', 'build');
  assert.deepEqual(
    [manifest.counts.from_knowledge_base, manifest.counts.from_candidates],
    [expected.known, count],
  );
  assert.deepEqual(
    lost.map(({ file, line }: { file: string; line: number }) => `${file}:${line}`),
    expected.lost ?? [],
  );
  const verified = await json(root, 0, 'verify');
  assert.deepEqual(verified.faults, []);
  assert.deepEqual(
    [verified.checked.accepted, verified.checked.proofs, verified.checked.entries],
    [count, count * 3, expected.known + count],
  );
  const { rollout } = await json(root, 0, 'rollout', 'start', ...ADA);
  const { underWay } = await json(root, 0, 'rollout', 'status');
  assert.equal(underWay.id, rollout.id);
}

async function watched(root: string): Promise<void> {
  const { state } = await json(root, 0, 'monitor');
  assert.match(state, /^(?:warming-up|no-data)$/u);
  const { items } = await json(root, 0, 'due');
  assert.deepEqual(
    items.map(({ isDue }: { isDue: unknown }) => isDue),
    items.map(() => false),
  );
  assert.deepEqual((await json(root, 0, 'verify')).faults, []);
}

describe('the whole chain', () => {
  for (const layout of LAYOUTS) {
    it(`on a workspace ${layout.name}`, async () => {
      const root = await temporaryWorkspace(layout.files);
      const { kept, extended } = await json(root, 0, 'init');
      for (const path of Object.keys(layout.files))
        if (path.startsWith('.')) assert.ok([...kept, ...extended].includes(path), path);
      await extracted(root, layout);
      const count = await accepted(root, layout);
      await released(root, layout, count);
      await watched(root);
    }).timeout(SLOW_MS);
  }

  it('on an empty folder: sets it up, says what is missing, and refuses the rest in words', async () => {
    const root = await temporaryWorkspace();
    const { made, hints } = await json(root, 0, 'init');
    assert.ok(made.includes('.codelumi/config.json'));
    assert.match(
      hints.join('\n'),
      /no conversation log.*userData\/lumi_memory\.jsonl.*sources\.memory/u,
    );
    assert.match(hints.join('\n'), /not in a Git repository/u);
    for (const args of [
      ['extract'],
      ['validate'],
      ['snapshot', 'build'],
      ['rollout', 'start', ...ADA],
    ]) {
      const { code, stdout, stderr } = await runInProcess([...args, '--workspace', root]);
      assert.deepEqual([code, stdout], [3, ''], `${args.join(' ')}: ${stderr}`);
      assert.match(stderr, /^codelumi: There is (?:no|nothing|neither) [^\n]+\n$/u);
    }
    for (const args of [['screen'], ['verify'], ['monitor'], ['due'], ['rollout', 'status']])
      await json(root, 0, ...args);
    assert.deepEqual((await json(root, 0, 'init')).made, []);
  }).timeout(SLOW_MS);
});
