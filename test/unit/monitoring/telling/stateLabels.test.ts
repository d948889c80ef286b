import assert from 'node:assert/strict';
import { METRIC_STATES } from '../../../../src/core/monitoring/metric.js';
import { STATE_NAMES } from '../../../../src/core/monitoring/telling/stateWords.js';
import { STATE_LABELS } from '../../../../src/shared/stateLabels.js';

describe('labels of states on the dashboard', () => {
  it('are the words of the reports', () => {
    for (const state of METRIC_STATES)
      assert.equal(STATE_LABELS[state].toLowerCase(), STATE_NAMES[state]);
  });
});
