import assert from 'node:assert/strict';
import fc from 'fast-check';
import { characterClass } from '../../../../src/core/screening/recognisers/secrets/characterClass.js';
import {
  entropy,
  kindChanges,
} from '../../../../src/core/screening/recognisers/secrets/entropy.js';
import { longRuns } from '../../../../src/core/screening/recognisers/secrets/longRuns.js';

describe('longRuns', () => {
  it('finds the same runs as a regular expression', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '7', ' ', '.', 'é') });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 9 }), (characters, least) => {
        const expected = [...characters.matchAll(new RegExp(`[ab7]{${least},}`, 'gu'))].map(
          ({ index, 0: run }) => ({ start: index, end: index + run.length }),
        );
        assert.deepEqual(longRuns(characters, characterClass('a-z0-9'), least), expected);
      }),
    );
  });
});

describe('entropy', () => {
  it('is 0 for one character over and over, and the logarithm of how many for all different', () => {
    assert.equal(entropy(''), 0);
    assert.equal(entropy('aaaa'), 0);
    assert.equal(entropy('abcdefgh'), 3);
  });

  it('tells random text from names in camel case by how often the kind of character changes', () => {
    assert.ok(kindChanges('userPasswordFieldLabel') < 0.2);
    assert.ok(kindChanges('a7Zk2LmP9xVt4RwB8nYc') > 0.4);
  });
});
