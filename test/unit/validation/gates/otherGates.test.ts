import assert from 'node:assert/strict';
import { EvaluationContext } from '../../../../src/core/screening/context/evaluationContext.js';
import type { SnapshotEntry } from '../../../../src/core/snapshots/snapshotEntry.js';
import { annotatedGate } from '../../../../src/core/validation/gates/annotatedGate.js';
import { canaryGate, readCanaries } from '../../../../src/core/validation/gates/canaryGate.js';
import { recordGates } from '../../../../src/core/validation/gates/recordGates.js';
import { scoresGate } from '../../../../src/core/validation/gates/scoresGate.js';
import { textGates } from '../../../../src/core/validation/gates/textGates.js';
import { readAnnotated } from '../../../../src/core/validation/holdout/annotated.js';
import { KnowledgeVersion } from '../../../../src/core/validation/versions/knowledgeVersion.js';
import type { VerifyResult } from '../../../../src/core/verification/verify.js';
import { configSchema } from '../../../../src/core/workspace/configSchema.js';
import { temporaryWorkspace } from '../../support/temporaryWorkspace.js';
import { testContext } from '../../support/testContext.js';
import { acceptance, entry } from '../validationEntries.js';

const { validation: limits, screening } = configSchema.parse({});
const { signal } = new AbortController();
const THINGS = ['commit', 'branch', 'cache', 'proxy', 'docker', 'cursor', 'socket', 'thread'];

function ranked(...entries: readonly SnapshotEntry[]) {
  const version = new KnowledgeVersion('some', entries);
  return { version, system: { knowledge: version.index() } };
}

async function contextWith(name: string, lines: readonly object[]) {
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  return testContext(await temporaryWorkspace({ [`training/eval/${name}.jsonl`]: text }));
}

describe('the gate of canary questions', () => {
  const { version, system } = ranked(
    entry('kb-1', { q: 'How do I reset the settings?', a: 'Open them and press Reset.' }),
    entry('kb-2', { q: 'How do I install it?', a: 'Run the installer, never `curl x | SH`.' }),
  );
  const gate = async (...lines: readonly object[]) => {
    const context = await contextWith('canary', lines);
    return canaryGate(context, await readCanaries(context), version, system);
  };

  it('passes where all is found that must be, and nothing that must not', async () => {
    const { status, words } = await gate(
      { query: 'reset settings', must_include: ['kb-1'], must_not_include: ['kb-2'], within: 1 },
      { query: 'install', must_not_say: ['rm -rf'] },
    );
    assert.deepEqual([status, words.slice(0, 6)], ['pass', '2 of 2']);
  });

  it('fails with each that does not, by place', async () => {
    const { status, details } = await gate(
      { query: 'reset settings', must_include: ['kb-9'], must_not_include: ['kb-1'] },
      { query: 'install', must_not_say: ['CURL X | sh'] },
    );
    assert.equal(status, 'fail');
    assert.match(
      details[0] ?? '',
      /^training\/eval\/canary\.jsonl:1 .*kb-9 is not among the first 3; kb-1 is found at 1$/u,
    );
    assert.match(details[1] ?? '', /:2 .*kb-2 says “CURL X \| sh”$/u);
  });

  it('has no data without questions; one that asks for nothing is a fault', async () => {
    const none = testContext(await temporaryWorkspace());
    const { status, words } = await canaryGate(none, await readCanaries(none), version, system);
    assert.deepEqual([status, words], ['no-data', 'There is no training/eval/canary.jsonl.']);
    const context = await contextWith('canary', [{ query: 'so what?' }]);
    const { faults, lines } = await readCanaries(context);
    assert.equal(lines.length, 0);
    assert.match(faults[0]?.message ?? '', /says neither/u);
  });
});

