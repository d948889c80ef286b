import assert from 'node:assert/strict';
import { driftingSearches } from '../support/driftingSearches.js';
import { type CliResult, finished, startCli } from '../support/runCli.js';
import { contentsOf, temporaryWorkspace } from '../support/temporaryWorkspace.js';

const SLOW_MS = 240_000;

describe('codelumi monitor plots', function () {
  this.timeout(SLOW_MS);
  let root: string;
  const run = (...args: string[]): Promise<CliResult> =>
    finished(startCli(['monitor', 'plots', ...args], { cwd: root }));

  before(async () => {
    root = await temporaryWorkspace({
      'training/kb.jsonl': '{"id":"kb-1","q":"How is 1 done?","a":"So 1."}\n',
      'userData/kb_usage.jsonl': driftingSearches([{ hours: 60, around: 0.7 }], Date.now()),
    });
  });

  it('lists what the dashboard draws, and why not, and writes nothing', async () => {
    const before = await contentsOf(root);
    const { code, stdout } = await run();
    assert.equal(code, 0);
    assert.match(stdout, /^Answers\n {2}top-scores-own: How sure the reranker was/u);
    assert.match(stdout, / {2}latency-over-time: The assistant logs no latency\.\n/u);
    assert.match(stdout, /\nReview\n {2}candidates: No candidates have been mined\.\n/u);
    assert.deepEqual(Object.keys(await contentsOf(root)), Object.keys(before));
  });

  it('prints the table of one as CSV, with --json beside the plot', async () => {
    const { code, stdout } = await run('--csv', 'coverage-over-time');
    assert.equal(code, 0);
    assert.match(stdout, /^Day,With hits\r\n\d{4}-\d{2}-\d{2},1\r\n/u);
    const { plot, csv } = JSON.parse((await run('--csv', 'coverage-over-time', '--json')).stdout);
    assert.equal(csv, stdout);
    assert.equal(plot.x.labels.length, stdout.split('\r\n').length - 2);
    assert.equal(plot.sources[0][0].file, 'userData/kb_usage.jsonl');
  });

  it('says which plots there are where one is named that is not', async () => {
    const { code, stderr } = await run('--csv', 'nothing');
    assert.equal(code, 3);
    assert.match(stderr, /There is no plot "nothing"\. codelumi monitor plots lists them\./u);
  });
});
