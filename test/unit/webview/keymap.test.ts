import assert from 'node:assert/strict';
import { commandOf, KEYS, type KeyContext, type KeyPress } from '../../../webview/review/keymap.js';

const PRESS: KeyPress = {
  key: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
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

/** @param name as the help writes it: `Shift+R` is the key `R` with shift held down */
function pressed(name: string, press: Partial<KeyPress> = {}, context: Partial<KeyContext> = {}) {
  const shiftKey = name.startsWith('Shift+');
  const key = name.replace('Shift+', '');
  return commandOf({ ...PRESS, key, shiftKey, ...press }, { ...READING, ...context });
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
      if (key !== 'ArrowDown') assert.equal(pressed(key, {}, { typing: 'filter' }), undefined, key);
      assert.equal(pressed(key, {}, { typing: 'comment' }), undefined, key);
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

  it('only walk, filter and help while a candidate loads', () => {
    const working = allKeys.filter((key) => pressed(key, {}, { loading: true }) !== undefined);
    assert.deepEqual(working, ['j', 'ArrowDown', 'k', 'ArrowUp', '/', 'b', 't', 'v', '?']);
  });

  it('only walk when held down', () => {
    const working = allKeys.filter((key) => pressed(key, { repeat: true }) !== undefined);
    assert.deepEqual(working, ['j', 'ArrowDown', 'k', 'ArrowUp']);
  });

  it('take capital letters only with shift, never by caps lock', () => {
    for (const key of ['A', 'R', 'F', 'U', 'J']) assert.equal(pressed(key), undefined);
    assert.equal(pressed('Shift+A'), undefined);
    assert.equal(pressed('?', { shiftKey: true }), 'help');
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

  it('leave the filter with Escape, go to what fits with Enter, and clear it from anywhere', () => {
    const typing = { typing: 'filter' } as const;
    assert.equal(pressed('Escape', {}, typing), 'leaveFilter');
    assert.equal(pressed('Enter', {}, typing), 'applyFilter');
    assert.equal(pressed('ArrowDown', {}, typing), 'applyFilter');
    assert.equal(pressed('Enter', { ctrlKey: true }, typing), undefined);
    assert.equal(pressed('Backspace', {}, typing), undefined);
    for (const where of [typing, {}]) {
      assert.equal(pressed('Backspace', { ctrlKey: true }, where), 'clearFilter');
      assert.equal(pressed('Backspace', { metaKey: true }, where), 'clearFilter');
    }
    for (const field of ['edit', 'reason'] as const)
      assert.equal(pressed('Backspace', { ctrlKey: true }, { typing: field }), undefined);
  });

  it('leave the reason with Enter or Escape, and never decide from there', () => {
    assert.equal(pressed('Enter', {}, { typing: 'reason' }), 'leaveReason');
    assert.equal(pressed('Escape', {}, { typing: 'reason', editing: true }), 'leaveReason');
    assert.equal(pressed('Enter', { ctrlKey: true }, { typing: 'reason' }), undefined);
  });

  it('send a comment with Ctrl or Cmd and Enter, and leave it with Escape, also beside an edit', () => {
    const context = { typing: 'comment', editing: true } as const;
    assert.equal(pressed('Enter', { ctrlKey: true }, context), 'sendComment');
    assert.equal(pressed('Enter', { metaKey: true }, context), 'sendComment');
    assert.equal(pressed('Enter', {}, context), undefined);
    assert.equal(pressed('Enter', { ctrlKey: true }, { ...context, deciding: true }), undefined);
    assert.equal(pressed('Escape', {}, context), 'leaveComment');
  });
});
