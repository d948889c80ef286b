import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  coverageGaps,
  readLoggedFigures,
} from '../../../../src/core/monitoring/workspace/loggedFigures.js';
import { MeasureMemory } from '../../../../src/core/monitoring/workspace/measureMemory.js';
import { configSchema } from '../../../../src/core/workspace/configSchema.js';
import { untrusted } from '../../../../src/node/nodeContext.js';
import { temporaryWorkspace } from '../../support/temporaryWorkspace.js';
import { testContext } from '../../support/testContext.js';

const config = configSchema.parse({});

async function figuresOf(memory: string, uses: string) {
  const root = await temporaryWorkspace({
    'userData/lumi_memory.jsonl': memory,
    'userData/kb_usage.jsonl': uses,
  });
  return readLoggedFigures(untrusted(testContext(root)), config, new MeasureMemory());
}

function place(file: string, line: number) {
  return { file, line, byteOffset: line * 10, byteLength: 9 };
}

describe('what is measured of logs', () => {
  it('is never more questions than records, however messy the logs are', async () => {
    const text = fc.constantFrom('How is it begun?', 'Where is it?', 'thanks!', '');
    const t = fc.option(fc.nat(9_000_000_000), { nil: undefined });
    const role = fc.constantFrom('user', 'assistant', 'lumi', 'kb_used', 'system', 'signal');
    const entry = fc.record({ role, text, t }).map((each) => JSON.stringify(each));
    const use = fc
      .record({ ts: fc.nat(9_000_000_000), query: text, hits: fc.constant([]) })
      .map((each) => JSON.stringify(each));
    const damage = fc.constantFrom('{"role":"user","te', 'User: hello', '', '\u0000', '[]', '}{');
    const end = fc.constantFrom('\n', '\r\n', '');
    const log = (record: fc.Arbitrary<string>) =>
      fc
        .array(fc.tuple(fc.oneof({ weight: 4, arbitrary: record }, damage), end), { maxLength: 12 })
        .map((lines) => lines.flat().join(''));
    await fc.assert(
      fc.asyncProperty(log(entry), log(use), async (memory, uses) => {
        const { entries, asked } = await figuresOf(memory, uses);
        assert.ok(asked <= entries, `${asked} of ${entries}`);
      }),
      { numRuns: 60 },
    );
  });

  it('counts a question and the search for it once, and a search by itself', async () => {
    const t = Date.parse('2026-03-01T10:00:00Z');
    const search = (query: string, ts: number) =>
      `${JSON.stringify({ ts, query, source: 'kbFirst', hits: [] })}\n`;
    const turns = [
      { role: 'user', text: 'How is it begun?', t },
      { role: 'assistant', text: 'Open the menu, and confirm it.', t: t + 2_000 },
    ];
    const { entries, asked } = await figuresOf(
      turns.map((turn) => `${JSON.stringify(turn)}\n`).join(''),
      search('How is it begun?', t + 1_000) + search('Where is it?', t + 3_600_000),
    );
    assert.deepEqual([entries, asked], [4, 2]);
  });
});

describe('gaps', () => {
  it('are told by stretches of lines, and by the candidates with one of these lines', () => {
    const [log, other] = ['userData/kb_usage.jsonl', 'userData/lumi_memory.jsonl'];
    const misses = [place(log, 9), place(log, 4), place(other, 5), place(log, 5)];
    const candidates = [
      { id: 'candidate-20260301-0002', lines: [`${log}:4`, `${other}:5`] },
      { id: 'candidate-20260301-0001', lines: [`${log}:9`] },
      { id: 'candidate-20260301-0003', lines: [`${other}:4`] },
    ];
    assert.deepEqual(coverageGaps({ gaps: [misses] }, candidates), [
      {
        searches: 4,
        sources: [
          { file: log, first: 4, last: 5 },
          { file: log, first: 9, last: 9 },
          { file: other, first: 5, last: 5 },
        ],
        candidates: ['candidate-20260301-0001', 'candidate-20260301-0002'],
      },
    ]);
  });

  it('are told of up to 60 stretches, and counted in full', () => {
    const misses = Array.from({ length: 500 }, (_, at) => place('a.jsonl', at * 2 + 1));
    const [gap] = coverageGaps({ gaps: [misses] }, []);
    assert.deepEqual([gap?.searches, gap?.sources.length, gap?.candidates], [500, 60, []]);
  });
});
