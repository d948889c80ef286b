import assert from 'node:assert/strict';
import fc from 'fast-check';
import { put, temporaryWorkspace } from '../support/temporaryWorkspace.js';
import {
  allRows,
  DAY,
  everythingIn,
  exchange,
  exposed,
  HOUR,
  jsonl,
  MEMORY,
  NOW,
  search,
  storeOf,
  USES,
  unit,
} from './watchedWorkspace.js';

const MINUTE = 60_000;
const KNOWLEDGE = jsonl([
  { id: 'kb-1', q: 'What is question 17?', a: 'The seventeenth question of all.' },
  { id: 'kb-2', q: 'How is a question asked?', a: 'With a mark behind it.' },
]);

interface Line {
  /** Milliseconds before now. */
  readonly ago: number;
  readonly text: string;
}

interface Logs {
  readonly uses: readonly Line[];
  readonly memory: readonly Line[];
}

const ids = fc.constantFrom('kb-1', 'kb-2', 'kb-3').map((id) => ({ id }));
const scores = fc.array(fc.constantFrom(0.1, 0.5, 0.9), { minLength: 1, maxLength: 3 });

/** A line about what happened at a time, whole or not. */
const visit = fc.record({
  minutes: fc.integer({ min: -30, max: 9 * 24 * 60 }),
  deployment: fc.constantFrom('own', 'dep-1', 'dep-2'),
  person: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
  isPinned: fc.boolean(),
  fields: fc.record(
    {
      hits: fc.array(ids, { maxLength: 2 }),
      scores,
      latencyMs: fc.integer({ min: 0, max: 900 }),
      error: fc.constantFrom('load', 'other'),
    },
    { requiredKeys: [] },
  ),
  feedback: fc.option(fc.constantFrom('up', 'down'), { nil: undefined }),
  damage: fc.constantFrom('', '', '', '', 'torn', 'twice', 'text'),
  /** How much later than it should its line stands in the log. */
  isLate: fc.boolean(),
});
type Visit = typeof visit extends fc.Arbitrary<infer Value> ? Value : never;

function usesOf({ minutes, deployment, person, isPinned, fields, damage }: Visit): string {
  const ago = minutes * MINUTE;
  const named = person === undefined ? {} : { unit: unit(person) };
  const reason = isPinned ? { reason: 'PINNED' } : {};
  const line =
    deployment === 'own'
      ? search(ago, fields)
      : exposed(ago, deployment, { ...fields, ...named, ...reason });
  const json = JSON.stringify(line);
  if (damage === 'torn') return json.slice(0, json.length / 2);
  if (damage === 'twice') return json + json;
  return damage === 'text' ? 'a line of plain text' : json;
}

/** Oldest first, but for lines that came late by as much as a conversation lasts. */
const logs: fc.Arbitrary<Logs> = fc.array(visit, { maxLength: 30 }).map((visits) => {
  const sorted = visits.toSorted((a, b) => b.minutes - a.minutes);
  const uses = sorted.map((each) => {
    const late = each.isLate ? 20 * MINUTE : 0;
    return { ago: each.minutes * MINUTE - late, text: usesOf(each) };
  });
  const memory = sorted.flatMap((each) =>
    exchange(each.minutes * MINUTE, each.feedback).map((entry) => ({
      ago: each.minutes * MINUTE,
      text: JSON.stringify(entry),
    })),
  );
  return { uses: uses.toSorted((a, b) => b.ago - a.ago), memory };
});

/** What stands in a log at a time, with a part of the line that is written just then. */
function writtenAt(lines: readonly Line[], ago: number, torn: number): string {
  const text = lines.map((line) => `${line.text}\n`);
  const whole = lines.findIndex((line) => line.ago < ago);
  if (whole < 0) return text.join('');
  const next = Buffer.from(text[whole] ?? '');
  const part = next.subarray(0, Math.floor(torn * next.length));
  return text.slice(0, whole).join('') + part.toString();
}

