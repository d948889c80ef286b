import assert from 'node:assert/strict';
import { extract } from '../../../../src/core/mining/extract.js';
import type { RuleReport } from '../../../../src/core/mining/runReport.js';
import type { Candidate } from '../../../../src/core/records/candidate.js';
import { MemoryLog } from '../../support/memoryLog.js';
import { temporaryWorkspace, text } from '../../support/temporaryWorkspace.js';
import { testContext } from '../../support/testContext.js';

const ANSWER =
  'Put the arguments behind two dashes: npm run test -- --watch. Everything behind them goes to the script.';

interface Result {
  readonly candidates: readonly Candidate[];
  readonly rules: readonly RuleReport[];
}

async function mine(log: MemoryLog, more: Record<string, string> = {}): Promise<Result> {
  const root = await temporaryWorkspace({ 'userData/lumi_memory.jsonl': log.toString(), ...more });
  const { file, report } = await extract({}, testContext(root));
  const content = report.candidates.added > 0 ? await text(root, file) : '';
  return {
    candidates: content
      .split('\n')
      .filter(Boolean)
      .map((line): Candidate => JSON.parse(line)),
    rules: report.rules,
  };
}

function by(rule: string, { candidates }: Result): Candidate[] {
  return candidates.filter(({ evidence }) => evidence.some((each) => each.rule.startsWith(rule)));
}

/** One exchange answered from a knowledge base entry, in a conversation of its own. */
function answeredBy(log: MemoryLog, id: string, question: string, feedback?: string): MemoryLog {
  log.pause(100).user(question).kbUsed([id, 'kb-other'], ANSWER).assistant(ANSWER);
  return feedback === undefined ? log : log.button(feedback);
}

describe('R2, repeated accepted hits', () => {
  const asked = (outcomes: readonly (string | undefined)[]): MemoryLog => {
    const questions = [
      'npm script arguments',
      'How do I pass arguments to an npm script?',
      'npm run with a flag',
      'flags for npm run',
    ];
    const log = new MemoryLog();
    for (const [index, outcome] of outcomes.entries()) {
      answeredBy(log, 'kb-7', questions[index] ?? 'x', outcome);
    }
    return log;
  };

  it('makes one candidate of one hit, linked to its entry, with the other questions as variants', async () => {
    const result = await mine(asked(['up', 'up', 'up']));
    const [candidate, ...others] = by('R2', result);
    assert.deepEqual(others, []);
    assert.equal(
      result.candidates.length,
      1,
      'the same exchanges, liked one by one, are not candidates beside it',
    );
    assert.equal(candidate?.metadata.kb_id, 'kb-7');
    assert.equal(candidate?.source, 'kb_usage');
    assert.equal(candidate?.metadata.variants?.length, 2);
    assert.deepEqual(candidate?.metadata.corroboration, { sessions: 3, days: 1 });
    assert.deepEqual(candidate?.evidence.map(({ rule, count }) => `${rule} ${count}`).sort(), [
      'R1-positive-feedback 3',
      'R2-repeated-hit 3',
    ]);
  });

  it('wants enough distinct queries, enough outcomes, and enough of them accepted', async () => {
    const drops = async (outcomes: readonly (string | undefined)[]) =>
      (await mine(asked(outcomes))).rules[1]?.dropped;
    assert.deepEqual(await drops(['up', 'up']), { 'too-few-queries': 1 });
    assert.deepEqual(await drops(['up', undefined, undefined]), { 'too-few-outcomes': 1 });
    assert.deepEqual(await drops(['up', 'down', 'down']), { 'not-accepted': 1 });
    const repeated = new MemoryLog();
    for (let i = 0; i < 4; i += 1)
      answeredBy(repeated, 'kb-7', i % 2 ? 'Same  question?' : 'same question', 'up');
    assert.deepEqual((await mine(repeated)).rules[1]?.dropped, { 'too-few-queries': 1 });
  });

  it('takes its thresholds from the settings', async () => {
    const config = '{"mining":{"repeatedHit":{"minimumQueries":2,"minimumAcceptance":0.3}}}';
    const result = await mine(asked(['up', 'down', 'down']), { '.codelumi/config.json': config });
    assert.equal(by('R2', result).length, 1);
  });

  it('joins searches to the answers they were made for by words and time', async () => {
    const log = new MemoryLog();
    const uses: string[] = [];
    for (const question of ['proxy for npm', 'npm behind a proxy', 'npm proxy setting']) {
      log.pause(100).user(question);
      uses.push(
        JSON.stringify({
          ts: log.time + 5_000,
          query: question,
          source: 'kbContext',
          hits: [{ id: 'kb-9', title: 't' }],
        }),
      );
      log.assistant(ANSWER).button('up');
    }
    const result = await mine(log, { 'userData/kb_usage.jsonl': `${uses.join('\n')}\n` });
    assert.equal(by('R2', result)[0]?.metadata.kb_id, 'kb-9');
  });
});