describe('the gate of annotated answers', () => {
  const many = THINGS.map((thing, at) =>
    entry(`kb-${at}`, { q: `How do I clear the ${thing}?`, a: `Clear the ${thing} by hand.` }),
  );
  const graded = [0, 1, 2, 3].flatMap((round) =>
    THINGS.map((thing, at) => ({
      query: `clear ${thing} ${'now '.repeat(round)}`,
      candidate: `Clear the ${round % 2 === 0 ? thing : THINGS[(at + 1) % 8]} by hand.`,
      label: round % 2 === 0 ? 3 : 0,
      annotator: 'ada',
    })),
  );
  const open = async () => undefined;
  const version = (entries: readonly SnapshotEntry[]) => new KnowledgeVersion('some', entries);
  const gate = async (lines: readonly object[], entries: readonly SnapshotEntry[] = many) => {
    const context = await contextWith('annotated', lines);
    const sides = {
      baseline: { version: version(many), open },
      candidate: { version: version(entries), open },
    };
    return annotatedGate(context, await readAnnotated(context), sides, limits);
  };

  it('passes where the order agrees with the grades', async () => {
    const { status, figures } = await gate(graded);
    assert.equal(status, 'pass');
    const tau = figures.find(({ name }) => name === 'tau-b, candidate');
    assert.ok(tau !== undefined && tau.value > 0.6 && tau.n === 32 && tau.interval !== null);
  });

  it('fails where it agrees less than before', async () => {
    const shuffled = many.map((each, at) => ({ ...each, a: many[(at + 1) % 8]?.a ?? '' }));
    assert.equal((await gate(graded, shuffled)).status, 'fail');
  });

  it('is inconclusive of few, and has no data of none or of one grade', async () => {
    assert.equal((await gate(graded.filter((_, at) => at % 3 === 0))).status, 'inconclusive');
    assert.equal((await gate([])).status, 'no-data');
    assert.equal((await gate(graded.filter(({ label }) => label === 3))).status, 'no-data');
  });

  it('lays answers that are no entries beside the others, and not beside each other', async () => {
    const stranger = (candidate: string, label: number) => ({
      query: 'unplug the kettle',
      candidate,
      label,
      annotator: 'ada',
    });
    // The first one matches better: it would stand before the second one if that one saw it.
    const others = [
      stranger('Unplug the kettle.', 0),
      stranger('There is more than one way to do it, and to unplug is the usual one here.', 3),
    ];
    const { figures } = await gate([...graded, ...others]);
    const ndcg = figures.find(({ name }) => name === 'nDCG, candidate');
    assert.deepEqual([ndcg?.value, ndcg?.n], [1, 1]);
  });
});

describe('the gate of scores', () => {
  const words = (at: number) => `${THINGS[at % 8]} ${THINGS[(at * 3 + 1) % 8]}`;
  const known = Array.from({ length: 60 }, (_, at) =>
    entry(`kb-${at}`, { q: `How do I clear the ${words(at)} of part ${at}?`, a: 'By hand.' }),
  );
  const fresh = (count: number, q: (at: number) => string) =>
    Array.from({ length: count }, (_, at) => entry(`new-${at}`, { q: q(at), a: 'By hand.' }));
  const gate = (added: readonly SnapshotEntry[]) => {
    const { version, system } = ranked(...known, ...added);
    const baseline = new KnowledgeVersion('known', known);
    return scoresGate({ signal }, { baseline, candidate: version }, system, limits);
  };

  it('passes where new entries score as the others do, and says why there is no PSI', async () => {
    const { status, words: said } = await gate(
      fresh(40, (at) => `How do I clear the ${words(at)} of part ${at + 60}?`),
    );
    assert.equal(status, 'pass', said);
    assert.match(said, /KS 0\.\d+ .*40 new against 60 known entries\); no PSI: it needs 300/u);
  });

  it('fails where they do not', async () => {
    const { status, figures } = await gate(fresh(40, () => 'clear'));
    assert.equal(status, 'fail');
    const distance = figures.find(({ name }) => name === 'KS distance');
    assert.ok(distance !== undefined && distance.value > 0.3 && (distance.p ?? 1) < 0.01);
    assert.ok(distance.interval !== null && distance.interval.low > 0);
  });

  it('is never silent when there are too few', async () => {
    const few = await gate(fresh(5, () => 'clear'));
    assert.equal(few.status, 'inconclusive');
    assert.match(few.words, /^Too few entries to tell.*5 new against 60/u);
    assert.equal((await gate([])).status, 'no-data');
  });
});

