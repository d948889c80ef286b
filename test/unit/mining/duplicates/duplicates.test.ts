import assert from 'node:assert/strict';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobContext } from '../../../../src/core/job.js';
import { extract } from '../../../../src/core/mining/extract.js';
import type { RunReport } from '../../../../src/core/mining/runReport.js';
import type { Files } from '../../../../src/core/ports/files.js';
import type { Candidate } from '../../../../src/core/records/candidate.js';
import { checklistOf } from '../../../../src/core/records/decision.js';
import { type DecisionRequest, decide, readReview } from '../../../../src/core/review/decide.js';
import { MemoryLog } from '../../support/memoryLog.js';
import { temporaryWorkspace, text } from '../../support/temporaryWorkspace.js';
import { tickingContext } from '../../support/testContext.js';

const LOG = 'userData/lumi_memory.jsonl';
const DAY = '2026-11-20';
const FIRST = 'candidate-20261120-0001';
const REVIEWER = { name: 'Ada', email: '' };
const ALL = checklistOf(['factual', 'cited', 'no_pii', 'clear']);

const QUESTION = 'How do I watch files while I test?';
const WORDS =
  'Start the test runner with the watch flag, keep the terminal open beside the editor, and press a to run all tests again';
const ANSWER = `${WORDS}.`;
/** The same but for two words of 22: Jaccard similarity 20 / 22 or more. */
const REWORDED = `${WORDS.replace('editor', 'window')}.`;
const OTHER =
  'Put a file called mocharc beside the manifest and list there every option that you need.';

/** A workspace with a log that grows, and a reviewer. */
class Bench {
  readonly root: string;
  readonly context: JobContext;
  #log = new MemoryLog();
  #written = 0;

  private constructor(root: string) {
    this.root = root;
    this.context = tickingContext(root);
  }

  static async open(files: Record<string, string> = {}): Promise<Bench> {
    return new Bench(await temporaryWorkspace({ [LOG]: '', ...files }));
  }

  /** Somebody asks, is answered and is glad, in so many conversations. */
  async praised(answer: string, times = 1, question = QUESTION): Promise<void> {
    for (let time = 0; time < times; time += 1)
      this.#log.pause(100).user(question).assistant(answer).button('up');
    await this.#write();
  }

  /** Somebody asks and is told that nobody knows, in so many conversations. */
  async unanswered(times: number, from = 0): Promise<void> {
    for (let time = from; time < from + times; time += 1)
      this.#log
        .pause(100)
        .user(`Which proxy port does workspace ${time} use for proxy sync?`)
        .assistant('I do not know.');
    await this.#write();
  }

