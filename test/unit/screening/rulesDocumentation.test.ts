import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { FAULTS } from '../../../src/core/records/readFault.js';
import { RECORD_RULES } from '../../../src/core/screening/documents/readStretch.js';
import { CANDIDATE_RULES, CONTEXT_RULES, RECOGNISERS } from '../../../src/core/screening/rules.js';

const ALL = [...RECOGNISERS, ...CANDIDATE_RULES, ...CONTEXT_RULES];
/** Of a record as a whole, in files of the editor and in those too large for it. */
const OF_RECORDS = [...RECORD_RULES, ...Object.keys(FAULTS)];

describe('docs/screening.md', () => {
  it('has one line for every rule, which findings link to, and none for others', async () => {
    const text = await readFile('docs/screening.md', 'utf8');
    const anchors = [...text.matchAll(/^\| <a id="([^"]+)"><\/a>`([^`]+)` \|/gmu)];
    for (const [, anchor, rule] of anchors) assert.equal(anchor, rule);
    assert.deepEqual(
      anchors.map(([, anchor]) => anchor).sort(),
      [...new Set([...ALL.map(({ rule }) => rule), ...OF_RECORDS])].sort(),
    );
  });

  it('says what every private value becomes', async () => {
    const text = await readFile('docs/screening.md', 'utf8');
    for (const { kind, severity, rule } of RECOGNISERS) {
      const line = text.split('\n').find((each) => each.includes(`<a id="${rule}">`)) ?? '';
      if (kind === 'pii' || kind === 'secret') assert.match(line, /`\[[A-Z_]+_1\]` \|$/u, rule);
      assert.ok(severity === 'blocking' || severity === 'warning');
    }
  });
});
