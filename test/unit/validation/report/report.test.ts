import assert from 'node:assert/strict';
import { blameOf } from '../../../../src/core/validation/report/blame.js';
import { reportJunit } from '../../../../src/core/validation/report/reportJunit.js';
import { reportMarkdown } from '../../../../src/core/validation/report/reportMarkdown.js';
import {
  type ValidationReport,
  validationReportSchema,
} from '../../../../src/core/validation/report/validationReport.js';
import { verdictOf } from '../../../../src/core/validation/report/verdict.js';
import { configSchema } from '../../../../src/core/workspace/configSchema.js';
import { acceptance, entry } from '../validationEntries.js';

const { validation: policy } = configSchema.parse({});
/** Markup, an end of a code span, of a table cell, of XML, and what cannot be seen. */
const HOSTILE =
  '`|</failure>]]>&"<script>alert(1)</script>\n# Heading [x](command:evil) @all \u202e\u0000\u001b[31m\ufffe';

const side = (name: string) => ({
  knowledge: { name, sha256: 'a'.repeat(64), entries: 3 },
  reranker: null,
});
const place = { file: 'training/eval/holdout.jsonl', line: 3 };
const gate = (
  name: ValidationReport['gates'][number]['gate'],
  status: ValidationReport['gates'][number]['status'],
) => ({
  gate: name,
  status,
  words: HOSTILE,
  figures: [
    { name: HOSTILE, value: 0.25, n: 4, interval: { low: 0.1, high: 0.75 }, p: 0.125 },
    { name: 'alone', value: 1, n: 1, interval: null },
  ],
  details: [HOSTILE],
  candidates: [HOSTILE],
});

function hostileReport(): ValidationReport {
  const cause = { candidate: HOSTILE, decision: 'b'.repeat(64) };
  const changed = {
    query: HOSTILE,
    place,
    before: 1,
    after: null,
    ndcg: { before: 1, after: 0 },
    causes: [{ id: HOSTILE, what: 'new' as const, acceptances: [cause] }],
  };
  return validationReportSchema.parse({
    v: 1,
    created_at: '2026-11-20T10:00:00.000Z',
    tool_version: '0.1.0',
    verdict: 'fail',
    compared: { baseline: side(HOSTILE), candidate: side('not built yet') },
    sets: [{ file: place.file, sha256: null, lines: 0, faults: 1 }],
    policy,
    seed: 1,
    changes: { entries: 1, candidates: 1 },
    gates: [gate('ndcg@10', 'fail'), gate('mrr@10', 'inconclusive'), gate('canary', 'no-data')],
    rows: [{ row: HOSTILE, figures: [{ name: 'map', value: 0.5, n: 4, interval: null }] }],
    notes: [HOSTILE],
    queries: {
      n: 1,
      unanswerable: [{ query: HOSTILE, place }],
      improved: [],
      regressed: [changed],
    },
    blame: {
      gates: ['ndcg@10'],
      unexplained: [],
      changes: [{ entries: [HOSTILE], acceptances: [cause] }],
      candidates: [HOSTILE],
      is_smallest: true,
      words: 'Without this one change ndcg@10 would pass.',
    },
  });
}

describe('a report of a validation', () => {
  it('is Markdown in which nothing of a file is markup', () => {
    const text = reportMarkdown(hostileReport(), '.codelumi/validation/x.json');
    for (const line of text.split('\n')) {
      // What stands outside of code spans is ours.
      const outside = line.replaceAll(/(`+)(?!`).*?(?<!`)\1(?!`)/gu, '');
      assert.doesNotMatch(outside, /script|command:|Heading|@all/u, line);
    }
    assert.doesNotMatch(text, /(?!\n)[\p{Cc}\p{Cf}]/u);
    assert.match(text, /^# ❌ CodeLumi: a gate failed\n/u);
    assert.match(text, /\| canary \(not required\) \| ⚪ no data \|/u);
    const cellsOf = (row: string) => row.split(/(?<!\\)\|/u).length;
    const [found, ...figures] = text.split('\n').filter((line) => line.startsWith('| ndcg@10'));
    assert.equal(cellsOf(found ?? ''), 5);
    for (const row of figures) assert.equal(cellsOf(row), 8, row);
    assert.match(figures.join('\n'), /\| 0\.250 \| 0\.100 to 0\.750 \| 4 \| 0\.125 \|$/mu);
    assert.match(text, /\| ndcg@10 \| ` alone ` \| 1\.000 \| none \| 1 \| {2}\|/u);
  });

  it('is JUnit XML that every parser takes, with what is no pass as a failure', () => {
    const xml = reportJunit(hostileReport());
    assert.match(
      xml,
      /<testsuite name="codelumi validate" tests="3" failures="2" errors="0" skipped="1"/u,
    );
    assert.match(xml, /name="ndcg@10"><failure type="fail"/u);
    assert.match(xml, /name="mrr@10"><failure type="inconclusive"/u);
    assert.match(xml, /name="canary"><skipped message="no-data/u);
    assert.doesNotMatch(xml, /<script|(?!\n)\p{Cc}|[\uFFFE\uFFFF]/u);
    assert.match(
      xml,
      /0\.250 \(95 %: 0\.100 to 0\.750; n = 4, p = 0\.125\)\nalone 1\.000 \(no interval; n = 1\)/u,
    );
    // Between tags there is neither an angle bracket nor a bare ampersand.
    const texts = xml.replaceAll(/<[^<>]*>/gu, '');
    assert.doesNotMatch(texts, /[<>]|&(?!(?:amp|lt|gt|quot);)/u);
  });

  it('passes when all that is required passes and nothing fails', () => {
    const verdict = (...gates: readonly ReturnType<typeof gate>[]) => verdictOf(gates, policy);
    assert.equal(verdict(gate('ndcg@10', 'pass'), gate('canary', 'no-data')), 'pass');
    assert.equal(verdict(gate('ndcg@10', 'no-data')), 'inconclusive');
    assert.equal(verdict(gate('ndcg@10', 'inconclusive')), 'inconclusive');
    assert.equal(verdict(gate('ndcg@10', 'pass'), gate('canary', 'fail')), 'fail');
    const all = { required: [...policy.required, 'canary' as const] };
    assert.equal(verdictOf([gate('canary', 'no-data')], all), 'inconclusive');
  });

  it('says whom a failure is owed to, or that it is nobody', () => {
    const change = {
      entries: [{ id: 'kb-9', before: undefined, after: entry('kb-9') }],
      acceptances: [acceptance('candidate-20260101-0001')],
    };
    const found = { items: [change], isSmallest: true, asked: 3 };
    const blame = blameOf({ gates: ['mrr@10'], unexplained: ['canary'], explanation: found });
    assert.deepEqual(blame?.candidates, ['candidate-20260101-0001']);
    assert.match(
      blame?.words ?? '',
      /^Without this one change mrr@10 would be as good as before; no fewer would do\. canary: no better/u,
    );
    const nobody = blameOf({ gates: [], unexplained: ['mrr@10'], explanation: undefined });
    assert.match(
      nobody?.words ?? '',
      /^mrr@10: no better without any change .*it is the reranker/u,
    );
    assert.equal(blameOf(undefined), null);
  });
});
