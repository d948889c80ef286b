import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { explain } from '../../../src/core/mining/explain.js';
import {
  explainLines,
  explanationVersion,
  isExplained,
} from '../../../src/core/mining/explainLines.js';
import { extract } from '../../../src/core/mining/extract.js';
import {
  explanationAt,
  type LineExplanations,
  LineExplanationsBuilder,
} from '../../../src/core/mining/lineExplanations.js';
import { configSchema } from '../../../src/core/workspace/configSchema.js';
import { MemoryLog } from '../support/memoryLog.js';
import { planted, sampleWorkspace } from '../support/sampleWorkspace.js';
import { put, temporaryWorkspace } from '../support/temporaryWorkspace.js';
import { testContext } from '../support/testContext.js';

const LOG = 'userData/lumi_memory.jsonl';
const USAGE = 'userData/kb_usage.jsonl';

describe('explainLines', () => {
  let root: string;
  let explanations: LineExplanations;

  before(async () => {
    root = await sampleWorkspace();
    await extract({}, testContext(root));
    // As it comes from the worker.
    explanations = structuredClone(await explainLines({}, testContext(root)));
  });

  it('says of each line what explain says of it', async () => {
    const { items } = await planted();
    const kinds = ['weak-signal', 'repeated-accepted-hit', 'malformed:torn-middle', 'unknown-role'];
    const lines = kinds.map((kind) =>
      items.find((each) => each.kind === kind && each.file === LOG),
    );
    const places = [
      ...lines.map((item) => [LOG, item?.line ?? 0] as const),
      ...[1, 77, 2_045].map((line) => [LOG, line] as const),
      ...[1, 100, 827].map((line) => [USAGE, line] as const),
    ];
    for (const [file, line] of places) {
      const alone = await explain({ place: `${file}:${line}` }, testContext(root));
      assert.deepEqual(explanationAt(explanations, file, line), alone, `${file}:${line}`);
    }
  }).timeout(60_000);

  it('masks what is private in the question of a candidate', async () => {
    const address = ['ada', 'acme.dev'].join('@');
    const other = await temporaryWorkspace();
    const log = new MemoryLog()
      .user(`Whom do I ask about ${address}, please?`)
      .assistant('A long enough answer, which is what you wanted to know in the end.')
      .button('up');
    await put(other, LOG, log.toString());
    const known = await explainLines({}, testContext(other));
    const explanation = explanationAt(known, LOG, 1);
    assert.match(explanation?.would_become[0] ?? '', /^Whom do I ask about \[/u);
    assert.deepEqual(explanation, await explain({ place: `${LOG}:1` }, testContext(other)));
  });

  it('has something to say of most lines, and says all of it', () => {
    assert.equal(explanations.isPartial, false);
    const [memory, usage] = explanations.logs;
    assert.ok((memory?.lines.length ?? 0) > 500 && (usage?.lines.length ?? 0) > 500);
    assert.equal(explanationAt(explanations, 'training/handbook.json', 1), undefined);
  });

  it('is for logs that candidates are mined from, where they are files', () => {
    const config = configSchema.parse({ sources: { memory: ['a.jsonl', 'logs/*.jsonl'] } });
    for (const file of ['a.jsonl', 'logs/b.jsonl', USAGE, 'userData/audit_1.json'])
      assert.equal(isExplained(config, file), true, file);
    for (const file of [LOG, 'logs/b.txt', 'userData/staging.jsonl', 'package.json'])
      assert.equal(isExplained(config, file), false, file);
    const { sources } = config;
    const clickhouse = { url: 'http://localhost:8123', database: 'logs', table: 'lines' };
    const central = configSchema.parse({ sources: { ...sources, clickhouse } });
    assert.equal(isExplained(central, 'a.jsonl'), false);
  });

  it('is of a version that changes with logs, settings and candidates', async () => {
    const context = testContext(root);
    const before = await explanationVersion(context);
    assert.equal(await explanationVersion(context), before);
    const seen = new Set([before]);
    await writeFile(join(root, LOG), `${await readFile(join(root, LOG), 'utf8')}\n`);
    seen.add(await explanationVersion(context));
    await put(root, '.codelumi/config.json', '{}');
    seen.add(await explanationVersion(context));
    await put(root, 'candidates/2020-01-01.jsonl', '\n');
    seen.add(await explanationVersion(context));
    assert.equal(seen.size, 4);
  });
});

describe('packed explanations', () => {
  const file = 'log.jsonl';
  const at = (line: number) => ({ file, line });

  it('keep what is about many lines once', () => {
    const builder = new LineExplanationsBuilder([file]);
    const verdict = { rule: 'R1', outcome: 'candidate', detail: 'Because.' };
    const lines = Array.from({ length: 1_000 }, (_, index) => at(1_000 - index));
    builder.add({ kind: 'verdict', ...verdict }, lines);
    builder.add({ kind: 'fault', message: 'torn' }, [at(7), at(7), { file: 'other', line: 8 }]);
    const packed = builder.explanations();
    assert.ok(packed.text.length < 200);
    assert.deepEqual(explanationAt(packed, file, 7)?.verdicts, [verdict]);
    assert.deepEqual(explanationAt(packed, file, 7)?.faults, ['torn']);
    assert.deepEqual(explanationAt(packed, file, 8)?.faults, []);
    assert.deepEqual(explanationAt(packed, file, 1_001)?.verdicts, []);
  });

  it('stay below their limit, and say that something is missing', () => {
    const builder = new LineExplanationsBuilder([file], 1_000);
    for (let line = 1; line <= 100; line += 1) {
      builder.add({ kind: 'becomes', query: `Question ${line}? ${'x'.repeat(10_000)}` }, [
        at(line),
      ]);
    }
    const packed = builder.explanations();
    assert.ok(packed.isPartial && packed.text.length <= 1_000);
    assert.match(explanationAt(packed, file, 1)?.would_become[0] ?? '', /^Question 1\?/u);
    assert.deepEqual(explanationAt(packed, file, 100)?.would_become, []);
  });
});
