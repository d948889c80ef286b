import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { SourceTally } from '../../../src/core/mining/runReport.js';
import { type RecordShape, shapedRecords } from '../../../src/core/mining/shapedRecords.js';
import {
  detectorOutputOf,
  looksLikeDetectorOutput,
} from '../../../src/core/records/detectorOutput.js';
import {
  executorActionOf,
  looksLikeExecutorAction,
} from '../../../src/core/records/executorAction.js';
import {
  learningEventOf,
  looksLikeLearningEvent,
} from '../../../src/core/records/learningEvent.js';
import { looksLikeStagingEntry, stagingEntryOf } from '../../../src/core/records/stagingEntry.js';
import {
  looksLikeThreatVerdict,
  threatVerdictOf,
} from '../../../src/core/records/threatVerdict.js';
import { filesHolding } from '../support/memoryChunks.js';

const SHAPES = {
  executor: { looksLikeRecord: looksLikeExecutorAction, read: executorActionOf },
  learning: { looksLikeRecord: looksLikeLearningEvent, read: learningEventOf },
  threats: { looksLikeRecord: looksLikeThreatVerdict, read: threatVerdictOf },
  staging: { looksLikeRecord: looksLikeStagingEntry, read: stagingEntryOf },
  detector: { looksLikeRecord: looksLikeDetectorOutput, read: detectorOutputOf },
} as const;

interface Read<Shaped> {
  readonly records: Shaped[];
  readonly faults: (readonly [kind: string, line: number])[];
}

async function read<Shaped>(
  shape: RecordShape<Shaped>,
  content: string | Uint8Array,
  file = 'log.jsonl',
): Promise<Read<Shaped>> {
  const { signal } = new AbortController();
  const tally = new SourceTally(file);
  const records: Shaped[] = [];
  const context = { files: filesHolding(Buffer.from(content)), signal };
  for await (const record of shapedRecords(context, file, shape, tally)) records.push(record);
  assert.equal(tally.report.records, records.length);
  return { records, faults: tally.malformed.map(({ kind, line }) => [kind, line] as const) };
}

const ACTION =
  '{"stepId":"step-0001","action":"writeFile","args":{"path":"a.ts"},"ts":1792420800943}';
const UNDO =
  '{"stepId":"step-0002","action":"undo","args":{"stepId":"step-0001"},"ts":1792420801000}';

describe('executor actions', () => {
  it('are read from a journal, whatever is wrong around them', async () => {
    const torn = '{"stepId":"step-0003","action":"callLLM","args":{"mod';
    const journal = `\ufeff${ACTION}\r\n${ACTION}${UNDO}\nplain text\n{"action":7}\n${torn}`;
    const { records, faults } = await read(SHAPES.executor, journal);
    assert.deepEqual(
      records.map(({ step, action, time, position: { line, byteOffset, byteLength } }) => [
        [step, action, time],
        [line, byteOffset, byteLength],
      ]),
      [
        [
          ['step-0001', 'writeFile', 1792420800943],
          [1, 3, ACTION.length],
        ],
        [
          ['step-0001', 'writeFile', 1792420800943],
          [2, 5 + ACTION.length, ACTION.length],
        ],
        [
          ['step-0002', 'undo', 1792420801000],
          [2, 5 + 2 * ACTION.length, UNDO.length],
        ],
      ],
    );
    assert.deepEqual(records[2]?.args, { stepId: 'step-0001' });
    assert.deepEqual(faults, [
      ['byte-order-mark', 1],
      ['concatenated-records', 2],
      ['plain-text', 3],
      ['unknown-shape', 4],
      ['torn-record', 5],
    ]);
  });

  it('are read from files of one object, or of several that were run together', async () => {
    const file = 'userData/audit_1792420800943.json';
    const spread = JSON.stringify(JSON.parse(ACTION), null, 2).replaceAll('\n', '\r\n');
    for (const content of [ACTION, `\ufeff${ACTION}\r\n`, spread, `${spread}\n`]) {
      const { records } = await read(SHAPES.executor, content, file);
      assert.deepEqual(
        records.map(({ action, args }) => [action, args]),
        [['writeFile', { path: 'a.ts' }]],
      );
    }
    const several = await read(SHAPES.executor, `${ACTION}${UNDO}\n${ACTION.slice(0, 60)}`, file);
    assert.deepEqual(
      several.records.map(({ action }) => action),
      ['writeFile', 'undo'],
    );
    assert.deepEqual(several.faults, [['torn-record', 2]]);
    assert.deepEqual((await read(SHAPES.executor, '', file)).records, []);
  });

  it('take the time of their file where they carry none that can be one', async () => {
    for (const ts of ['', ',"ts":"soon"', ',"ts":1e300', ',"ts":null']) {
      const action = `{"action":"writeFile","args":{}${ts}}`;
      const timed = await read(SHAPES.executor, action, 'x/audit_1792420800943.json');
      assert.equal(timed.records[0]?.time, 1792420800943);
      const untimed = await read(SHAPES.executor, action, 'x/my_audit_1.json');
      assert.equal(untimed.records[0]?.time, undefined);
    }
  });

  it('are not found in the arguments of a torn one', async () => {
    const torn = '{"stepId":"s","action":"plan","args":{"steps":[{"action":"undo"}],"x';
    assert.deepEqual((await read(SHAPES.executor, torn)).records, []);
  });
});