/** Forty questions about forty other things: what makes a word rare is what else is asked. */
function amongOthers(log: MemoryLog): MemoryLog {
  for (let i = 0; i < 40; i += 1) {
    log
      .pause(100)
      .user(`How does topic${i} relate to thing${i}?`)
      .assistant(`It does so by way of number ${i}.`);
  }
  return log;
}

describe('R3, frequent memory', () => {
  const FACT =
    'Remember: our staging database is reset from the anonymised dump every Monday at 06:00 UTC.';
  const QUERIES = [
    'When is the staging database reset?',
    'who deleted my rows in the staging database',
    'is the staging database reset every week',
    'Monday morning: staging database is empty',
    'how old is the staging database dump',
  ];

  it('makes a candidate of a statement that bears on many later queries', async () => {
    const log = amongOthers(new MemoryLog().user(FACT).assistant('Noted.'));
    for (const query of QUERIES) log.pause(100).user(query).assistant('I do not know that.');
    const [candidate, ...others] = by('R3', await mine(log));
    assert.deepEqual(others, []);
    assert.equal(candidate?.assistant_output, FACT);
    assert.ok(QUERIES.includes(candidate?.query ?? ''));
    assert.equal(candidate?.provenance.filter(({ part }) => part === 'question').length, 5);
  });

  it('does not take questions, errors and what is asked in the same conversation', async () => {
    const same = new MemoryLog().user(FACT).assistant('Noted.');
    for (const query of QUERIES) same.user(query).assistant('I do not know that.');
    assert.deepEqual(by('R3', await mine(same)), []);
    const trouble = new MemoryLog().user(FACT.replace('Remember', 'Error')).assistant('Hm.');
    for (const query of QUERIES) trouble.pause(100).user(query).assistant('I do not know that.');
    assert.deepEqual(by('R3', await mine(trouble)), []);
  });
});

describe('R4, knowledge gaps', () => {
  const QUERIES = [
    'How do I use CodeLumi behind a proxy?',
    'codelumi proxy settings',
    'where do I enter the proxy for codelumi',
    'proxy authentication codelumi',
    'set the http proxy',
  ];

  it('makes a question without an answer of many similar queries that found none', async () => {
    const log = amongOthers(new MemoryLog());
    for (const query of QUERIES)
      log.pause(100).user(query).assistant('I have nothing better to offer.');
    const [candidate, ...others] = by('R4', await mine(log));
    assert.deepEqual(others, []);
    assert.equal(candidate?.assistant_output, '');
    assert.equal(candidate?.metadata.gap, true);
    assert.equal(candidate?.status, 'flagged');
    assert.deepEqual(
      [candidate?.query, ...(candidate?.metadata.variants ?? [])].sort(),
      [...QUERIES].sort(),
    );
  });

  it('counts nothing that was told and not asked', async () => {
    const log = amongOthers(new MemoryLog());
    for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'])
      log
        .pause(100)
        .user(`Remember: the proxy of the office is restarted every ${day} at six o'clock.`)
        .assistant('Noted.');
    const result = await mine(log);
    assert.deepEqual([...by('R3', result), ...by('R4', result)], []);
  });

  it('does not call a gap what was answered well', async () => {
    const log = new MemoryLog();
    for (const query of QUERIES)
      log.pause(100).user(query).assistant(`${ANSWER} ${query}`).button('up');
    assert.deepEqual(by('R4', await mine(log)), []);
  });
});

describe('candidates', () => {
  it('stay apart where one word of the answer differs', async () => {
    const log = new MemoryLog();
    for (const flag of ['--force', '--force-with-lease']) {
      const answer = `After an amended commit that you had pushed already, push it again with git push ${flag}.`;
      log.pause(100).user(`push after amend ${flag.length}`).assistant(answer).button('up');
    }
    assert.equal((await mine(log)).candidates.length, 2);
  });

  it('name the entries of the knowledge base that answer nearly the same', async () => {
    const kb = JSON.stringify([
      { id: 'kb-1', q: 'npm arguments', a: `${ANSWER} Really.` },
      { id: 'kb-2', q: 'x', a: 'y' },
    ]);
    const log = new MemoryLog().user('How do I pass a flag?').assistant(ANSWER).button('up');
    const { candidates } = await mine(log, { 'training/kb.json': kb });
    assert.deepEqual(
      candidates[0]?.metadata.near_duplicates?.map(({ id }) => id),
      ['kb-1'],
    );
  });
});
