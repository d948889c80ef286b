import assert from 'node:assert/strict';
import { type Explanation, explain } from '../../../src/core/mining/explain.js';
import { extract } from '../../../src/core/mining/extract.js';
import { planted, sampleWorkspace } from '../support/sampleWorkspace.js';
import { testContext } from '../support/testContext.js';

const LOG = 'userData/lumi_memory.jsonl';

describe('explain', () => {
  let why: (line: number, file?: string) => Promise<Explanation>;
  let root: string;

  before(async () => {
    root = await sampleWorkspace();
    await extract({}, testContext(root));
    why = (line, file = LOG) => explain({ place: `${file}:${line}` }, testContext(root));
  });

  async function lineOf(kind: string): Promise<number> {
    const item = (await planted()).items.find((each) => each.kind === kind && each.file === LOG);
    return item?.line ?? 0;
  }

  it('tells what became of a line that proves a candidate', async () => {
    const { candidates, verdicts, would_become } = await why(await lineOf('repeated-accepted-hit'));
    assert.equal(candidates.length, 1);
    assert.equal(would_become.length, 1);
    assert.ok(
      verdicts.some(({ rule, outcome }) => rule === 'R2-repeated-hit' && outcome === 'candidate'),
    );
  });

  it('tells why not, with figures and thresholds', async () => {
    const weak = await why(await lineOf('weak-signal'));
    assert.deepEqual(weak.candidates, []);
    assert.ok(
      weak.verdicts.some(
        ({ outcome, detail }) => outcome === 'weak-signal' && /own text/u.test(detail),
      ),
    );
    const rejected = await why(await lineOf('repeated-rejected-hit'));
    const verdict = rejected.verdicts.find(({ rule }) => rule === 'R2-repeated-hit');
    assert.match(
      verdict?.detail ?? '',
      /^kb-18 was the best hit of \d+ distinct queries \(3 asked for\)/u,
    );
    assert.notEqual(verdict?.outcome, 'candidate');
  });

  it('tells of damage, and of lines that no rule has a use for', async () => {
    const { faults } = await why(await lineOf('malformed:torn-middle'));
    assert.ok(faults.some((fault) => fault.includes('breaks off')));
    assert.deepEqual((await why(await lineOf('unknown-role'))).verdicts, []);
    await assert.rejects(
      why(999_999),
      /There is no line 999999 in this file .*It has \d+ lines\.$/u,
    );
  });

  it('explains every line of the log one way or another, and never fails', async () => {
    for (const line of [1, 5, 77, 400, 1_234, 2_045]) await why(line);
    for (const line of [1, 100, 827]) await why(line, 'userData/kb_usage.jsonl');
  }).timeout(60_000);

  it('wants a line of a log', async () => {
    for (const place of ['here', `${LOG}:0`, LOG, 'training/handbook.json:1', '../x:1']) {
      await assert.rejects(
        explain({ place }, testContext(root)),
        /names no line|not mined from/u,
        place,
      );
    }
  });
});