describe('what the assistant learned', () => {
  it('is read with its time, and without what is missing or of another type', async () => {
    const { records, faults } = await read(
      SHAPES.learning,
      [
        '{"timestamp":"2026-09-04T06:33:53Z","type":"knowledge-added","file":"a.jsonl","question":"Q?"}',
        '{"timestamp":"yesterday","type":"kb-reload","file":3}',
        '{"type":"kb-prune"}',
      ].join('\n'),
    );
    assert.deepEqual(
      records.map(({ type, file, question, time }) => [type, file, question, time]),
      [
        ['knowledge-added', 'a.jsonl', 'Q?', Date.parse('2026-09-04T06:33:53Z')],
        ['kb-reload', undefined, undefined, undefined],
      ],
    );
    assert.deepEqual(faults, [['unknown-shape', 3]]);
  });
});

describe('verdicts on threats, and staged entries', () => {
  it('are read with scores and reasons', async () => {
    const threat = {
      timestamp: '2026-10-22T07:19:18Z',
      candidate_id: 'c',
      question: 'Q?',
      threat_score: 0.92,
      threat_reasons: ['pipes a download into a shell', 7],
      decision: 'quarantine',
    };
    const { records } = await read(SHAPES.threats, JSON.stringify(threat));
    const [{ position: _position, ...verdict } = { position: undefined }] = records;
    assert.deepEqual(verdict, {
      question: 'Q?',
      decision: 'quarantine',
      score: 0.92,
      reasons: ['pipes a download into a shell'],
      time: Date.parse(threat.timestamp),
    });
  });

  it('are read with question and answer under any name they go by', async () => {
    const lines = [
      { q: 'Q', a: 'A', status: 'approved', threats: [], threat_score: 0.1 },
      { question: 'Q', answer: 'A', status: 'rejected' },
      { q: 'Q', a: 'A' },
    ];
    const { records, faults } = await read(
      SHAPES.staging,
      lines.map((line) => JSON.stringify(line)).join('\n'),
    );
    assert.deepEqual(
      records.map(({ question, answer, status, score }) => [question, answer, status, score]),
      [
        ['Q', 'A', 'approved', 0.1],
        ['Q', 'A', 'rejected', undefined],
      ],
    );
    assert.deepEqual(faults, [['unknown-shape', 3]]);
  });

  it('have no score that could not be written again', async () => {
    const line = '{"q":"Q","a":"A","status":"approved","threat_score":1e999}';
    assert.equal((await read(SHAPES.staging, line)).records[0]?.score, undefined);
  });
});

describe('outputs of a detector', () => {
  const praise = { type: 'positive_feedback', confidence: 0.9, evidence: 'thanks' };

  it('become entries of the conversation log, in all three forms', async () => {
    const lines = [
      { signals: [praise], source: 'think', ts: 5, text: 'The answer.' },
      { ...praise, t: 6 },
      { role: 'signal', text: 'The answer.', meta: { signals: [praise] }, t: 7 },
      { role: 'user', text: 'No signal.', t: 8 },
    ];
    const { records, faults } = await read(
      SHAPES.detector,
      lines.map((line) => JSON.stringify(line)).join('\n'),
    );
    assert.deepEqual(
      records.map(({ role, text, time, meta }) => [role, text, time, meta['signals']]),
      [
        ['signal', 'The answer.', 5, [praise]],
        ['signal', '', 6, [{ ...praise, t: 6 }]],
        ['signal', 'The answer.', 7, [praise]],
      ],
    );
    assert.deepEqual(faults, [['unknown-shape', 4]]);
  });

  it('are not taken for lines where they stand in a torn one', async () => {
    const whole = JSON.stringify({ signals: [praise], source: 'think', t: 5 });
    const { records, faults } = await read(SHAPES.detector, whole.slice(0, -10));
    assert.deepEqual([records, faults], [[], [['torn-record', 1]]]);
  });
});

describe('every reader of the assistant’s logs', () => {
  it('takes any JSON, and loses no good record beside it', async () => {
    const good = {
      executor: ACTION,
      learning: '{"timestamp":"2026-09-04T06:33:53Z","type":"kb-reload"}',
      threats: '{"question":"Q?","decision":"auto_merge"}',
      staging: '{"q":"Q","a":"A","status":"approved"}',
      detector: '{"signals":[],"t":1}',
    } as const;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...(Object.keys(SHAPES) as (keyof typeof SHAPES)[])),
        fc.array(fc.oneof(fc.json(), fc.string()), { maxLength: 5 }),
        async (name, lines) => {
          const shape: RecordShape<unknown> = SHAPES[name];
          const around = lines.map((line) => line.replaceAll(/[\n{]/gu, ' '));
          const content = [...around, good[name], ...around].join('\n');
          const { records } = await read(shape, content);
          assert.equal(records.length, 1);
        },
      ),
    );
  });
});
