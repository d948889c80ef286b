import assert from 'node:assert/strict';
import {
  type ValidationReport,
  validationReportSchema,
} from '../../../src/core/validation/report/validationReport.js';
import { git, identify } from '../support/gitRepositories.js';
import { type CliResult, runCli } from '../support/runCli.js';
import { sampleWorkspace } from '../support/sampleWorkspace.js';
import { put, text } from '../support/temporaryWorkspace.js';

/** Found for nearly everything the holdout asks, and no answer to any of it. */
const CATCH_ALL = {
  question:
    'nightly schedule, newest local revert, replay newest branch, recent order customer, lockfile install command, login cookie, rating reply, program open port',
  answer:
    'All of this is described in the handbook of the assistant. Open it, look for the page with that name and follow the steps that are listed there.',
};
const CANARY = {
  query: 'revert the newest local commit but leave my edits',
  must_not_say: ['described in the handbook'],
};
const INNOCENT = 4;

describe('codelumi validate', () => {
  let root: string;
  let pending: readonly string[];

  function cli(...args: readonly string[]): Promise<CliResult> {
    return runCli([...args, '-w', root]);
  }

  async function done(...args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await cli(...args);
    assert.equal(code, 0, stderr);
    return stdout;
  }

  async function report(...args: readonly string[]): Promise<[number | null, ValidationReport]> {
    const { code, stdout } = await cli('validate', '--json', ...args);
    return [code, validationReportSchema.parse(JSON.parse(stdout).report)];
  }

  before(async () => {
    root = await sampleWorkspace();
    await git(root, 'init', '--quiet');
    await identify(root, 'Ada');
    await done('extract');
    const listed = JSON.parse(await done('review', 'list', '--status', 'pending', '--json'));
    pending = listed.candidates.map(({ id }: { id: string }) => id);
  });

  it('passes what does no harm', async () => {
    await done('review', 'accept', ...pending.slice(0, INNOCENT), '--confirm', 'all');
    const [code, { verdict, changes, gates }] = await report();
    assert.deepEqual([code, verdict], [0, 'pass'], JSON.stringify(gates));
    assert.ok(changes.candidates >= 3);
  }).timeout(120_000);

  it('fails a planted candidate that pushes right answers away, and finds it among the others', async () => {
    const bad = pending[INNOCENT + 2] ?? '';
    const { question, answer } = CATCH_ALL;
    await done('review', 'edit', bad, '--question', question, '--answer', answer);
    // Nobody approves what they wrote themselves.
    await done('review', 'accept', bad, '--confirm', 'all');
    const [held, before] = await report();
    assert.equal(held, 0);
    assert.match(before.notes.join('\n'), new RegExp(`${bad} is held back`, 'u'));
    await done('review', 'undo', bad);
    await identify(root, 'Bob');
    await done('review', 'accept', bad, '--confirm', 'all');
    await put(root, 'training/eval/canary.jsonl', `${JSON.stringify(CANARY)}\n`);

    const [code, found] = await report();
    assert.deepEqual([code, found.verdict], [1, 'fail']);
    const notPassed = found.gates.filter(({ status }) => status !== 'pass').map(({ gate }) => gate);
    for (const gate of ['ndcg@10', 'mrr@10', 'canary'] as const)
      assert.ok(notPassed.includes(gate));
    assert.deepEqual([found.blame?.candidates, found.blame?.is_smallest], [[bad], true]);
    const worse = found.queries.regressed.filter(({ causes }) =>
      causes.some(({ acceptances }) => acceptances.some(({ candidate }) => candidate === bad)),
    );
    assert.ok(worse.length >= 3);
    for (const { before: was, after } of worse) assert.ok((after ?? 99) > (was ?? 99));
  }).timeout(120_000);

  it('prints it for people, and writes Markdown and JUnit into the workspace and nowhere else', async () => {
    const { code, stdout, stderr } = await cli(
      'validate',
      '--markdown',
      'out/validation.md',
      '--junit',
      'out/validation.xml',
    );
    assert.deepEqual([code, stderr], [1, '']);
    assert.match(stdout, /^canary +fail +0 of 1 canary questions/mu);
    assert.match(
      stdout,
      /^Without this one change .* would be as good as before; no fewer would do\.$/mu,
    );
    assert.match(stdout, /^models\/reranker\.joblib does harm: /mu);
    assert.match(stdout, /^fail; the report is \.codelumi\/validation\/\S+\.json$/mu);
    assert.doesNotMatch(stdout, /(?!\n)\p{Cc}/u);
    assert.match(await text(root, 'out/validation.md'), /^# ❌ CodeLumi: a gate failed/u);
    assert.match(await text(root, 'out/validation.xml'), /<testsuite .* failures="[1-9]/u);
    const outside = await cli('validate', '--markdown', '../validation.md');
    assert.notEqual(outside.code, 0);
    assert.match(outside.stderr, /leads out of the workspace/u);
  }).timeout(120_000);

  it('is told in the audit log, with the report that it made', async () => {
    const { entries } = JSON.parse(await done('audit', '--action', 'validate', '--json'));
    assert.match(entries.at(-1).entry.subject.id, /^\.codelumi\/validation\/\S+\.json$/u);
    assert.match(entries.at(-1).entry.subject.sha256, /^[0-9a-f]{64}$/u);
  }).timeout(60_000);

  it('says which snapshot or reranker there is not', async () => {
    const { code, stderr } = await cli('validate', '--snapshot', 'kb_snapshot_1');
    assert.equal(code, 3);
    assert.match(stderr, /There is no snapshot kb_snapshot_1/u);
    const reranker = await cli('validate', '--reranker', 'models/none.joblib');
    assert.equal(reranker.code, 3);
    assert.match(reranker.stderr, /There is no reranker \(models\/none\.joblib\)/u);
  }).timeout(60_000);
});
