import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { ExecutorLog } from '../../../src/core/mining/executorOutcome.js';
import { type ExecutorStep, executorStepOf } from '../../../src/core/mining/executorStep.js';
import { stepAt } from '../../../src/core/mining/facts/executorLogFacts.js';
import { readFacts } from '../../../src/core/mining/facts/readFacts.js';
import { mineLogs } from '../../../src/core/mining/mineLogs.js';
import { sha256 } from '../../../src/core/records/sha256.js';
import { readConfig } from '../../../src/core/workspace/config.js';
import { MemoryLog } from '../support/memoryLog.js';
import { sampleWorkspace } from '../support/sampleWorkspace.js';
import { temporaryWorkspace } from '../support/temporaryWorkspace.js';
import { testContext } from '../support/testContext.js';

const NOON = Date.parse('2026-11-01T12:00:00Z');
const JOURNAL = 'userData/action_journal.jsonl';

interface Action {
  /** Seconds after the answer. */
  readonly at: number;
  readonly action?: string;
  readonly id?: string;
  readonly args?: Readonly<Record<string, unknown>>;
  readonly file?: string;
}

function stepOf({ at, action = 'writeFile', id, args = {}, file = JOURNAL }: Action): ExecutorStep {
  const time = NOON + at * 1_000;
  const position = { file, line: 1, byteOffset: 0, byteLength: 1 };
  const step = executorStepOf({ step: id, action, args, time, position });
  assert.ok(step !== undefined);
  return step;
}

/** What came of an answer at noon: times of steps, as seconds after it. */
function outcome(actions: readonly Action[], until?: number) {
  const log = new ExecutorLog(120);
  for (const action of actions) log.add(stepOf(action));
  const next = until === undefined ? undefined : NOON + until * 1_000;
  const { steps, against, support } = log.outcomeOf({ answered: NOON, until: next });
  const seconds = (found: readonly ExecutorStep[]) =>
    found.map(({ time }) => (time - NOON) / 1_000);
  return { steps: seconds(steps), against: seconds(against), support: seconds(support) };
}

function run(command: string, exitCode: number): Pick<Action, 'action' | 'args'> {
  return { action: 'runCommand', args: { command, exitCode } };
}