describe('reading logs in pieces', () => {
  it('gives what reading them at once gives', async function () {
    this.timeout(120_000);
    const cuts = fc.array(
      fc.record({
        ago: fc.integer({ min: 0, max: 9 * 24 * 60 }).map((minutes) => minutes * MINUTE),
        torn: fc.double({ min: 0, max: 0.99, noNaN: true }),
      }),
      { maxLength: 4 },
    );
    await fc.assert(
      fc.asyncProperty(logs, cuts, async ({ uses, memory }, pieces) => {
        const root = await temporaryWorkspace({ 'training/kb.jsonl': KNOWLEDGE });
        for (const { ago, torn } of pieces.toSorted((a, b) => b.ago - a.ago)) {
          await put(root, USES, writtenAt(uses, ago, torn));
          await put(root, MEMORY, writtenAt(memory, ago, torn));
          await storeOf(root);
        }
        const [whole, talk] = [writtenAt(uses, -DAY, 0), writtenAt(memory, -DAY, 0)];
        await put(root, USES, whole);
        await put(root, MEMORY, talk);
        const fresh = await temporaryWorkspace({
          ...{ [USES]: whole, [MEMORY]: talk, 'training/kb.jsonl': KNOWLEDGE },
        });
        const [inPieces, atOnce] = [await storeOf(root), await storeOf(fresh)];
        assert.deepEqual(await everythingIn(inPieces), await everythingIn(atOnce));
      }),
      { numRuns: 20 },
    );
  });

  it('counts a session once that goes on over midnight and from run to run', async () => {
    const midnight = NOW - Date.parse('2026-11-19T00:00:00Z');
    const lines = Array.from({ length: 12 }, (_, i) =>
      exposed(midnight + HOUR - i * 10 * MINUTE, 'dep-1', { unit: unit(1), scores: [0.5, 0.25] }),
    );
    const root = await temporaryWorkspace();
    for (let count = 1; count <= lines.length; count += 1) {
      await put(root, USES, jsonl(lines.slice(0, count)));
      const rows = await allRows(await storeOf(root));
      assert.deepEqual(
        rows.map(({ hour, sessions, searches, top }) => [hour, sessions, searches, top]),
        [['2026-11-18T23', 1, count, [0.5]]],
      );
    }
  });

  it('works scores out that nobody logged, once a session', async () => {
    const uses = [
      search(30 * HOUR, { query: 'How is a question asked?' }),
      search(30 * HOUR - MINUTE, { query: 'What is question 17?' }),
      search(20 * HOUR, { query: 'How is a question asked?', hits: [] }),
      search(40 * DAY, { query: 'How is a question asked?' }),
    ];
    const root = await temporaryWorkspace({
      ...{ [USES]: jsonl(uses), 'training/kb.jsonl': KNOWLEDGE },
    });
    const rows = await allRows(await storeOf(root));
    const [old, zero, replayed] = ['2026-10-11T10', '2026-11-19T14', '2026-11-19T04'].map((hour) =>
      rows.find((row) => row.hour === hour),
    );
    assert.deepEqual([old?.scored, zero?.scored, replayed?.scored], ['none', 'none', 'replayed']);
    assert.equal(replayed?.reranker, null);
    assert.equal(replayed?.top.length, 1);
    const [top = 0] = replayed?.top ?? [];
    const [margin = 0] = replayed?.margin ?? [];
    assert.ok(top > margin && margin > 0);
    // What was worked out stays, whatever becomes of the knowledge base.
    await put(root, 'training/kb.jsonl', '');
    await put(root, USES, jsonl([...uses, search(HOUR, { scores: [1] })]));
    const later = await allRows(await storeOf(root));
    assert.deepEqual(
      later.find(({ hour }) => hour === '2026-11-19T04'),
      replayed,
    );
  });
});
