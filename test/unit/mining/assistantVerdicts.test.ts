import assert from 'node:assert/strict';
import { isStaged, speaksAgainst } from '../../../src/core/mining/assistantVerdict.js';
import { AssistantVerdicts } from '../../../src/core/mining/assistantVerdicts.js';
import { extract } from '../../../src/core/mining/extract.js';
import { type Candidate, candidateSchema } from '../../../src/core/records/candidate.js';
import { provenanceHolds } from '../../../src/core/review/checkProvenance.js';
import { MemoryLog } from '../support/memoryLog.js';
import { planted, sampleWorkspace } from '../support/sampleWorkspace.js';
import { temporaryWorkspace, text } from '../support/temporaryWorkspace.js';
import { testContext } from '../support/testContext.js';

const Q = 'How do I reset the settings?';
const A =
  'Open the settings, go to Advanced, press Reset and confirm; your projects stay as they are.';

type Lines = readonly object[];

/** Verdicts from logs that hold these lines. */
async function verdictsFrom({
  staging = [],
  threats = [],
  learning = [],
}: {
  staging?: Lines;
  threats?: Lines;
  learning?: Lines;
}): Promise<AssistantVerdicts> {
  const jsonl = (lines: Lines) => lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  const root = await temporaryWorkspace({
    's.jsonl': jsonl(staging),
    't.jsonl': jsonl(threats),
    'l.jsonl': jsonl(learning),
  });
  const sources = { staging: ['s.jsonl'], threats: ['t.jsonl'], learning: ['l.jsonl'] };
  return AssistantVerdicts.read(testContext(root), sources);
}

function staged(status: string, more: object = {}): object {
  return { id: 's', q: Q, a: A, status, threats: [], timestamp: '2026-11-02T10:00:00Z', ...more };
}

describe('the assistant’s own verdicts', () => {
  it('name how the same pair ended in staging, and where that stands', async () => {
    const verdicts = await verdictsFrom({
      staging: [staged('quarantined', { threats: ['remote-script'], threat_score: 0.9 })],
    });
    const same = { query: `  ${Q.toUpperCase()}?`, assistant_output: A.replaceAll(' ', '\n') };
    const [verdict, ...others] = verdicts.about(same);
    assert.deepEqual(others, []);
    assert.deepEqual(
      { ...verdict, position: [verdict?.position.file, verdict?.position.line] },
      {
        log: 'staging',
        status: 'quarantined',
        at: '2026-11-02T10:00:00.000Z',
        threats: ['remote-script'],
        threat_score: 0.9,
        similarity: 1,
        position: ['s.jsonl', 1],
      },
    );
    assert.ok(verdict !== undefined && speaksAgainst(verdict));
  });

  it('name staged answers that are the same or nearly the same, whatever was asked', async () => {
    const verdicts = await verdictsFrom({ staging: [staged('rejected')] });
    const other = { query: 'Something else', assistant_output: A };
    assert.deepEqual(
      verdicts.about(other).map(({ similarity }) => similarity),
      [1],
    );
    const near = { query: Q, assistant_output: A.replace('stay', 'remain') };
    const [similarity = 0] = verdicts.about(near).map((verdict) => verdict.similarity);
    assert.ok(similarity >= 0.8 && similarity < 1, String(similarity));
    const upper = verdicts.about({ query: Q, assistant_output: A.toUpperCase() });
    assert.deepEqual(
      upper.map((verdict) => verdict.similarity),
      [0.999],
      'alike is not the same',
    );
    assert.deepEqual(verdicts.about({ query: Q, assistant_output: 'Quite another answer.' }), []);
    assert.deepEqual(verdicts.about({ query: Q, assistant_output: '' }), []);
  });

  it('are the last on a pair, by time and else by place', async () => {
    const status = async (...entries: object[]) => {
      const verdicts = await verdictsFrom({ staging: entries });
      return verdicts.about({ query: Q, assistant_output: A }).map((verdict) => verdict.status);
    };
    const [early, late] = ['2026-11-01T00:00:00Z', '2026-11-03T00:00:00Z'];
    assert.deepEqual(await status(staged('quarantined'), staged('approved')), ['approved']);
    assert.deepEqual(
      await status(
        staged('approved', { timestamp: late }),
        staged('quarantined', { timestamp: early }),
      ),
      ['approved'],
    );
    assert.deepEqual(
      await status(staged('approved'), staged('rejected', { timestamp: undefined })),
      ['rejected'],
    );
  });

  it('call staged only what was approved with the same answer', async () => {
    const isKnown = async (status: string, assistant_output: string) => {
      const verdicts = await verdictsFrom({ staging: [staged(status)] });
      return isStaged(verdicts.about({ query: Q, assistant_output }));
    };
    assert.equal(await isKnown('approved', A), true);
    assert.equal(await isKnown('approved', `${A}.`), true);
    assert.equal(await isKnown('approved', A.toUpperCase()), false);
    assert.equal(await isKnown('approved', A.replace('stay', 'remain')), false);
    assert.equal(await isKnown('rejected', A), false);
    assert.equal(isStaged(), false);
  });

  it('name threats and what was learned by question, in any of its words', async () => {
    const verdicts = await verdictsFrom({
      threats: [
        { question: Q, decision: 'auto_merge', timestamp: '2026-10-01T00:00:00Z' },
        {
          question: `${Q}  `,
          decision: 'quarantine',
          threat_score: 0.92,
          threat_reasons: ['instruction to the assistant'],
          timestamp: '2026-10-02T00:00:00Z',
        },
      ],
      learning: [
        {
          type: 'knowledge-added',
          question: Q,
          file: 'a.jsonl',
          timestamp: '2026-09-05T00:00:00Z',
        },
        {
          type: 'knowledge-added',
          question: Q,
          file: 'b.jsonl',
          timestamp: '2026-09-04T00:00:00Z',
        },
        { type: 'knowledge-added', question: Q, file: 'c.jsonl' },
        { type: 'kb-prune', question: Q, timestamp: '2026-09-01T00:00:00Z' },
      ],
    });
    const said = verdicts.about({ query: 'Resetting?', assistant_output: 'x' }, [Q.toLowerCase()]);
    assert.deepEqual(
      said.map(({ log, status, at, threat_score, kb_file }) => [
        [log, status, at],
        [threat_score, kb_file],
      ]),
      [
        [
          ['threats', 'quarantine', '2026-10-02T00:00:00.000Z'],
          [0.92, undefined],
        ],
        [
          ['learning', 'knowledge-added', '2026-09-04T00:00:00.000Z'],
          [undefined, 'b.jsonl'],
        ],
      ],
    );
    assert.deepEqual(verdicts.about({ query: 'Resetting?', assistant_output: 'x' }), []);
  });

  it('are few and short, the bad ones first, whatever the logs hold', async () => {
    const long = 'x'.repeat(10_000);
    const many = Array.from({ length: 50 }, (_, n) => staged('approved', { q: `${Q} ${n}` }));
    const bad = { threats: Array.from({ length: 500 }, () => long), threat_score: 1 };
    const verdicts = await verdictsFrom({
      staging: [...many, staged('quarantined', { ...bad, timestamp: 8.64e15 })],
    });
    const said = verdicts.about({ query: Q, assistant_output: A });
    assert.equal(said.length, 10);
    assert.deepEqual([said[0]?.status, said[0]?.at], ['quarantined', undefined]);
    assert.ok(JSON.stringify(said).length < 10_000);
  });

  it('come with a tally of each file, its faults counted', async () => {
    const root = await temporaryWorkspace({
      's.jsonl': `${JSON.stringify(staged('x'))}\n{"q":1}\n`,
    });
    const sources = { staging: ['s.jsonl'], threats: [], learning: [] };
    const { tallies } = await AssistantVerdicts.read(testContext(root), sources);
    assert.deepEqual(
      tallies.map(({ report }) => report),
      [{ file: 's.jsonl', records: 1, faults: { 'unknown-shape': 1 } }],
    );
  });
});

