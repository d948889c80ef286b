import * as assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { reporters } from 'mocha';
import { ReviewDesk } from '../../src/host/review/reviewDesk.js';
import { activated, forgetReview, root } from './support/workspace.js';

const TOTAL = 20_000;
const LONGEST_MS = 120_000;
const DECISIONS = 10;
const MB = 1024 * 1024;
/** Generous: the machine may be busy with other work. */
const USABLE_STALL_MS = 1_000;
const USABLE_MB = 150;

async function writeQueue(): Promise<void> {
  const checkout = join(__dirname, '..', '..');
  const args = [join(checkout, 'out', 'bench', 'longQueue.mjs'), root(), String(TOTAL)];
  // On the desktop the extension host is Electron.
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  await promisify(execFile)(process.execPath, args, { env });
}

describe('a long queue', function () {
  this.timeout(LONGEST_MS);
  const stalls = monitorEventLoopDelay({ resolution: 5 });
  const figures: string[] = [];
  let desk: ReviewDesk;

  before(async () => {
    const { extensionPath } = await activated();
    await forgetReview();
    await writeQueue();
    desk = new ReviewDesk(join(extensionPath, 'dist', 'review.worker.cjs'));
    stalls.enable();
    await delay(1_000);
    figures.push(`host, longest stall while nothing happens: ${longestStall()} ms`);
  });

  after(async () => {
    stalls.disable();
    desk.dispose();
    await forgetReview();
    reporters.Base.consoleLog(
      `      With ${TOTAL} candidates:\n${figures.map((each) => `      ${each}`).join('\n')}`,
    );
  });

  function longestStall(): number {
    const longest = stalls.max / 1e6;
    stalls.reset();
    return Math.round(longest);
  }

  async function timed(what: string, work: () => Promise<unknown>): Promise<void> {
    const started = performance.now();
    await work();
    figures.push(`${what}: ${Math.round(performance.now() - started)} ms`);
  }

  it('is read beside the extension host, which keeps only how many there are', async () => {
    longestStall();
    const before = process.memoryUsage();
    await timed('first 200 at hand', async () => {
      await desk.somethingToShow();
      await desk.group({ status: 'pending', day: undefined, offset: 0, limit: 200 });
    });
    await timed('everything read', () => desk.refresh());
    const stall = longestStall();
    const now = process.memoryUsage();
    const grown = Math.round((now.heapUsed - before.heapUsed) / MB);
    const resident = Math.round((now.rss - before.rss) / MB);
    figures.push(`host, longest stall while all is read: ${stall} ms`);
    figures.push(`host, its own heap grown by: ${grown} MB`);
    figures.push(`host, its process with the worker grown by: ${resident} MB`);
    const { counts, isComplete } = desk.overview;
    assert.equal(
      Object.values(counts).reduce((sum, count) => sum + count, 0),
      TOTAL,
    );
    assert.ok(isComplete);
    assert.ok(stall < USABLE_STALL_MS && grown < USABLE_MB, `${stall} ms, ${grown} MB`);
  });

  it('gives pages from anywhere in it', async () => {
    const { items, selectedAt } = await desk.page({ offset: TOTAL / 2, limit: 200 });
    assert.equal(items.length, 200);
    assert.equal(selectedAt, undefined);
    const [, , third] = items;
    const again = await desk.page({ offset: 0, limit: 1, selected: third?.id ?? '' });
    assert.equal(again.selectedAt, TOTAL / 2 + 2);
  });

  it('is decided on without the extension host standing still', async () => {
    const day = desk.overview.groups.at(-1)?.day;
    const group = await desk.group({ status: 'pending', day, offset: 0, limit: DECISIONS });
    longestStall();
    for (const { id } of group) {
      const { state } = await desk.read(id);
      await desk.prepare(id);
      const { fingerprint, lastHash: on } = state;
      const request = { candidate: id, action: 'reject', fingerprint, on } as const;
      await timed('a decision', () => desk.decide(request));
    }
    const stall = longestStall();
    figures.push(`host, longest stall while deciding: ${stall} ms`);
    assert.ok(stall < USABLE_STALL_MS, `${stall} ms`);
  });
});
