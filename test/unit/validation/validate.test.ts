import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { CodelumiError, JobCancelled } from '../../../src/core/errors.js';
import type { JobContext } from '../../../src/core/job.js';
import { sha256 } from '../../../src/core/records/sha256.js';
import { buildSnapshot } from '../../../src/core/snapshots/build.js';
import { validationReportSchema } from '../../../src/core/validation/report/validationReport.js';
import { validate } from '../../../src/core/validation/validate.js';
import type { ValidateInput } from '../../../src/core/validation/validateInput.js';
import { systemPrograms } from '../../../src/node/programs/systemPrograms.js';
import { sampleWorkspace } from '../support/sampleWorkspace.js';
import { contentsOf, put, temporaryWorkspace, text } from '../support/temporaryWorkspace.js';
import { testContext } from '../support/testContext.js';

const THINGS = ['cache', 'proxy', 'branch', 'socket', 'cursor', 'thread', 'buffer', 'bundle'];
const PLACES = ['editor', 'server', 'browser', 'terminal'];

/** A question and its answer for each thing at each place. */
const PAIRS = THINGS.flatMap((thing) =>
  PLACES.map((place) => ({
    id: `kb-${thing}-${place}`,
    q: `How do I clear the ${thing} of the ${place}?`,
    a: `Open the ${place}, choose the page of the ${thing} there and press the button that clears it.`,
  })),
);
const HOLDOUT = PAIRS.map(({ id, q }) => ({
  query: q.toLowerCase().replaceAll(/how do i|the |of /gu, ''),
  relevant: [{ id }],
}));

