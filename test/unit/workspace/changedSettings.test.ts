import assert from 'node:assert/strict';
import { withAppended } from '../../../src/core/workspace/changedSettings.js';

const LIST = ['screening', 'allow'];

describe('changing the settings', () => {
  it('leaves everything else as its author wrote it', () => {
    const before =
      '{\r\n\t"mining":   {"conversationGapMinutes":20},\r\n\t"screening": {\r\n\t\t"allow": [\r\n\t\t\t1\r\n\t\t]\r\n\t}\r\n}\r\n';
    const after = withAppended(before, LIST, { sha256: 'x' });
    const [kept = ''] = before.split('\r\n\t\t]');
    assert.ok(after.startsWith(`${kept},\r\n\t\t\t{\r\n`), after);
    assert.ok(after.endsWith('\r\n\t\t]\r\n\t}\r\n}\r\n'), after);
    assert.doesNotMatch(after, /[^\r]\n/u);
    assert.deepEqual(JSON.parse(after).screening.allow, [1, { sha256: 'x' }]);
  });

  it('makes what is not there yet', () => {
    for (const text of ['{}', '{}\n', '{ "screening": {} }', '{\n  "mining": {}\n}\n']) {
      const after = JSON.parse(withAppended(text, LIST, { sha256: 'x' }));
      assert.deepEqual(after.screening.allow, [{ sha256: 'x' }]);
      assert.deepEqual({ ...JSON.parse(text), screening: after.screening }, after);
    }
  });
});
