import * as assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { LateRedraw } from '../../src/host/tree/lateRedraw.js';
import type { GroupNode } from '../../src/host/tree/treeNodes.js';
import { until } from './support/workspace.js';

function group(status: GroupNode['status']): GroupNode {
  return { kind: 'group', status, having: undefined, count: 1 };
}

describe('groups that changed', () => {
  const [pending, rejected] = [group('pending'), group('rejected')];
  let drawn: GroupNode[][];
  let redraw: LateRedraw;

  beforeEach(() => {
    drawn = [];
    redraw = new LateRedraw((groups) => drawn.push(groups), 20);
  });

  afterEach(() => redraw.dispose());

  it('are drawn a moment later, those of a burst together, each once', async () => {
    redraw.add([pending]);
    redraw.add([pending, rejected]);
    assert.deepEqual(drawn, []);
    await until(() => drawn.length > 0, 'they are drawn');
    assert.deepEqual(drawn, [[pending, rejected]]);
    redraw.add([rejected]);
    await until(() => drawn.length > 1, 'they are drawn again');
    assert.deepEqual(drawn[1], [rejected]);
  });

  it('are not drawn by themselves where everything is, nor where nothing changed', async () => {
    redraw.add([pending]);
    redraw.dispose();
    redraw.add([]);
    await delay(60);
    assert.deepEqual(drawn, []);
  });
});
