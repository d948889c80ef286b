import * as assert from 'node:assert/strict';
import { promptsGate } from '../../../../src/core/validation/gates/promptsGate.js';
import type { PromptCheck } from '../../../../src/core/validation/prompts/checkPrompts.js';

const PASSED: PromptCheck = {
  status: 'pass',
  harness: 'command',
  cases: 5,
  problems: [],
  differences: [],
  recording: { state: 'unsigned', approved_by: [] },
  sides: [],
};

describe('the gate of prompts', () => {
  it('passes with all as recorded, and says who made the messages', () => {
    const gate = promptsGate(PASSED);
    assert.equal(gate.status, 'pass');
    const [figure] = gate.figures;
    assert.deepEqual([figure?.name, figure?.value, figure?.n], ['as recorded', 1, 5]);
    assert.ok(figure?.interval?.high === 1 && figure.interval.low < 0.6);
    assert.match(gate.words, /5 of 5 golden prompts are as recorded\. The workspace's harness/u);
    assert.match(
      promptsGate({ ...PASSED, harness: 'reference' }).words,
      /nothing of the assistant/u,
    );
  });

  it('counts cases, not differences, and tells each with its path', () => {
    const difference = {
      kind: 'message',
      file: 'f.golden.json',
      case: 'c',
      path: '$.cases[0].messages[1].content',
      what: 'It differs',
    } as const;
    const gate = promptsGate({
      ...PASSED,
      status: 'fail',
      differences: [difference, { ...difference, path: '$.cases[0].messages[2].content' }],
    });
    assert.equal(gate.status, 'fail');
    assert.equal(gate.figures[0]?.value, 0.8);
    assert.equal(gate.details[0], 'f.golden.json $.cases[0].messages[1].content “c”: It differs.');
    assert.equal(gate.details.length, 2);
  });

  it('has no figure where nothing was compared', () => {
    const gate = promptsGate({ ...PASSED, status: 'no-data', cases: 0, problems: ['Not run'] });
    assert.deepEqual([gate.status, gate.figures, gate.details], ['no-data', [], ['Not run.']]);
  });
});
