import assert from 'node:assert/strict';
import fc from 'fast-check';
import { liveEvidence } from '../../../src/core/rollout/evidence/liveEvidence.js';
import { readConfig } from '../../../src/core/workspace/config.js';
import { temporaryWorkspace } from '../support/temporaryWorkspace.js';
import { testContext } from '../support/testContext.js';

const MEMORY = 'userData/lumi_memory.jsonl';
const USES = 'userData/kb_usage.jsonl';
const HOUR = 3_600_000;
const START = Date.parse('2026-11-10T00:00:00Z');
const QUESTION = {
  rollout: 'ro-1',
  candidate: 'dep-2',
  since: START,
  stageSince: START + 24 * HOUR,
  shareSince: START + 24 * HOUR,
  share: 0.25,
};

/** A search as the assistant logs it; `hours` after users first got the candidate. */
function use(hours: number, over: Readonly<Record<string, unknown>> = {}): object {
  return {
    ts: START + hours * HOUR,
    query: `question at ${hours}`,
    source: 'kbFirst',
    hits: [{ id: 'kb-1' }],
    deployment: 'dep-2',
    variant: 'candidate',
    rolloutId: 'ro-1',
    reason: 'SPLIT',
    unit: ANN,
    ...over,
  };
}

/** Names of people in a rollout. */
const [ANN, BOB, CID, DAN] = ['a', 'b', 'c', 'd'].map((digit) => digit.repeat(16));
const STABLE = { deployment: 'dep-1', variant: 'stable' };

/** A question, its answer, and what its user thought of it. */
function exchange(hours: number, feedback?: object): object[] {
  const t = START + hours * HOUR;
  return [
    { role: 'user', text: `question at ${hours}`, t },
    { role: 'assistant', text: `answer at ${hours}`, t: t + 2_000 },
    ...(feedback === undefined ? [] : [{ role: 'signal', text: '', t: t + 9_000, ...feedback }]),
  ];
}

const DOWN = { text: 'feedback:down', meta: { type: 'down', question: null, assistant: null } };
const WEAK = {
  text: 'no, that is wrong',
  meta: { signals: [{ type: 'negative_feedback', evidence: 'wrong', confidence: 0.9 }] },
};