describe('extract, with the assistant’s own verdicts', () => {
  async function candidatesOf(root: string): Promise<Candidate[]> {
    const { file } = await extract({}, testContext(root));
    const lines = (await text(root, file).catch(() => '')).split('\n').filter(Boolean);
    return lines.map((line) => candidateSchema.parse(JSON.parse(line)));
  }

  it('names those on the sample’s poisoned pairs, and proves them', async () => {
    const root = await sampleWorkspace();
    const { report } = await extract({}, testContext(root));
    const read = report.sources.map(({ file, records }) => `${file} ${records}`);
    for (const file of ['userData/staging.jsonl 15', 'userData/security/validation.jsonl 30'])
      assert.ok(read.includes(file), file);
    assert.ok(read.includes('training/selflearn_audit.jsonl 44'));

    const candidates = (await text(root, 'candidates/2026-11-20.jsonl')).trim().split('\n');
    const warned = candidates
      .map((line): Candidate => candidateSchema.parse(JSON.parse(line)))
      .filter(({ metadata }) => metadata.assistant_verdicts?.some(speaksAgainst));
    const poisoned = (await planted()).positives.filter(({ label }) => label === 'poisoning');
    const answers = new Set(poisoned.map(({ answer }) => answer));
    assert.ok(warned.length >= 5);
    for (const { query, assistant_output, metadata } of warned) {
      assert.ok(answers.has(assistant_output), query);
      for (const { line } of metadata.assistant_verdicts ?? [])
        assert.ok(await provenanceHolds(testContext(root).files, line));
    }
  });

  it('makes no copy of what the assistant approved itself, and says that it was known', async () => {
    const log = new MemoryLog().user(Q).assistant(A).button('up').toString();
    const files = { 'userData/lumi_memory.jsonl': log };
    assert.equal((await candidatesOf(await temporaryWorkspace(files))).length, 1);
    const entry = (status: string) => `${JSON.stringify(staged(status))}\n`;
    const approved = await temporaryWorkspace({
      ...files,
      'userData/staging.jsonl': entry('approved'),
    });
    const { report } = await extract({}, testContext(approved));
    assert.deepEqual([report.candidates.added, report.candidates.in_staging], [0, 1]);
    const rejected = await temporaryWorkspace({
      ...files,
      'userData/staging.jsonl': entry('rejected'),
    });
    const [candidate] = await candidatesOf(rejected);
    assert.deepEqual(
      candidate?.metadata.assistant_verdicts?.map(({ status }) => status),
      ['rejected'],
    );
  });
});
