import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { extract } from '../../../src/core/mining/extract.js';
import { readDecisions } from '../../../src/core/review/decisionJournals.js';
import { projectDay } from '../../../src/core/review/projections.js';
import { withWorkspaceLock } from '../../../src/core/workspace/lock.js';
import { nodeContext } from '../../../src/node/nodeContext.js';
import { MemoryLog } from '../support/memoryLog.js';
import { temporaryWorkspace } from '../support/temporaryWorkspace.js';
import { testContext } from '../support/testContext.js';

const DAY = '2026-11-20';
/** A process takes long to start where much else runs; of many decisions at once each kill tests many. */
const KILLS = { 'one by one': 20, many: 8 } as const;
const DECIDER = join(import.meta.dirname, '../support/deciderProcess.js');

/** Starts a reviewer, kills it with SIGKILL soon after its first decision; returns what it was promised. */
function decideUntilKilled(
  root: string,
  how: keyof typeof KILLS,
  afterFirstMs: number,
): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [DECIDER, root, how], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.once('data', () => setTimeout(() => child.kill('SIGKILL'), afterFirstMs));
    child.stdout.on('data', (data) => {
      output += data;
    });
    child.on('error', reject);
    // The last line may be cut; a promise counts when it was made in full.
    child.on('close', () => resolve(output.split('\n').slice(0, -1)));
  });
}

describe('a process killed while it decides', () => {
  requireKept('one by one');
  requireKept('many');
});

function requireKept(how: keyof typeof KILLS): void {
  const kills = KILLS[how];
  it(`${how} loses no decision, ${kills} times over`, async () => {
    const log = new MemoryLog();
    for (let i = 0; i < 30; i += 1) {
      log
        .user(`Question ${i}?`)
        .assistant(`A long enough answer to question number ${i}, truly.`)
        .button('up')
        .pause(99);
    }
    const root = await temporaryWorkspace({ 'userData/lumi_memory.jsonl': log.toString() });
    await extract({}, testContext(root));

    const promised: string[] = [];
    for (let kill = 0; kill < kills; kill += 1) {
      promised.push(...(await decideUntilKilled(root, how, kill * 7)));
    }

    const context = nodeContext(root, new AbortController().signal);
    await withWorkspaceLock(context, 'look', () => projectDay(context, DAY));
    const { decisions, problems } = await readDecisions(context, DAY);
    assert.deepEqual(problems, []);
    const kept = new Set(decisions.map(({ decision }) => decision.hash));
    assert.ok(promised.length >= kills, `${promised.length} decisions`);
    assert.deepEqual(
      promised.filter((hash) => !kept.has(hash)),
      [],
    );
    // Every decision in the journal was made on what was there: none came between unseen.
    const last = new Map<string, string>();
    for (const { decision } of decisions) {
      assert.equal(decision.on, last.get(decision.candidate) ?? null);
      last.set(decision.candidate, decision.hash);
    }
    const staged = await readdir(join(root, 'staging_kb', DAY));
    assert.deepEqual(staged.filter((name) => name.endsWith('.tmp') === false).sort(), [
      'decisions',
      'flagged.jsonl',
    ]);
  }).timeout(120_000);
}
