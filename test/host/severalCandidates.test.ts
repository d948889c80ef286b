import * as assert from 'node:assert/strict';
import type { Memento } from 'vscode';
import type { CandidateSummary } from '../../src/core/review/candidateSummary.js';
import { MOST_AT_ONCE, severalCandidates } from '../../src/host/commands/severalCandidates.js';
import type { ReviewDesk } from '../../src/host/review/reviewDesk.js';
import { CheckedCandidates } from '../../src/host/tree/checkedCandidates.js';
import { GroupingChoice } from '../../src/host/tree/grouping.js';
import type { GroupNode, TreeNode } from '../../src/host/tree/treeNodes.js';

function summary(id: string): CandidateSummary {
  return { id } as CandidateSummary;
}

function row(id: string): TreeNode {
  return { kind: 'candidate', summary: summary(id) };
}

/** Answers with the ids it is asked for, and for groups with as many candidates as it is asked for. */
const asked: unknown[] = [];
const desk = {
  summaries: async (ids: readonly string[]) => ids.map(summary),
  group: async (input: { limit: number }) => {
    asked.push(input);
    return Array.from({ length: input.limit }, (_, index) => summary(`g${index}`));
  },
} as unknown as ReviewDesk;

describe('what a command on several candidates is about', () => {
  let checked: CheckedCandidates;
  const tree = (selection: readonly TreeNode[] = []) => ({ checked, selection });
  const ids = async (...args: Parameters<typeof severalCandidates>) =>
    (await severalCandidates(...args)).candidates.map(({ id }) => id);

  beforeEach(() => {
    checked = new CheckedCandidates();
  });

  it('is the rows it was called on, whatever is ticked', async () => {
    checked.toggle(['ticked']);
    const rows = [row('a'), row('b'), row('a')];
    assert.deepEqual(await ids(rows[0], rows, tree(), desk), ['a', 'b']);
    assert.deepEqual(await ids(row('c'), undefined, tree(), desk), ['c']);
  });

  it('is from the palette what is ticked, else what is selected, and never nothing', async () => {
    checked.toggle(['ticked']);
    assert.deepEqual(await ids(undefined, undefined, tree([row('a')]), desk), ['ticked']);
    checked.uncheck();
    const { candidates, from } = await severalCandidates(
      undefined,
      undefined,
      tree([row('a'), { kind: 'problems', problems: [], count: 1 }]),
      desk,
    );
    assert.deepEqual([candidates.map(({ id }) => id), from], [['a'], 'what is selected']);
    await assert.rejects(ids(undefined, undefined, tree(), desk), /Tick some/u);
  });

  it('is no more of a group than somebody can answer for, and says what is left', async () => {
    const group: GroupNode = {
      kind: 'group',
      status: 'pending',
      having: { by: 'source', value: 'user_memory' },
      count: 60_000,
    };
    const { candidates, from, left } = await severalCandidates(group, undefined, tree(), desk);
    assert.equal(candidates.length, MOST_AT_ONCE);
    assert.equal(left, 60_000 - MOST_AT_ONCE);
    assert.equal(from, 'Pending, user_memory');
    const having = { trait: 'source', value: 'user_memory' };
    assert.deepEqual(asked, [
      { status: 'pending', day: undefined, having, offset: 0, limit: MOST_AT_ONCE },
    ]);
  });

  it('is ticked and unticked together', () => {
    checked.toggle(['a', 'b']);
    checked.toggle(['b', 'c']);
    assert.deepEqual(checked.ids, ['a', 'b', 'c']);
    checked.toggle(['a', 'c']);
    assert.deepEqual(checked.ids, ['b']);
  });
});

describe('the grouping', () => {
  it('is kept, and what nobody knows is none', async () => {
    const stored = new Map<string, unknown>();
    const store = {
      keys: () => [...stored.keys()],
      get: (key: string) => stored.get(key),
      update: async (key: string, value: unknown) => void stored.set(key, value),
    } as Memento;
    let told = 0;
    const choice = new GroupingChoice(store);
    choice.onDidChange(() => {
      told += 1;
    });
    assert.equal(choice.current, 'status');
    await choice.choose('rule');
    assert.equal(new GroupingChoice(store).current, 'rule');
    assert.equal(told, 1);
    stored.set([...stored.keys()][0] ?? '', 'toString');
    assert.equal(choice.current, 'status');
  });
});
