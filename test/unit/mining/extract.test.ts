import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { JobCancelled } from '../../../src/core/errors.js';
import { extract } from '../../../src/core/mining/extract.js';
import { type Candidate, candidateSchema } from '../../../src/core/records/candidate.js';
import { answerKey } from '../../../src/core/records/fingerprint.js';
import { queryKey } from '../../../src/core/retrieval/queryText.js';
import { MemoryLog } from '../support/memoryLog.js';
import { type PlantedPositive, planted, sampleWorkspace } from '../support/sampleWorkspace.js';
import { contentsOf, put, temporaryWorkspace, text } from '../support/temporaryWorkspace.js';
import { testContext } from '../support/testContext.js';

const LOG = 'userData/lumi_memory.jsonl';

/** Question and variants: everything a candidate answers. */
function textsOf({ query, metadata }: Candidate): string[] {
  return [query, ...(metadata.variants ?? [])];
}

function key(text: string): string {
  return queryKey(text);
}

function ruleOf({ evidence }: Candidate, rule: string): boolean {
  return evidence.some((each) => each.rule.startsWith(rule));
}

async function candidatesIn(root: string, file: string): Promise<Candidate[]> {
  return (await text(root, file))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('extract, on the sample workspace', () => {
  let root: string;
  let candidates: Candidate[];

  before(async () => {
    root = await sampleWorkspace();
    const { file } = await extract({}, testContext(root));
    candidates = await candidatesIn(root, file);
  });

  it('finds exactly the pairs that were planted with positive feedback', async () => {
    const { positives } = await planted();
    const log = (await readFile(join(root, LOG))).toString('latin1').split('\n');
    const liked = positives
      .filter(({ cancelledBy }) => cancelledBy === undefined)
      // The list has this pair with its mojibake mended; the log has it broken, and so do we.
      .filter(({ label }) => label !== 'mojibake');
    const answered = candidates.filter((candidate) => ruleOf(candidate, 'R1'));
    const asked = new Set(answered.flatMap(textsOf).map(key));
    assert.deepEqual(
      liked.filter(({ question }) => !asked.has(key(question))),
      [],
    );
    // And nothing else: each signal that proves one is about a pair of the list.
    const holders = ({ question, answer }: PlantedPositive) =>
      answered.filter(
        (candidate) =>
          answerKey(candidate.assistant_output) === answerKey(answer) &&
          textsOf(candidate).some((text) => key(text) === key(question)),
      );
    for (const pair of liked) assert.equal(holders(pair).length, 1, pair.question);
    const questions = new Set(positives.map(({ question }) => key(question)));
    for (const candidate of answered) {
      assert.ok(
        textsOf(candidate).some((text) => questions.has(key(text))),
        candidate.query,
      );
      for (const { line, part } of candidate.provenance) {
        if (part === 'signal') assert.match(log[line - 1] ?? '', /"role":"(?:signal|user)"/u);
      }
    }
  });

  it('finds every planted hit that was used and accepted again and again, and none else', async () => {
    const { items } = await planted();
    const expected = new Set(
      items.filter(({ kind }) => kind === 'repeated-accepted-hit').map(({ ref }) => ref),
    );
    const found = candidates.filter((candidate) => ruleOf(candidate, 'R2'));
    assert.deepEqual(new Set(found.map(({ metadata }) => metadata.kb_id)), expected);
    assert.equal(found.length, expected.size);
  });

  it('finds every planted statement that bears on many queries, and none else', async () => {
    const { items } = await planted();
    const expected = items
      .filter(({ kind }) => kind === 'frequent-memory')
      .map(({ value }) => value ?? '');
    const found = candidates.filter((candidate) => ruleOf(candidate, 'R3'));
    assert.deepEqual(found.map(({ assistant_output }) => assistant_output).sort(), expected.sort());
  });

  it('finds every planted gap once, and none else, as questions without an answer', async () => {
    const { items } = await planted();
    const topics = new Map(
      items
        .filter(({ kind }) => kind === 'gap')
        .map(({ value, group }) => [key(value ?? ''), group]),
    );
    const found = candidates.filter((candidate) => ruleOf(candidate, 'R4'));
    const about = found.map((candidate) => {
      const groups = textsOf(candidate).map((text) => topics.get(key(text)));
      const [group] = groups.filter((each) => each !== undefined);
      const share = groups.filter((each) => each === group).length / groups.length;
      assert.ok(group !== undefined && share >= 0.6, `${candidate.query}: ${groups}`);
      assert.deepEqual(
        [candidate.assistant_output, candidate.metadata.gap, candidate.status],
        ['', true, 'flagged'],
      );
      return group;
    });
    assert.deepEqual(about.toSorted(), [...new Set(topics.values())].toSorted());
  });

  it('joins repeats, near-duplicates and the pushed one into one candidate each', () => {
    const answers = candidates
      .map(({ assistant_output }) => assistant_output.toLowerCase().trim())
      .filter(Boolean);
    assert.equal(new Set(answers).size, answers.length);
    assert.ok(candidates.every(({ metadata }) => (metadata.corroboration?.sessions ?? 0) > 0));
  });

  it('proves every candidate to the byte', async () => {
    const log = await readFile(join(root, LOG));
    const memoryLines = candidates.map(({ provenance }) =>
      provenance.filter(({ file }) => file === LOG),
    );
    for (const provenance of memoryLines) {
      assert.ok(provenance.length > 0);
      for (const { byte_offset, byte_length, sha256, line } of provenance) {
        const bytes = log.subarray(byte_offset, byte_offset + byte_length);
        assert.equal(createHash('sha256').update(bytes).digest('hex'), sha256);
        assert.equal(log.subarray(0, byte_offset).toString('latin1').split('\n').length, line);
      }
    }
  });

  it('writes what its schema promises, keys in the contract’s order', () => {
    for (const candidate of candidates) candidateSchema.parse(candidate);
    const contract = [
      'id',
      'source',
      'timestamp',
      'query',
      'assistant_output',
      'user_feedback',
      'confidence_metrics',
      'author',
    ];
    assert.deepEqual(Object.keys(candidates[0] ?? {}).slice(0, 8), contract);
    assert.equal(new Set(candidates.map(({ id }) => id)).size, candidates.length);
  });

  it('flags planted e-mail addresses and rejects planted short answers', async () => {
    const { items, positives } = await planted();
    const short = new Set(
      positives.filter(({ label }) => label === 'short').map(({ answer }) => answer),
    );
    const rejected = candidates.filter(({ status }) => status === 'rejected');
    assert.deepEqual(new Set(rejected.map(({ assistant_output }) => assistant_output)), short);
    const mails = items
      .filter(({ kind, file }) => kind === 'pii-email' && file === LOG)
      .map(({ value }) => value ?? '');
    for (const candidate of candidates) {
      const holdsOne = mails.some((mail) =>
        `${candidate.query}\n${candidate.assistant_output}`.includes(mail),
      );
      assert.equal(
        candidate.findings.some(({ rule }) => rule === 'email-address'),
        holdsOne,
        candidate.id,
      );
    }
  });

  it('reads every record and reports every planted fault', async () => {
    const { summary, items } = await planted();
    const report = JSON.parse(await text(root, 'candidates/2026-11-20.report.json')).runs[0];
    const memory = report.sources.find(({ file }: { file: string }) => file === LOG);
    assert.equal(memory.records, summary.memory.records + memory.faults['plain-text']);
    const kbRecords = report.sources
      .filter(({ file }: { file: string }) => /^training\/(?!selflearn)/u.test(file))
      .reduce((sum: number, { records }: { records: number }) => sum + records, 0);
    assert.equal(kbRecords, summary.kb.entries);
    const reported = new Set(
      report.malformed.map(({ line, file }: { line: number; file: string }) => `${file}:${line}`),
    );
    const ours = items.filter(({ kind, file }) => kind.startsWith('malformed:') && file === LOG);
    // A long line and a blank one are no faults: they are read as they are.
    const faults = ours.filter(
      ({ kind }) => !['malformed:oversize', 'malformed:blank'].includes(kind),
    );
    assert.ok(faults.length > 20);
    assert.deepEqual(
      faults.filter(({ file, line }) => !reported.has(`${file}:${line}`)),
      [],
    );
  });

  it('adds nothing and touches nothing the second time', async () => {
    const before = await contentsOf(root);
    const { report } = await extract({}, testContext(root, '2026-11-21T10:00:00.000Z'));
    assert.equal(report.candidates.added, 0);
    assert.equal(report.candidates.already_known, candidates.length);
    assert.deepEqual(await contentsOf(root), before);
  });

  it('leaves the logs and the knowledge base alone', async () => {
    for (const file of [LOG, 'training/lumi_knowledge.json']) {
      assert.deepEqual(await readFile(join(root, file)), await readFile(file));
    }
  });
});

describe('extract', () => {
  const one = new MemoryLog()
    .user('Question one?')
    .assistant('A long enough answer to the first question, truly.')
    .button('up');
  const two = new MemoryLog()
    .pause(5_000)
    .user('Question two?')
    .assistant('A long enough answer to the second question, truly.')
    .button('up');

  it('numbers on within a day and keeps earlier lines byte for byte', async () => {
    const root = await temporaryWorkspace({ [LOG]: one.toString() });
    await extract({}, testContext(root));
    const first = await text(root, 'candidates/2026-11-20.jsonl');
    await put(root, 'candidates/2026-11-20.jsonl', `${first}not json, but somebody wrote it`);
    await appendFile(join(root, LOG), two.toString());
    await extract({}, testContext(root));
    const second = await text(root, 'candidates/2026-11-20.jsonl');
    assert.ok(second.startsWith(`${first}not json, but somebody wrote it\n`));
    assert.match(second, /"candidate-20261120-0002".*Question two/u);
    assert.equal(JSON.parse(await text(root, 'candidates/2026-11-20.report.json')).runs.length, 2);
  });

  it('knows candidates of earlier days', async () => {
    const root = await temporaryWorkspace({ [LOG]: one.toString() });
    await extract({}, testContext(root));
    await appendFile(join(root, LOG), two.toString());
    const { report, file } = await extract({}, testContext(root, '2026-11-21T08:00:00.000Z'));
    assert.equal(report.candidates.added, 1);
    assert.equal((await candidatesIn(root, file))[0]?.id, 'candidate-20261121-0001');
  });

  it('works without a knowledge base, and on an empty log', async () => {
    const root = await temporaryWorkspace({ [LOG]: '' });
    const { report } = await extract({}, testContext(root));
    assert.equal(report.candidates.mined, 0);
    assert.deepEqual(
      Object.keys(await contentsOf(root)).filter((path) => !path.startsWith('.codelumi')),
      [LOG],
    );
  });

  it('gives the question a score against the knowledge base, and names the nearest entry', async () => {
    const kb = [
      { id: 'kb-1', q: 'Question one, explained?', a: 'It is.' },
      { q: 'Unrelated', a: 'Other words.' },
    ];
    const root = await temporaryWorkspace({
      [LOG]: one.toString(),
      'training/kb.json': JSON.stringify(kb),
    });
    const { file } = await extract({}, testContext(root));
    const [candidate] = await candidatesIn(root, file);
    assert.equal(candidate?.metadata.nearest_kb?.id, 'kb-1');
    assert.ok((candidate?.confidence_metrics.bm25 ?? 0) > 0);
  });

  it('stops when it is asked to, without a trace', async () => {
    const root = await temporaryWorkspace({ [LOG]: one.toString() });
    const cancel = new AbortController();
    cancel.abort();
    await assert.rejects(
      extract({}, { ...testContext(root), signal: cancel.signal }),
      JobCancelled,
    );
    assert.deepEqual(Object.keys(await contentsOf(root)), [LOG]);
  });
});
