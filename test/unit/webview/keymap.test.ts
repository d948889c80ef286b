import assert from 'node:assert/strict';
import { commandOf, KEYS, type KeyContext, type KeyPress } from '../../../webview/review/keymap.js';

const PRESS: KeyPress = {
  key: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  repeat: false,
  isComposing: false,
};
const READING: KeyContext = {
  typing: 'nowhere',
  editing: false,
  loading: false,
  deciding: false,
  dialogOpen: false,
  arrowsMove: true,
};
const allKeys = KEYS.flatMap(({ keys }) => keys);

function pressed(key: string, press: Partial<KeyPress> = {}, context: Partial<KeyContext> = {}) {
  return commandOf({ ...PRESS, key, ...press }, { ...READING, ...context });
}

describe('the keys of the review panel', () => {
  it('each do what the help says', () => {
    for (const { keys, command } of KEYS) {
      for (const key of keys) assert.equal(pressed(key), command, key);
    }
    assert.equal(new Set(allKeys).size, allKeys.length);
  });

  it('are silent while typing, with a modifier, in a dialog, while composing', () => {
    for (const key of allKeys) {
      assert.equal(pressed(key, {}, { typing: 'reason' }), undefined, key);
      assert.equal(pressed(key, {}, { typing: 'edit', editing: true }), undefined, key);
      assert.equal(pressed(key, {}, { dialogOpen: true }), undefined, key);
      assert.equal(pressed(key, { isComposing: true }), undefined, key);
      for (const modifier of ['ctrlKey', 'metaKey', 'altKey']) {
        assert.equal(pressed(key, { [modifier]: true }), undefined, `${modifier} ${key}`);
      }
    }
  });

  it('are silent while a decision is being written', () => {
    for (const key of allKeys) assert.equal(pressed(key, {}, { deciding: true }), undefined, key);
  });

  it('only walk and help while a candidate loads', () => {
    const working = allKeys.filter((key) => pressed(key, {}, { loading: true }) !== undefined);
    assert.deepEqual(working, ['j', 'ArrowDown', 'k', 'ArrowUp', '?']);
  });

  it('only walk when held down', () => {
    const working = allKeys.filter((key) => pressed(key, { repeat: true }) !== undefined);
    assert.deepEqual(working, ['j', 'ArrowDown', 'k', 'ArrowUp']);
  });

  it('take lower case letters only', () => {
    for (const key of ['A', 'R', 'F', 'U', 'J']) assert.equal(pressed(key), undefined);
  });

  it('leave arrows to the text where they scroll it', () => {
    assert.equal(pressed('ArrowDown', {}, { arrowsMove: false }), undefined);
    assert.equal(pressed('j', {}, { arrowsMove: false }), 'next');
  });

  it('save with Ctrl or Cmd and Enter, and leave with Escape, anywhere in an edit', () => {
    for (const typing of ['edit', 'nowhere'] as const) {
      const context = { typing, editing: true };
      assert.equal(pressed('Enter', { ctrlKey: true }, context), 'saveEdit');
      assert.equal(pressed('Enter', { metaKey: true }, context), 'saveEdit');
      assert.equal(pressed('Enter', {}, context), undefined);
      assert.equal(pressed('Escape', {}, context), 'leaveEdit');
      assert.equal(pressed('Enter', { ctrlKey: true }, { ...context, deciding: true }), undefined);
    }
    assert.equal(pressed('Enter', { ctrlKey: true }), undefined);
  });

  it('leave the reason with Enter or Escape, and never decide from there', () => {
    assert.equal(pressed('Enter', {}, { typing: 'reason' }), 'leaveReason');
    assert.equal(pressed('Escape', {}, { typing: 'reason', editing: true }), 'leaveReason');
    assert.equal(pressed('Enter', { ctrlKey: true }, { typing: 'reason' }), undefined);
  });
});