describe('what the executor did after an answer', () => {
  it('is what came within the window and before the next message', () => {
    const actions = [-1, 0, 60, 120, 121].map((at) => ({ at }));
    assert.deepEqual(outcome(actions).steps, [0, 60, 120]);
    assert.deepEqual(outcome(actions, 60).steps, [0]);
    assert.deepEqual(outcome(actions.toReversed()).steps, [0, 60, 120], 'in any order of adding');
    assert.deepEqual(outcome([]).steps, []);
  });

  it('speaks against it when a command failed and was not mended', () => {
    assert.deepEqual(outcome([{ at: 5, ...run('npm test', 1) }]).against, [5]);
    assert.deepEqual(outcome([{ at: 5, action: 'test_fail' }]).against, [5]);
    const again = [
      { at: 5, ...run('npm test', 1) },
      { at: 9, ...run('npx tsc', 2) },
      { at: 30, ...run('npm test ', 0) },
    ];
    assert.deepEqual(outcome(again).against, [9]);
    assert.deepEqual(outcome(again, 20).against, [5, 9], 'what came later is another answer’s');
    const worse = [
      { at: 5, ...run('npm test', 0) },
      { at: 30, ...run('npm test', 1) },
    ];
    assert.deepEqual(outcome(worse).against, [30]);
  });

  it('supports it, weakly, when tests passed or something was approved', () => {
    const actions = [
      { at: 1, ...run('npm test', 0) },
      { at: 2, ...run('git status', 0) },
      { at: 3, action: 'approval' },
      { at: 4, action: 'test_pass' },
      { at: 5, action: 'readFile' },
    ];
    assert.deepEqual(outcome(actions), { steps: [1, 2, 3, 4, 5], against: [], support: [1, 3, 4] });
  });

  it('speaks against it when one of its steps is undone, however late', () => {
    const step = { at: 10, id: 'step-8' };
    const undo = { at: 90_000, action: 'undo', args: { stepId: 'step-8' } };
    assert.deepEqual(outcome([step, undo]).against, [90_000]);
    assert.deepEqual(outcome([{ ...step, at: 200 }, undo]).against, [], 'not its step');
    assert.deepEqual(outcome([{ ...undo, at: 5 }, step]).against, [], 'undone before it was done');
    const another = { at: 500, id: 'step-8' };
    assert.deepEqual(outcome([step, another, undo]).against, [], 'numbers are given out again');
  });

  it('knows the numbers of a journal from those of audit files', () => {
    const step = { at: 10, id: 'step-8' };
    const undo = { at: 50, action: 'undo', args: { stepId: 'step-8' } };
    const audit = (ms: number) => ({ file: `userData/audit_${ms}.json` });
    assert.deepEqual(outcome([step, { ...undo, ...audit(1) }]).against, []);
    assert.deepEqual(
      outcome([
        { ...step, ...audit(1) },
        { ...undo, ...audit(2) },
      ]).against,
      [50],
    );
  });

  it('takes an undo without a number for one of the last change', () => {
    const undo = { action: 'undo' };
    assert.deepEqual(
      outcome([
        { at: 10, id: 'a' },
        { at: 20, action: 'readFile' },
        { at: 300, ...undo },
      ]).against,
      [300],
    );
    const two = [{ at: 10 }, { at: 300 }, { at: 400, ...undo }];
    assert.deepEqual(outcome(two).against, []);
    assert.deepEqual(outcome([...two, { at: 500, ...undo }]).against, [500]);
    assert.deepEqual(outcome([{ at: 1, ...undo }]).against, []);
  });

  it('counts once what stands in a journal and in an audit file', () => {
    const audit = { file: 'userData/audit_7.json' };
    const failed = { at: 5, id: 'a', ...run('npm test', 1) };
    const undo = { at: 9, id: 'b', action: 'undo', args: { stepId: 'a' } };
    const all = [failed, undo, { ...failed, ...audit }, { ...undo, ...audit }];
    assert.deepEqual(outcome(all), { steps: [5, 9], against: [5, 9], support: [] });
  });

  it('is found as by looking at every step', async () => {
    const times = fc.array(fc.integer({ min: -300, max: 300 }), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(
        times,
        fc.option(fc.integer({ min: 0, max: 200 }), { nil: undefined }),
        async (all, until) => {
          const distinct = [...new Set(all)];
          const expected = distinct
            .filter((at) => at >= 0 && at <= 120 && (until === undefined || at < until))
            .sort((a, b) => a - b);
          assert.deepEqual(
            outcome(
              distinct.map((at) => ({ at })),
              until,
            ).steps,
            expected,
          );
        },
      ),
    );
  });

  it('keeps of a command nothing but its hash', () => {
    const command = `TOKEN=${'x'.repeat(8)} npm test`;
    const failed = stepOf({ at: 1, action: 'runCommand', args: { command, exitCode: 1 } });
    assert.ok(!JSON.stringify(failed).includes('TOKEN'));
    assert.equal(failed.command, sha256(command));
    assert.equal(failed.position.file, JOURNAL);
  });

  it('takes time in proportion to the log, however many failures there are', () => {
    const log = new ExecutorLog(120);
    for (let n = 0; n < 100_000; n += 1)
      log.add(stepOf({ at: 1 + n / 1e6, ...run(`command ${n % 50_000}`, n < 50_000 ? 1 : 0) }));
    const { steps, against } = log.outcomeOf({ answered: NOON, until: undefined });
    assert.deepEqual([steps.length, against.length], [100_000, 0]);
  }).timeout(10_000);
});