describe('the gates of texts', () => {
  const query = 'How do I clear the cache of the build tool?';
  const evaluation = new EvaluationContext([
    { query, file: 'training/eval/holdout.jsonl', line: 4 },
  ]);
  const known = entry('kb-1', { q: query, a: 'Mail ada.lovelace@northwind-labs.dev about it.' });
  const baseline = new KnowledgeVersion('before', [known]);
  const gates = (...added: readonly SnapshotEntry[]) => {
    const candidate = new KnowledgeVersion('after', [known, ...added]);
    return textGates({ signal }, { baseline, candidate }, { screening, evaluation });
  };

  it('look at what was changed in the knowledge base itself', () => {
    const changed = { ...known, a: `${known.a} Really.` };
    const [privacy, leak] = gates(changed);
    assert.deepEqual([privacy?.status, leak?.status], ['pass', 'fail']);
    assert.match(privacy?.details[0] ?? '', /^kb-1: email-address, from the knowledge base/u);
  });

  it('pass what is clean, and leave alone what stood there before', () => {
    assert.deepEqual(
      gates(entry('kb-2')).map(({ gate, status }) => [gate, status]),
      [
        ['privacy', 'pass'],
        ['leak', 'pass'],
      ],
    );
  });

  it('fail on what is private or leaks, in a variant too, and name the candidates', () => {
    const origin = acceptance('candidate-20260101-0001');
    const merged = [acceptance('candidate-20260101-0002')];
    const [privacy, leak] = gates(
      entry('kb-3', { origin, a: 'Write to bob.h@northwind-labs.dev for that.' }),
      entry('kb-4', { merged, variants: ['how do i clear the cache of the build tool'] }),
    );
    assert.deepEqual([privacy?.status, privacy?.candidates], ['fail', [origin.candidate]]);
    assert.deepEqual(privacy?.details, ['kb-3: email-address']);
    assert.deepEqual([leak?.status, leak?.candidates], ['fail', ['candidate-20260101-0002']]);
    assert.match(leak?.details[0] ?? '', /^kb-4: nearly training\/eval\/holdout\.jsonl:4$/u);
  });
});

describe('the gates of records', () => {
  const POLICY = { unsigned: 'canary' } as const;
  const checked = { candidates: 3, decisions: 2, accepted: 1, proofs: 2, copies: 1, signed: 0 };
  const result = (faults: VerifyResult['faults'], warnings: VerifyResult['faults'] = []) =>
    ({ faults, warnings, checked: { ...checked, snapshots: 1 } }) as VerifyResult;
  const fault = (check: VerifyResult['faults'][number]['check']) => ({
    check,
    place: { file: 'a.jsonl', line: 2 },
    message: 'is wrong',
  });
  const statuses = (verified: VerifyResult) =>
    recordGates(verified, undefined, POLICY).map(({ gate, status }) => `${gate} ${status}`);

  it('pass what verification finds in order, and say what cannot be proved here', () => {
    const gates = recordGates(result([], [fault('provenance')]), undefined, POLICY);
    assert.ok(gates.every(({ status }) => status === 'pass'));
    assert.match(gates[1]?.words ?? '', /1 cannot be proved here/u);
  });

  it('fail on what is not, each on its own', () => {
    assert.deepEqual(statuses(result([fault('decisions')])), [
      'records fail',
      'provenance pass',
      'signatures pass',
    ]);
    assert.deepEqual(statuses(result([fault('provenance'), fault('signature')])), [
      'records pass',
      'provenance fail',
      'signatures fail',
    ]);
    const [, provenance] = recordGates(result([fault('provenance')]), undefined, POLICY);
    assert.deepEqual(provenance?.details, ['a.jsonl:2: is wrong']);
  });

  it('say of signatures that there are none, and what the policy makes of that', () => {
    const words = (signed: number, decisions = 2) => {
      const { faults, warnings } = result([]);
      const counts = { ...checked, signed, decisions, snapshots: 1 };
      const verified = { faults, warnings, checked: counts } as unknown as VerifyResult;
      const [, , signatures] = recordGates(verified, undefined, POLICY);
      assert.equal(signatures?.status, 'pass');
      return signatures?.words;
    };
    assert.equal(
      words(0),
      'None of 2 decisions is signed by somebody who may sign; by the policy such work goes as far as the canary.',
    );
    assert.equal(words(1), '1 of 2 decisions is signed, and every signature holds.');
    assert.equal(words(0, 0), 'There are no decisions that could be signed.');
  });

  it('leave alone what is only derived', () => {
    const gates = recordGates(result([fault('projection'), fault('claims')]), undefined, POLICY);
    assert.ok(gates.every(({ status }) => status === 'pass'));
  });
});
