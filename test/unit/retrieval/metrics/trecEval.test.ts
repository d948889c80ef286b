import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import {
  type Evaluation,
  type EvaluationOptions,
  evaluateRun,
} from '../../../../src/core/retrieval/metrics/evaluateRun.js';
import { formatFigure } from '../../../../src/core/retrieval/metrics/formatFigure.js';
import { parseQrels, parseRun } from '../../../../src/core/retrieval/metrics/trecFiles.js';
import { TREC_MEASURES } from '../../../../src/core/retrieval/metrics/trecMeasures.js';

const FIXTURES = 'test/fixtures/trec_eval';
/** Public runs that are too large to be here; where they are not, their test says so. */
const PUBLIC_RUNS = process.env['CODELUMI_IR_DATA'] ?? '/work/shared/data/ir';

/** Names and texts that are no figures; per query it prints no geometric means. */
const NO_FIGURES = new Set(['runid', 'relstring', 'num_q']);

interface Comparison {
  readonly run: string;
  readonly qrels: string;
  readonly printed: string;
  readonly options?: EvaluationOptions;
}

async function textOf(path: string): Promise<string> {
  const bytes = await readFile(path);
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString();
}

/** As `measure query` gives the figure, printed. */
function printedFigures({ measures, queries, summary }: Evaluation): Map<string, string> {
  const figures = new Map<string, string>();
  for (const [at, { name, isCount }] of measures.entries()) {
    figures.set(`${name} all`, formatFigure(summary[at] ?? Number.NaN, isCount));
    for (const { query, values } of queries)
      figures.set(`${name} ${query}`, formatFigure(values[at] ?? Number.NaN, isCount));
  }
  return figures;
}

/** @returns how many figures were compared */
async function compare({ run, qrels, printed, options }: Comparison): Promise<number> {
  const evaluation = evaluateRun(
    parseRun(await textOf(run), run),
    parseQrels(await textOf(qrels), qrels),
    TREC_MEASURES,
    options,
  );
  const ours = printedFigures(evaluation);
  const theirs = (await textOf(printed))
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/u))
    .filter(([name = '']) => !NO_FIGURES.has(name.replace(/_\d+$/u, '')));
  const different = theirs.filter(
    ([name, query, figure]) => ours.get(`${name} ${query}`) !== figure,
  );
  assert.deepEqual(different, [], printed);
  return theirs.length;
}

describe('the measures, held against trec_eval', () => {
  const fixture = (run: string, qrels: string, printed: string, options: EvaluationOptions) => ({
    run: `${FIXTURES}/${run}.gz`,
    qrels: `${FIXTURES}/${qrels}.gz`,
    printed: `${FIXTURES}/${printed}.gz`,
    options,
  });

  it('print what its own tests expect', async () => {
    const comparisons = [
      fixture('results.test', 'qrels.test', 'out.test.aq', { over: 'found' }),
      fixture('results.trunc', 'qrels.test', 'out.test.aqc', {}),
      fixture('results.trunc', 'qrels.test', 'out.test.aqcM', { depth: 100 }),
      fixture('results.test', 'qrels.rel_level', 'out.test.aql', {
        over: 'found',
        relevanceLevel: 2,
      }),
    ];
    for (const comparison of comparisons) assert.ok((await compare(comparison)) > 350);
  });

  it('print what it prints of public runs: ties, grades, levels, depth', async function () {
    if (!existsSync(PUBLIC_RUNS)) {
      console.log(`      ${PUBLIC_RUNS} is not here: nothing is compared with public runs.`);
      this.skip();
    }
    const publicRun = (run: string, qrels: string, printed: string, options = {}) => ({
      run: join(PUBLIC_RUNS, 'trec_eval', `${run}.run.gz`),
      qrels: join(PUBLIC_RUNS, qrels),
      printed: join(PUBLIC_RUNS, 'trec_eval', `${printed}.te10.txt.gz`),
      options,
    });
    let compared = 0;
    for (const each of [
      publicRun('cranfield.bm25', 'cranfield/qrels.trec', 'cranfield.bm25'),
      publicRun('cranfield.bm25', 'cranfield/qrels.graded.trec', 'cranfield.graded'),
      publicRun('cranfield.ties', 'cranfield/qrels.trec', 'cranfield.ties'),
      publicRun('medquad.bm25', 'medquad/qrels.trec', 'medquad.bm25'),
      publicRun('medquad.bm25', 'medquad/qrels.trec', 'medquad.l2', { relevanceLevel: 2 }),
      publicRun('medquad.bm25', 'medquad/qrels.trec', 'medquad.M10', { depth: 10 }),
    ])
      compared += await compare(each);
    assert.equal(compared, 94_062);
  });
});