describe('the executor’s logs', () => {
  const MEMORY = 'userData/lumi_memory.jsonl';

  async function read(root: string) {
    const context = testContext(root);
    return readFacts(context, await readConfig(context.files), { keep: true });
  }

  it('of the sample are read whole, each with its tally', async () => {
    const { facts, tallies } = await read(await sampleWorkspace());
    const reports = tallies.map(({ report }) => report);
    assert.deepEqual(
      reports.filter(({ file }) => file === JOURNAL),
      [{ file: JOURNAL, records: 96, faults: { 'torn-record': 1 } }],
    );
    assert.equal(reports.filter(({ file }) => file.includes('/audit_')).length, 12);
    assert.equal(facts.steps.length, 96 + 12);
    const { time, meaning, step } = stepAt(facts, 12) ?? assert.fail();
    assert.deepEqual([time, meaning, step], [1792420800943, 'change', 'step-0001']);
  });

  it('report actions that belong to no time', async () => {
    const root = await temporaryWorkspace({
      [MEMORY]: '',
      [JOURNAL]: '{"action":"writeFile","args":{}}\n',
    });
    const { tallies } = await read(root);
    const journal = tallies.find(({ report }) => report.file === JOURNAL);
    assert.deepEqual(journal?.report.faults, { 'unknown-shape': 1 });
  });

  const ANSWER =
    'Put the arguments behind two dashes, and everything goes on to the script itself.';

  async function minedWith(steps: (answered: number) => readonly object[]) {
    const log = new MemoryLog().user('How do I pass arguments?').assistant(ANSWER);
    const answered = log.time;
    const lines = steps(answered).map((step) => `${JSON.stringify(step)}\n`);
    const root = await temporaryWorkspace({
      [MEMORY]: log.button('up').toString(),
      [JOURNAL]: lines.join(''),
    });
    const context = testContext(root);
    return (await mineLogs(context, await readConfig(context.files), { verdicts: true })).result;
  }

  it('take praise back when what the answer did was undone later', async () => {
    const { drafts, rules, verdicts } = await minedWith((answered) => [
      { stepId: 's1', action: 'writeFile', args: { path: 'a' }, ts: answered + 1_000 },
      { stepId: 's2', action: 'undo', args: { stepId: 's1' }, ts: answered + 600_000 },
    ]);
    assert.deepEqual([drafts.length, rules[0]?.dropped], [0, { cancelled: 1 }]);
    assert.ok(verdicts.some(({ lines }) => lines.some(({ file }) => file === JOURNAL)));
  });

  it('do not where the praise came afterwards, or where it was another answer’s', async () => {
    const before = await minedWith((answered) => [
      { stepId: 's1', action: 'writeFile', args: { path: 'a' }, ts: answered + 1_000 },
      { stepId: 's2', action: 'undo', args: { stepId: 's1' }, ts: answered + 2_000 },
    ]);
    assert.equal(before.drafts.length, 1);
    const other = await minedWith((answered) => [
      { stepId: 's1', action: 'writeFile', args: { path: 'a' }, ts: answered - 600_000 },
      { stepId: 's2', action: 'undo', args: { stepId: 's1' }, ts: answered + 600_000 },
    ]);
    assert.equal(other.drafts.length, 1);
  });

  it('that tell of tests that passed are no praise by themselves', async () => {
    const log = new MemoryLog().user('How do I pass arguments?').assistant(ANSWER);
    const step = {
      action: 'runCommand',
      args: { command: 'npm test', exitCode: 0 },
      ts: log.time + 1,
    };
    const root = await temporaryWorkspace({
      [MEMORY]: log.toString(),
      [JOURNAL]: `${JSON.stringify({ stepId: 's1', ...step })}\n`,
    });
    const context = testContext(root);
    const { result } = await mineLogs(context, await readConfig(context.files));
    assert.deepEqual(result.drafts, []);
  });
});