function jsonl(lines: readonly (object | string)[]): string {
  return lines
    .map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`)
    .join('');
}

async function evidenceOf(
  uses: readonly (object | string)[],
  memory: readonly object[] = [],
  over: Partial<typeof QUESTION> = {},
) {
  const root = await temporaryWorkspace({ [USES]: jsonl(uses), [MEMORY]: jsonl(memory) });
  const context = testContext(root);
  return liveEvidence(context, await readConfig(context.files), { ...QUESTION, ...over });
}

describe('live evidence', () => {
  it('counts questions, people and days by deployment, before the stage and in it', async () => {
    const { before, stage, split } = await evidenceOf([
      use(-1),
      use(1),
      use(2, { ...STABLE, unit: BOB }),
      use(25),
      use(25.001, { query: 'question at 25', source: 'kbContext' }),
      use(26, { unit: CID }),
      use(49),
      use(30, { ...STABLE, unit: BOB }),
      use(31, { ...STABLE, unit: DAN }),
    ]);
    assert.deepEqual([before.candidate.exposures, before.baseline.exposures], [1, 1]);
    assert.deepEqual([stage.candidate.exposures, stage.candidate.subjects], [3, 2]);
    assert.deepEqual(stage.days, [
      { day: '2026-11-11', candidate: { subjects: 2, bad: 0 }, baseline: { subjects: 2, bad: 0 } },
      { day: '2026-11-12', candidate: { subjects: 1, bad: 0 }, baseline: { subjects: 0, bad: 0 } },
    ]);
    assert.deepEqual(split, { share: 0.25, candidate: 2, baseline: 2, inBoth: 0 });
  });

  it('hears complaints as mining does, once a person and day', async () => {
    const { stage } = await evidenceOf(
      [25, 26, 27, 50, 51].map((hours) => use(hours)),
      [
        ...exchange(25, DOWN),
        ...exchange(26, DOWN),
        ...exchange(27),
        { role: 'user', text: 'that does not work', t: START + 27 * HOUR + 5_000 },
        // A detector that matched what the assistant said itself.
        ...exchange(50, { ...WEAK, text: 'no, that is wrong' }),
        ...exchange(51),
      ],
    );
    assert.equal(stage.candidate.badDays, 1);
    assert.deepEqual(
      stage.days.map(({ candidate }) => candidate),
      [
        { subjects: 1, bad: 1 },
        { subjects: 1, bad: 0 },
      ],
    );
  });

  it('lays a complaint on the nearest of two who asked the same', async () => {
    const same = { query: 'question at 25' };
    const { stage } = await evidenceOf(
      [use(25), use(25.008, { ...STABLE, ...same, unit: BOB })],
      exchange(25, DOWN),
    );
    assert.deepEqual([stage.candidate.badDays, stage.baseline.badDays], [1, 0]);
  });

  it('leaves out what was pinned, what was not drawn, and other rollouts', async () => {
    const { stage, pinned, hardFailures } = await evidenceOf([
      use(25, { reason: 'PINNED', error: 'load' }),
      use(26, { reason: 'PINNED', unit: undefined }),
      use(26.5, { reason: undefined }),
      use(26.6, { unit: undefined }),
      use(27, { ...STABLE, reason: 'DEFAULT', unit: undefined }),
      use(28, { rolloutId: 'ro-0', error: 'load' }),
      use(29, { deployment: 'dep-9', error: 'load' }),
      use(30, { ts: '30' }),
      // After the clock of the test.
      use(400, { error: 'load' }),
    ]);
    assert.deepEqual([stage.candidate.exposures, stage.baseline.exposures, pinned], [0, 0, 2]);
    assert.equal(hardFailures.count, 0);
  });

  it('names hard failures of the candidate with their place, and takes others for bad events', async () => {
    const { stage, hardFailures } = await evidenceOf([
      use(25, { error: { kind: 'load', message: 'no such file' } }),
      use(26, { error: 'timeout', unit: BOB }),
      use(27, { ...STABLE, error: 'pii', unit: CID }),
      use(28, { error: 'pii' }),
    ]);
    assert.deepEqual(hardFailures, {
      count: 2,
      first: [
        { kind: 'load', file: USES, line: 1 },
        { kind: 'pii', file: USES, line: 4 },
      ],
    });
    assert.deepEqual([stage.candidate.badDays, stage.baseline.badDays], [2, 1]);
  });

  it('goes on counting once everybody has it, and no rollout is named any more', async () => {
    const everybody = { rolloutId: undefined, reason: 'STATIC', unit: undefined };
    const { stage, split } = await evidenceOf(
      [25, 25.2, 25.4, 27, 27.1].map((hours) => use(hours, everybody)),
      [],
      { share: 1 },
    );
    // Nobody is named any more either: conversations stand for people.
    assert.deepEqual([stage.candidate.exposures, stage.candidate.subjects], [5, 2]);
    assert.equal(split, undefined);
  });

  it('has people who were answered by both', async () => {
    const { split } = await evidenceOf([
      use(25),
      use(26, STABLE),
      use(27, { ...STABLE, unit: BOB }),
    ]);
    assert.deepEqual(split, { share: 0.25, candidate: 1, baseline: 1, inBoth: 1 });
  });

  it('measures times where they are logged', async () => {
    const { stage } = await evidenceOf([
      use(25, { latencyMs: 100 }),
      use(26, { latencyMs: 400 }),
      use(27, { latencyMs: 'fast' }),
      use(28, { latencyMs: -3 }),
    ]);
    const { n, mean, sample } = stage.candidate.latency;
    assert.deepEqual([n, Math.round(Math.exp(mean)), sample], [2, 200, [100, 400]]);
  });

  it('is the same whatever damage stands between the lines, and whatever came before', async () => {
    const lines = [20, 25, 26, 49, 50].map((hours) => use(hours));
    const memory = [...exchange(20, DOWN), ...exchange(26, DOWN), ...exchange(50)];
    const plain = await evidenceOf(lines, memory);
    const damage = fc.constantFrom('{"ts":', 'plain text', '[]', '{"deployment":{}}', '');
    const old = JSON.stringify(use(-100));
    await fc.assert(
      fc.asyncProperty(fc.array(damage, { minLength: 5, maxLength: 5 }), async (between) => {
        const mixed = [old, old, ...lines.flatMap((line, i) => [between[i] ?? '', line])];
        assert.deepEqual(await evidenceOf(mixed, memory), plain);
      }),
      { numRuns: 8 },
    );
    // Two on one line, where a writer lost the newline.
    const joined = [lines.map((line) => JSON.stringify(line)).join('')];
    assert.deepEqual(await evidenceOf(joined, memory), plain);
  });
});
