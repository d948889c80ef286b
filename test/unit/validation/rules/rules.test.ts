import assert from 'node:assert/strict';
import { strictestValidation } from '../../../../src/core/review/quorum/strictestValidation.js';
import { looserThan } from '../../../../src/core/validation/rules/looserThan.js';
import { gatesWithData } from '../../../../src/core/validation/rules/requiredGates.js';
import { alsoRequired, rulesBy } from '../../../../src/core/validation/rules/validationRules.js';
import { configSchema } from '../../../../src/core/workspace/configSchema.js';

const usual = configSchema.parse({}).validation;
const set = (sha256: string | undefined, lines: number) => ({
  file: 'x.jsonl',
  sha256,
  faults: [],
  lines: Array.from({ length: lines }, (_, at) => ({
    value: {},
    place: { file: 'x.jsonl', line: at + 1 },
  })),
});
const scores = (status: 'pass' | 'inconclusive' | 'no-data') => ({
  gate: 'scores' as const,
  status,
  words: '',
  figures: [],
  details: [],
  candidates: [],
});

describe('the rules of a validation', () => {
  const settings = { ...usual, minimumQueries: 40, tolerance: { ...usual.tolerance, scores: 0.9 } };

  it('are those of the policy, else of the settings, and say where each comes from', () => {
    const held = { tolerance: { 'ndcg@10': 0.01, scores: 0.2 }, significance: 0.1 };
    const { policy, rules } = rulesBy(settings, held, 'approved-policy');
    assert.deepEqual(
      [policy.tolerance['ndcg@10'], policy.tolerance.scores, policy.significance],
      [0.01, 0.2, 0.1],
    );
    assert.equal(policy.minimumQueries, 40);
    const from = (rule: string) => rules.find((each) => each.rule === rule)?.from;
    assert.deepEqual(
      ['tolerance.scores', 'minimumQueries', 'tolerance.mrr@10', 'significance'].map(from),
      ['approved-policy', 'settings', 'usual', 'approved-policy'],
    );
    assert.deepEqual(policy.required, usual.required);
    const all = rulesBy(settings, { required: ['canary'] }, 'policy').policy;
    assert.deepEqual(all.required, ['canary']);
  });

  it('require a gate where the workspace has what it asks about', () => {
    const asked = (canary: string | undefined, annotated: number, hasPrompts: boolean) =>
      gatesWithData(
        {
          canaries: set(canary, 0),
          annotated: set('a', annotated),
          hasPrompts,
          scores: scores('inconclusive'),
        },
        usual,
      );
    assert.deepEqual([...asked(undefined, 24, false)], []);
    // A file in which no line can be read is there all the same.
    assert.deepEqual([...asked('a', 25, true)], ['canary', 'annotated', 'prompts']);
    const more = alsoRequired(rulesBy(usual, {}, 'policy'), asked('a', 0, false));
    assert.ok(more.policy.required.includes('canary'));
    const rule = more.rules.find((each) => each.rule === 'required.canary');
    assert.deepEqual([rule?.value, rule?.from], [true, 'workspace']);
  });

  it('are the strictest where branches approved two policies', () => {
    const one = { tolerance: { 'mrr@10': 0.02, scores: 0.5 }, required: ['canary' as const] };
    const other = { tolerance: { 'mrr@10': 0.04 }, minimumQueries: 50, significance: 0.1 };
    const both = strictestValidation(one, other);
    assert.deepEqual(both, strictestValidation(other, one));
    assert.deepEqual(both, {
      significance: 0.1,
      minimumQueries: 50,
      tolerance: { 'mrr@10': 0.02, scores: 0.5 },
      required: ['canary'],
    });
    assert.deepEqual(strictestValidation(one, undefined), one);
  });

  it('of a report are named where they are looser than the policy holds', () => {
    assert.deepEqual(looserThan(usual, undefined), []);
    assert.deepEqual(looserThan(usual, { tolerance: { 'mrr@10': 0.03 } }), []);
    assert.deepEqual(
      looserThan(usual, {
        tolerance: { 'mrr@10': 0.02 },
        minimumQueries: 60,
        required: ['canary'],
      }),
      ['tolerance.mrr@10', 'minimumQueries', 'required.canary'],
    );
  });
});
