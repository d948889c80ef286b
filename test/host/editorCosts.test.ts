import * as assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { appendFile, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { watchFiles } from '../../src/host/workspace/watchFiles.js';
import { activationCost, heldBytes, openAndClosePanel } from './support/editorCosts.js';
import { activated, root, until } from './support/workspace.js';

// `npm run bench:editor` asks for more.
const OPENS = Number(process.env['CODELUMI_BENCH_OPENS'] ?? 30);
const CHANGES = Number(process.env['CODELUMI_BENCH_CHANGES'] ?? 500);
const ACTIVATIONS = 9;
const MOST_ACTIVATION_MS = 50;
const MOST_CODE_BYTES = 64 * 1024;
/** What is kept of one opening: VS Code itself, its log and our log keep a little. */
const MOST_BYTES_AN_OPENING = 64 * 1024;
const FOLDER = 'storm';
/** As `watchFiles` has it. */
const QUIET_MS = 150;

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function tell(words: string): void {
  const load = loadavg().map((each) => each.toFixed(1));
  const line = `      ${words} (load ${load.join(' ')})\n`;
  const work = process.env['CODELUMI_HOST_WORK'];
  // An extension host has no terminal; the report is shown as it grows.
  if (work !== undefined) appendFileSync(join(work, 'report.txt'), line);
}

describe('what the editor costs', function () {
  this.timeout(3_600_000);

  it('activation loads little, and takes less than 50 ms', async () => {
    const { extensionPath } = await activated();
    const costs = [];
    for (let run = 0; run < ACTIVATIONS; run += 1) costs.push(await activationCost());
    const wall = median(costs.map(({ milliseconds }) => milliseconds));
    const cpu = median(costs.map(({ cpuMilliseconds }) => cpuMilliseconds));
    const [first] = costs;
    assert.ok(first !== undefined);
    assert.ok(first.loaded.includes('extension.cjs'));
    let bytes = 0;
    for (const file of first.loaded) bytes += (await stat(join(extensionPath, 'dist', file))).size;
    tell(`activation: ${cpu.toFixed(1)} ms of CPU, ${wall.toFixed(1)} ms by the clock, ${bytes} B`);
    assert.ok(bytes < MOST_CODE_BYTES, `${first.loaded.join(', ')} are ${bytes} bytes`);
    assert.ok(cpu < MOST_ACTIVATION_MS, `${cpu} ms`);
  });

  it('a panel that was closed is forgotten', async () => {
    for (let warm = 0; warm < 10; warm += 1) await openAndClosePanel();
    const before = await heldBytes();
    const told = [OPENS / 10, OPENS / 2, OPENS].map(Math.round);
    for (let opened = 1; opened <= OPENS; opened += 1) {
      await openAndClosePanel();
      if (told.includes(opened))
        tell(
          `${opened} panels: ${Math.round(((await heldBytes()) - before) / 1024)} KiB more held`,
        );
    }
    const more = (await heldBytes()) - before;
    assert.ok(more < OPENS * MOST_BYTES_AN_OPENING, `${more} bytes after ${OPENS} panels`);
  });

  it('many changes of files are few changes to us', async () => {
    const folder = join(root(), FOLDER);
    await mkdir(folder, { recursive: true });
    let calls = 0;
    const watching = watchFiles([`${FOLDER}/*.jsonl`, `${FOLDER}/**/*.none`], () => calls++);
    try {
      await until(async () => {
        await writeFile(join(folder, 'begin.jsonl'), `${Math.random()}`);
        await delay(300);
        return calls > 0;
      }, 'changes were told');
      await settled(() => calls);
      calls = 0;
      const startedAt = Date.now();
      for (let at = 0; at < CHANGES; at += 50)
        await Promise.all(
          Array.from({ length: 50 }, (_, index) =>
            writeFile(join(folder, `${at + index}.jsonl`), '{}\n'),
          ),
        );
      await settled(() => calls);
      tell(`${CHANGES} files written: ${calls} calls in ${Date.now() - startedAt} ms`);
      assertFew(calls, Date.now() - startedAt);
      calls = 0;
      const appendedAt = Date.now();
      for (let line = 0; line < CHANGES; line += 1)
        await appendFile(join(folder, 'log.jsonl'), '{}\n');
      await settled(() => calls);
      tell(`${CHANGES} lines appended: ${calls} calls in ${Date.now() - appendedAt} ms`);
      assertFew(calls, Date.now() - appendedAt);
    } finally {
      watching.dispose();
      await rm(folder, { recursive: true, force: true });
    }
  });
});

/** Some, so that nothing is missed, and no more than the time that passed explains. */
function assertFew(calls: number, milliseconds: number): void {
  assert.ok(calls >= 1);
  assert.ok(calls <= 3 + milliseconds / QUIET_MS, `${calls} calls in ${milliseconds} ms`);
}

/** Until VS Code has told of everything. */
async function settled(count: () => number): Promise<void> {
  await until(() => count() > 0, 'a change was told');
  for (let seen = -1; seen !== count(); ) {
    seen = count();
    await delay(2_500);
  }
}