function lines(records: readonly object[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}

async function workspace(holdout: readonly object[] = HOLDOUT): Promise<string> {
  return temporaryWorkspace({
    'training/kb.jsonl': lines(PAIRS),
    'training/eval/holdout.jsonl': lines(holdout),
  });
}

async function validated(
  root: string,
  input: ValidateInput = {},
  programs: JobContext['programs'] = undefined,
) {
  const { report } = await validate(input, { ...testContext(root), programs });
  const gates = new Map(report.gates.map((each) => [each.gate, each]));
  return { report, status: (gate: Parameters<typeof gates.get>[0]) => gates.get(gate)?.status };
}

describe('validate', () => {
  it('passes what is what is in use, and keeps a report that says what was compared', async () => {
    const root = await workspace();
    const before = await contentsOf(root);
    const { file, report, sha256: hash } = await validate({}, testContext(root));
    assert.equal(report.verdict, 'pass');
    assert.equal(file, '.codelumi/validation/2026-11-20T10-00-00Z.json');
    assert.equal(sha256(await text(root, file)), hash);
    const kept = validationReportSchema.parse(JSON.parse(await text(root, file)));
    assert.deepEqual(kept, report);
    const { baseline, candidate } = report.compared;
    assert.deepEqual(
      [baseline.knowledge.name, candidate.knowledge.name],
      ['knowledge-base', 'not built yet'],
    );
    assert.equal(baseline.knowledge.sha256, candidate.knowledge.sha256);
    const { manifest } = await buildSnapshot({}, testContext(root));
    assert.equal(manifest.sha256, candidate.knowledge.sha256);
    for (const path of Object.keys(before))
      assert.equal((await contentsOf(root))[path], before[path], path);
  });

  it('says the same of the same files, and overwrites no report', async () => {
    const root = await workspace();
    const first = await validate({}, testContext(root));
    const second = await validate({}, testContext(root));
    assert.equal(second.file, '.codelumi/validation/2026-11-20T10-00-00Z_2.json');
    assert.equal(await text(root, second.file), await text(root, first.file));
  });

  it('gives every figure with n and interval, and the rows by which rerankers are judged', async () => {
    const { report } = await validated(await workspace());
    assert.deepEqual(
      report.rows.map(({ row }) => row),
      [
        'baseline',
        'candidate',
        'random order of the first 50',
        'BM25F',
        'best order of the first 50',
      ],
    );
    for (const { figures } of report.rows)
      for (const { n, interval, value } of figures) {
        assert.equal(n, PAIRS.length);
        assert.ok(interval !== null && interval.low <= value && value <= interval.high);
      }
    const figures = report.gates.flatMap((gate) => gate.figures);
    assert.ok(figures.some(({ name }) => name === 'faults'));
    for (const { name, n, interval, value } of figures)
      assert.ok(
        n === 0 || (interval !== null && interval.low <= value && value <= interval.high),
        name,
      );
  });

  it('fails, and blames the knowledge base itself, where somebody changed it for the worse', async () => {
    const root = await workspace();
    await buildSnapshot({}, testContext(root));
    const worse = PAIRS.map((each, at) =>
      at < 10 ? { ...each, q: 'Nothing?', a: `Number ${at} is not told.` } : each,
    );
    await put(root, 'training/kb.jsonl', lines(worse));
    const { report, status } = await validated(root);
    assert.equal(report.compared.baseline.knowledge.name, 'kb_snapshot_20261120_1000');
    assert.equal(report.verdict, 'fail');
    assert.deepEqual(
      ['precision@10', 'ndcg@10', 'mrr@10', 'success@1', 'records'].map((gate) =>
        status(gate as never),
      ),
      ['fail', 'fail', 'fail', 'fail', 'pass'],
    );
    assert.equal(report.queries.regressed.length, 10);
    assert.deepEqual(
      report.queries.regressed.map(({ causes: [first] }) => first?.what),
      Array(10).fill('changed'),
    );
    const blamed = report.blame?.changes.flatMap(({ entries }) => entries) ?? [];
    assert.ok(blamed.length > 0 && blamed.length <= 10);
    const spoiled = new Set(PAIRS.slice(0, 10).map(({ id }) => id));
    assert.ok(blamed.every((id) => spoiled.has(id)));
    assert.deepEqual(report.blame?.candidates, []);
  });

  it('compares snapshots by name, the older one with the newer one', async () => {
    const root = await workspace();
    await buildSnapshot({}, testContext(root));
    await put(root, 'training/more.jsonl', lines([{ id: 'kb-x', q: 'What is new?', a: 'This.' }]));
    const { manifest } = await buildSnapshot({}, testContext(root, '2026-11-21T10:00:00.000Z'));
    const { report } = await validated(root, { snapshot: manifest.name });
    assert.equal(report.compared.baseline.knowledge.name, 'kb_snapshot_20261120_1000');
    assert.equal(report.compared.candidate.knowledge.sha256, manifest.sha256);
    assert.deepEqual(report.changes, { entries: 1, candidates: 0 });
    const other = await validated(root, { snapshot: manifest.name, baseline: 'knowledge-base' });
    assert.deepEqual(other.report.changes, { entries: 0, candidates: 0 });
    await assert.rejects(
      validated(root, { baseline: 'kb_snapshot_1' }),
      /There is no snapshot kb_snapshot_1/u,
    );
  });

  it('is no pass without a holdout, or with a small one', async () => {
    const root = await temporaryWorkspace({ 'training/kb.jsonl': lines(PAIRS) });
    const none = await validated(root);
    assert.deepEqual([none.report.verdict, none.status('ndcg@10')], ['inconclusive', 'no-data']);
    const few = await validated(await workspace(HOLDOUT.slice(0, 5)));
    assert.deepEqual([few.report.verdict, few.status('mrr@10')], ['inconclusive', 'inconclusive']);
    assert.match(few.report.blame === null ? '' : few.report.blame.words, /^$/u);
  });

  it('is no pass where there are canary questions that say nothing, and says why they must', async () => {
    const root = await workspace();
    await put(root, 'training/eval/canary.jsonl', 'no JSON\n');
    const { report, status } = await validated(root);
    assert.deepEqual([report.verdict, status('canary')], ['inconclusive', 'no-data']);
    const rule = report.rules?.find((each) => each.rule === 'required.canary');
    assert.deepEqual([rule?.value, rule?.from], [true, 'workspace']);
    assert.match(report.notes[0] ?? '', /both sides are in the order of BM25F/u);
  });

  it('has a row for the scorer of the settings, and takes it as a reranker', async () => {
    const root = await workspace();
    const script =
      'let t="";process.stdin.on("data",(d)=>{t+=d}).on("end",()=>{' +
      'const {candidates}=JSON.parse(t);process.stdout.write(JSON.stringify({scores:candidates.map((_,i)=>i)}))})';
    await put(root, 'score.cjs', script);
    const reranking = { command: [process.execPath, 'score.cjs'] };
    await put(root, '.codelumi/config.json', JSON.stringify({ reranking }));
    await put(root, 'training/eval/holdout.jsonl', lines(HOLDOUT.slice(0, 4)));
    const programs = systemPrograms(root, resolve('dist'));
    const { report } = await validated(root, {}, programs);
    const row = report.rows.find(
      (each) => each.row === 'scorer of the settings, reranking.command',
    );
    const [first, scored] = [report.rows[1], row].map((each) =>
      each?.figures.find(({ name }) => name === 'mrr@10'),
    );
    assert.ok(first !== undefined && scored !== undefined && scored.value < first.value);
    const named = await validated(root, { reranker: 'reranking.command' }, programs);
    const { reranker } = named.report.compared.candidate;
    assert.deepEqual([reranker?.file, reranker?.name], ['reranking.command', 'process']);
    const roles = named.report.rows.map((each) => each.row);
    assert.ok(roles.includes('new reranker, reranking.command'));
    assert.ok(!roles.includes('scorer of the settings, reranking.command'));
    const { report: without } = await validated(root);
    assert.match(without.notes.join(' '), /reranking\.command has no row: .*trusted/u);
  });

  it('tells of lines that measure nothing, and of queries that neither answers', async () => {
    const root = await workspace([
      ...HOLDOUT,
      { query: 'who knows', relevant: [{ id: 'kb-404' }] },
      { query: 'half a line' },
    ]);
    const { report } = await validated(root);
    assert.equal(report.queries.n, PAIRS.length);
    assert.deepEqual(
      report.queries.unanswerable.map(({ query, place }) => [query, place.line]),
      [['who knows', 33]],
    );
    assert.match(report.notes.join('\n'), /holdout\.jsonl:34 measures nothing: needs a query/u);
  });

  it('says in words that the reranker in use does harm', async () => {
    const { report } = await validated(await sampleWorkspace());
    assert.match(
      report.notes.join('\n'),
      /^models\/reranker\.joblib does harm: nDCG@10 is 0\.\d+ with it and 0\.\d+ without .*no better than a shuffle/mu,
    );
    const rows = report.rows.map(({ row }) => row);
    assert.ok(rows.includes('reranker in use, models/reranker.joblib'));
  });

  it('fails with a reranker that does harm, which no change of the knowledge base explains', async () => {
    const root = await sampleWorkspace();
    await put(root, '.codelumi/config.json', '{"validation":{"tolerance":{"ndcg@10":0.01}}}');
    await put(root, 'training/zz.jsonl', lines([{ id: 'kb-x', q: 'What is new?', a: 'This.' }]));
    const reranker = 'models/reranker.joblib';
    await buildSnapshot({}, testContext(root));
    await put(root, 'training/zz.jsonl', lines([{ id: 'kb-x', q: 'What is newer?', a: 'That.' }]));
    const { report, status } = await validated(root, { reranker });
    assert.equal(report.compared.candidate.reranker?.file, reranker);
    assert.match(report.compared.candidate.reranker?.sha256 ?? '', /^[0-9a-f]{64}$/u);
    assert.equal(status('ndcg@10'), 'fail');
    assert.match(report.blame?.words ?? '', /it is the reranker/u);
    await assert.rejects(validated(root, { reranker: 'models/none.joblib' }), /no reranker/u);
  }).timeout(120_000);

  it('fails on text of the knowledge base that leaks, and tells what is private in it', async () => {
    const root = await workspace();
    await buildSnapshot({}, testContext(root));
    const added = { id: 'kb-x', q: HOLDOUT[0]?.query, a: 'Ask ada.l@northwind-labs.dev for it.' };
    await put(root, 'training/more.jsonl', lines([added]));
    const { report, status } = await validated(root);
    assert.deepEqual([status('privacy'), status('leak')], ['pass', 'fail']);
    const privacy = report.gates.find(({ gate }) => gate === 'privacy');
    assert.deepEqual(privacy?.details, ['kb-x: email-address, from the knowledge base itself']);
    assert.equal(report.verdict, 'fail');
  });

  it('says so when there is nothing to validate, and stops when it is told to', async () => {
    const empty = testContext(await temporaryWorkspace());
    await assert.rejects(
      validate({}, empty),
      (error) => error instanceof CodelumiError && error.reason === 'not-found',
    );
    const root = await workspace();
    const stopped = { ...testContext(root), signal: AbortSignal.abort() };
    await assert.rejects(validate({}, stopped), JobCancelled);
  });
});