  async #write(): Promise<void> {
    const lines = this.#log.toString();
    await appendFile(join(this.root, LOG), lines.slice(this.#written));
    this.#written = lines.length;
  }

  async extract(): Promise<RunReport['candidates']> {
    return (await extract({}, this.context)).report.candidates;
  }

  async candidates(): Promise<Candidate[]> {
    const lines = (await text(this.root, `candidates/${DAY}.jsonl`)).trim().split('\n');
    return lines.map((line): Candidate => JSON.parse(line));
  }

  async decide(wish: Partial<DecisionRequest> & Pick<DecisionRequest, 'action'>, id = FIRST) {
    const { state } = await readReview(this.context, id);
    const { fingerprint, lastHash: on } = state;
    const request = { candidate: id, reviewer: REVIEWER, fingerprint, on, checklist: ALL };
    return decide(this.context, { ...request, ...wish });
  }
}

describe('a rejected candidate', () => {
  it('does not come back with another question, nor with an answer that is nearly the same', async () => {
    const bench = await Bench.open();
    await bench.praised(ANSWER);
    await bench.extract();
    await bench.decide({ action: 'reject', reason: 'wrong' });
    await bench.praised(ANSWER, 1, 'Can the tests start by themselves?');
    await bench.praised(REWORDED);
    const report = await bench.extract();
    assert.equal(report.added, 0);
    assert.equal(report.held_back, 2);
    assert.deepEqual(
      report.rejected_again.map(({ candidate, similarity, new_sessions }) => [
        candidate,
        similarity,
        new_sessions,
      ]),
      [
        [FIRST, 1, 1],
        [FIRST, 0.905, 1],
      ],
    );
  });

  it('comes back once five new conversations speak for it, and says so', async () => {
    const bench = await Bench.open();
    await bench.praised(ANSWER, 2);
    await bench.extract();
    const rejected = await bench.decide({ action: 'reject' });
    await bench.praised(ANSWER, 4);
    assert.equal((await bench.extract()).held_back, 1);
    await bench.praised(ANSWER);
    const report = await bench.extract();
    assert.deepEqual([report.added, report.returned, report.held_back], [1, 1, 0]);
    const [, back] = await bench.candidates();
    assert.deepEqual(back?.metadata.returns, {
      candidate: FIRST,
      decision: rejected.state.lastHash,
      new_sessions: 5,
    });
    assert.deepEqual(back?.metadata.corroboration?.sessions, 7);
    assert.deepEqual(back?.metadata.near_duplicates, [
      { id: FIRST, similarity: 1, where: 'candidate', state: 'rejected' },
    ]);
    assert.deepEqual((await bench.extract()).already_known, 1, 'it waits for its reviewer');
    await bench.decide({ action: 'reject' }, 'candidate-20261120-0002');
    await bench.praised(ANSWER, 4);
    assert.equal((await bench.extract()).held_back, 1, 'what was known then counts no more');
    await bench.praised(ANSWER);
    assert.equal((await bench.extract()).returned, 1);
  });

  it('lets a near-duplicate through when enough conversations speak for that', async () => {
    const bench = await Bench.open({
      '.codelumi/config.json': JSON.stringify({ mining: { returnAfter: { sessions: 2 } } }),
    });
    await bench.praised(ANSWER);
    await bench.extract();
    await bench.decide({ action: 'reject' });
    await bench.praised(REWORDED, 2);
    assert.equal((await bench.extract()).returned, 1);
    assert.equal((await bench.candidates())[1]?.metadata.returns?.candidate, FIRST);
  });

  it('does not hold back an answer that is really different', async () => {
    const bench = await Bench.open();
    await bench.praised(ANSWER);
    await bench.extract();
    await bench.decide({ action: 'reject' });
    await bench.praised(OTHER);
    const report = await bench.extract();
    assert.deepEqual([report.added, report.returned, report.held_back], [1, 0, 0]);
  });

  it('holds nothing back any more once it is taken up again', async () => {
    const bench = await Bench.open();
    await bench.praised(ANSWER);
    await bench.extract();
    await bench.decide({ action: 'reject' });
    await bench.decide({ action: 'reopen' });
    await bench.praised(REWORDED);
    assert.equal((await bench.extract()).added, 1);
    assert.deepEqual((await bench.candidates())[1]?.metadata.near_duplicates, [
      { id: FIRST, similarity: 0.905, where: 'candidate', state: 'pending' },
    ]);
  });
});

describe('a known candidate', () => {
  it('makes no second one of more evidence; the report tells how much came', async () => {
    const bench = await Bench.open();
    await bench.praised(ANSWER, 2);
    await bench.extract();
    assert.deepEqual((await bench.extract()).new_evidence, []);
    await bench.praised(ANSWER, 3);
    const report = await bench.extract();
    assert.deepEqual([report.added, report.already_known, report.with_new_evidence], [0, 1, 1]);
    assert.deepEqual(report.new_evidence, [{ candidate: FIRST, new_sessions: 3 }]);
  });

  it('is known by the text it was edited to as well as by its own', async () => {
    const bench = await Bench.open();
    await bench.praised(ANSWER);
    await bench.extract();
    const after = { query: 'How are tests watched?', assistant_output: OTHER };
    await bench.decide({ action: 'edit', after });
    await bench.decide({ action: 'accept' });
    await bench.praised(OTHER, 1, 'What is mocharc?');
    await bench.praised(ANSWER);
    const report = await bench.extract();
    assert.deepEqual([report.mined, report.added, report.already_known], [2, 0, 2]);
  });

  it('that only screening rejected holds back nothing but copies', async () => {
    const minimum = { screening: { minimumAnswerCharacters: 5_000 } };
    const bench = await Bench.open({ '.codelumi/config.json': JSON.stringify(minimum) });
    await bench.praised(ANSWER);
    await bench.extract();
    await bench.praised(REWORDED);
    await bench.praised(ANSWER);
    const report = await bench.extract();
    assert.deepEqual([report.added, report.held_back, report.already_known], [1, 0, 1]);
    assert.equal((await bench.candidates())[1]?.metadata.near_duplicates?.[0]?.state, 'rejected');
  });
});

describe('near-duplicates', () => {
  it('of one run name each other, with the ids and states they got', async () => {
    const bench = await Bench.open();
    await bench.praised(ANSWER);
    await bench.praised(REWORDED);
    await bench.extract();
    const [one, other] = await bench.candidates();
    const state = 'pending';
    assert.deepEqual(one?.metadata.near_duplicates, [
      { id: other?.id, similarity: 0.905, where: 'candidate', state },
    ]);
    assert.deepEqual(other?.metadata.near_duplicates, [
      { id: one?.id, similarity: 0.905, where: 'candidate', state },
    ]);
  });

  it('in the knowledge base are named; a copy makes no candidate, other words for it do', async () => {
    const kb = [
      { id: 'kb-1', q: QUESTION, a: ANSWER },
      { id: 'kb-2', q: 'Something else?', a: OTHER },
    ];
    const bench = await Bench.open({ 'training/kb.json': JSON.stringify(kb) });
    await bench.praised(ANSWER);
    await bench.praised(OTHER, 1, 'Where do mocha options go?');
    const report = await bench.extract();
    assert.deepEqual([report.mined, report.in_knowledge_base, report.added], [2, 1, 1]);
    const [candidate] = await bench.candidates();
    assert.deepEqual(candidate?.metadata.near_duplicates, [
      { id: 'kb-2', similarity: 1, where: 'kb' },
    ]);
  });

  it('of short answers must have every word in common', async () => {
    const bench = await Bench.open();
    await bench.praised('Run `npm install --save-exact` once more, please, as always.');
    await bench.praised('Run `npm install --save-exact` twice more, please, as always.', 1, 'And?');
    await bench.praised('Run npm ci.', 1, 'Short?');
    await bench.praised('Run: NPM ci', 1, 'Short, too?');
    await bench.extract();
    const near = (await bench.candidates()).map(({ metadata }) =>
      metadata.near_duplicates?.map(({ id, similarity }) => `${id.slice(-4)} ${similarity}`),
    );
    assert.deepEqual(near.slice(2), [['0004 1'], ['0003 1']]);
  });
});

describe('a gap', () => {
  it('that was rejected stays away until more people ask', async () => {
    const bench = await Bench.open();
    await bench.unanswered(6);
    assert.equal((await bench.extract()).added, 1);
    await bench.decide({ action: 'reject' });
    await bench.unanswered(2, 6);
    const held = await bench.extract();
    assert.deepEqual([held.added, held.held_back], [0, 1]);
    await bench.unanswered(3, 8);
    const report = await bench.extract();
    assert.deepEqual([report.added, report.returned], [1, 1]);
    assert.equal((await bench.candidates())[1]?.metadata.returns?.new_sessions, 5);
  });

  it('that was answered and accepted stays away, however many ask', async () => {
    const bench = await Bench.open();
    await bench.unanswered(6);
    await bench.extract();
    const [gap] = await bench.candidates();
    await bench.decide({
      action: 'edit',
      after: { query: gap?.query ?? '', assistant_output: OTHER },
    });
    await bench.decide({ action: 'accept' });
    await bench.unanswered(5, 6);
    const report = await bench.extract();
    assert.deepEqual([report.mined, report.added, report.already_known], [1, 0, 1]);
    assert.deepEqual(report.new_evidence, [{ candidate: FIRST, new_sessions: 5 }]);
  });
});

describe('two extractions at once', () => {
  it('add every candidate once', async () => {
    const bench = await Bench.open();
    await bench.praised(ANSWER);
    await bench.praised(OTHER, 1, 'Where do options go?');
    const reports = await Promise.all([bench.extract(), bench.extract()]);
    assert.deepEqual(reports.map(({ added }) => added).sort(), [0, 2]);
    assert.equal((await bench.candidates()).length, 2);
  });

  it('see what a reviewer decides while they look', async () => {
    const bench = await Bench.open();
    await bench.praised(ANSWER);
    await bench.extract();
    await bench.praised(REWORDED);
    // The decision falls between the look at the candidates and the adding, for which the lock is taken.
    const { files } = bench.context;
    let decided: Promise<unknown> | undefined;
    const replace: Files['replace'] = async (path, content) => {
      if (path.includes('/lock.')) {
        decided ??= bench.decide({ action: 'reject' });
        await decided;
      }
      return files.replace(path, content);
    };
    const interrupted = new Proxy(files, {
      get: (target, name: keyof Files) => {
        if (name === 'replace') return replace;
        return name === 'root' ? target.root : target[name].bind(target);
      },
    });
    const { report } = await extract({}, { ...bench.context, files: interrupted });
    assert.deepEqual([report.candidates.added, report.candidates.held_back], [0, 1]);
  });
});
