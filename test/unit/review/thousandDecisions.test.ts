import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { extract } from '../../../src/core/mining/extract.js';
import { decide, readReview } from '../../../src/core/review/decide.js';
import { readDecisions } from '../../../src/core/review/decisionJournals.js';
import { loadQueue } from '../../../src/core/review/queue.js';
import { verify } from '../../../src/core/verification/verify.js';
import { nodeContext } from '../../../src/node/nodeContext.js';
import { MemoryLog } from '../support/memoryLog.js';
import { temporaryWorkspace } from '../support/temporaryWorkspace.js';
import { testContext } from '../support/testContext.js';

const DAY = '2026-11-20';
const WINDOW = join(import.meta.dirname, '../support/windowProcess.js');
const DECISIONS = 1_000;
const CANDIDATES = 40;
/** Decisions that a process lives to make, at most; single ones take longer. So it is killed a dozen times or more. */
const MOST_BEFORE_KILL = { each: 12, all: 320 } as const;

/** Starts a window that decides without end and kills it somewhere behind its n-th decision; returns its promises. */
function decideUntilKilled(
  root: string,
  how: keyof typeof MOST_BEFORE_KILL,
  thenMs: number,
): Promise<string[]> {
  const decisions = 1 + Math.floor(Math.random() * MOST_BEFORE_KILL[how]);
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [WINDOW, root, 'Ada'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const promised: string[] = [];
    let isDoomed = false;
    child.on('error', reject);
    // A line that was cut off promises nothing, and is no JSON.
    createInterface({ input: child.stdout }).on('line', (line) => {
      const hash = hashIn(line);
      if (hash !== undefined) promised.push(hash);
      if (promised.length < decisions || isDoomed) return;
      isDoomed = true;
      setTimeout(() => child.kill('SIGKILL'), thenMs);
    });
    child.stdin.on('error', () => undefined); // Written to the dead: that is the test.
    child.stdin.write(`${how}\n`.repeat(DECISIONS / CANDIDATES));
    child.on('close', (code) => {
      if (code === null) resolve(promised);
      else reject(new Error(`the window ended by itself with ${code}`));
    });
  });
}

function hashIn(line: string): string | undefined {
  try {
    return JSON.parse(line).hash;
  } catch {
    return undefined;
  }
}

describe('a window killed in the middle of 1,000 decisions', () => {
  it('loses none, however often and wherever it is killed', async () => {
    const log = new MemoryLog();
    for (let i = 0; i < CANDIDATES; i += 1) {
      log
        .user(`Question ${i}?`)
        .assistant(`A long enough answer to question number ${i}, truly.`)
        .button('up')
        .pause(99);
    }
    const root = await temporaryWorkspace({ 'userData/lumi_memory.jsonl': log.toString() });
    await extract({}, testContext(root));

    const promised: string[] = [];
    let kills = 0;
    while (promised.length < DECISIONS) {
      const how = kills % 2 === 0 ? 'each' : 'all';
      promised.push(...(await decideUntilKilled(root, how, Math.random() * 12)));
      kills += 1;
    }
    assert.ok(kills > 5, `${kills} kills`);

    // The next one to decide finds everything whole, and mends what is derived from the journals.
    const context = nodeContext(root, new AbortController().signal);
    const [first] = (await loadQueue({}, context)).candidates;
    assert.ok(first !== undefined);
    const { fingerprint, lastHash: on, status } = (await readReview(context, first.id)).state;
    const after = await decide(context, {
      candidate: first.id,
      action: status === 'flagged' ? 'reopen' : 'flag',
      reviewer: { name: 'Bob', email: 'bob@acme.dev' },
      fingerprint,
      on,
    });
    promised.push(after.state.lastHash ?? '');

    const { decisions, problems } = await readDecisions(context, DAY);
    assert.deepEqual(problems, []);
    const kept = new Set(decisions.map(({ decision }) => decision.hash));
    assert.deepEqual(
      promised.filter((hash) => !kept.has(hash)),
      [],
    );
    // What stands there beside the promises was on the disk when the process died, one step a kill at most.
    assert.ok(kept.size <= promised.length + kills * CANDIDATES, `${kept.size} are there`);
    const last = new Map<string, string>();
    for (const { decision } of decisions) {
      assert.equal(decision.on, last.get(decision.candidate) ?? null);
      last.set(decision.candidate, decision.hash);
    }
    assert.deepEqual((await verify({}, context)).faults, []);
  }).timeout(120_000);
});
