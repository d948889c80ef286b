import assert from 'node:assert/strict';
import {
  entropy,
  kindChanges,
} from '../../../../src/core/screening/recognisers/secrets/entropy.js';

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
