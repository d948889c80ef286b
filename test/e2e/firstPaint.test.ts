import { strict as assert } from 'node:assert';
import { execFile } from 'node:child_process';
import { loadavg } from 'node:os';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import type { FrameLocator, Page } from 'playwright-core';
import { installEmptyWebview } from './support/emptyWebview.js';
import { runCommand, startCommand } from './support/palette.js';
import { openContainer, treeRow, webviewFrame } from './support/parts.js';
import { Stopwatch } from './support/stopwatch.js';
import { useVsCode } from './support/useVsCode.js';

const TOTAL = 10_000;
const RUNS = 5;
const PAINT = 'first-contentful-paint';
/** What the page marks, in the order in which it happens. */
const MOMENTS = new Map([
  [PAINT, 'the panel has painted its outline'],
  ['begun', 'its script asks for the queue'],
  ['candidate', 'its queue and first candidate are there'],
]);
/** Generous: the machine of whoever runs this may be slow and busy. */
const USABLE_MS = 5_000;

interface Timed extends Window {
  pressed?: number;
}

async function writeQueue(folder: string): Promise<void> {
  const args = [resolve('out/bench/longQueue.mjs'), folder, String(TOTAL)];
  await promisify(execFile)(process.execPath, args);
}

/** Notes when Enter was last pressed in the window, on the clock that all frames share. */
async function watchEnter(page: Page): Promise<void> {
  await page.evaluate(() => {
    const note = (event: KeyboardEvent) => {
      if (event.key === 'Enter')
        (window as Timed).pressed = performance.timeOrigin + performance.now();
    };
    addEventListener('keydown', note, { capture: true });
  });
}

function pressedAt(page: Page): Promise<number> {
  return page.evaluate(() => (window as Timed).pressed ?? Number.NaN);
}

/** When something happened in a page, on the clock that all frames share. */
function momentIn(frame: FrameLocator, inside: string, name: string): Promise<number> {
  return frame.locator(inside).evaluate((_element, name) => {
    const [entry] = performance.getEntriesByName(name);
    return performance.timeOrigin + (entry?.startTime ?? Number.NaN);
  }, name);
}

describe('the first paint of the review panel', function () {
  this.timeout(240_000);
  const vscode = useVsCode({ git: false, prepare: writeQueue, extensions: installEmptyWebview });
  const watch = new Stopwatch();

  after(() => {
    const load = loadavg().map((each) => each.toFixed(1));
    watch.print(`Opening the panel with ${TOTAL} candidates, load ${load.join(' ')}`);
  });

  /** Opens a webview and closes it. @returns milliseconds from Enter to each of these moments in it */
  async function timed(title: string, inside: string, names: readonly string[]): Promise<number[]> {
    const { page } = vscode;
    await startCommand(page, title);
    const frame = await webviewFrame(page, inside);
    const last = names.at(-1) ?? '';
    await frame.locator(inside).evaluate(
      (_element, last) =>
        new Promise<void>((done) => {
          const look = () => {
            if (performance.getEntriesByName(last).length > 0) done();
            else setTimeout(look, 20);
          };
          look();
        }),
      last,
    );
    const pressed = await pressedAt(page);
    const moments = [];
    for (const name of names) moments.push((await momentIn(frame, inside, name)) - pressed);
    await runCommand(page, 'View: Close All Editors');
    return moments;
  }

  it('is close to that of an empty webview', async () => {
    const { page } = vscode;
    await openContainer(page, 'CodeLumi');
    await treeRow(page, 'Candidates', /^Pending/u).waitFor({ timeout: 60_000 });
    await watchEnter(page);
    const taken = new Map<string, number[]>();
    const note = (what: string, ms: number) => taken.set(what, [...(taken.get(what) ?? []), ms]);
    for (let run = 0; run <= RUNS; run += 1) {
      const empty = await timed('Open Empty Webview', '#empty', [PAINT]);
      const panel = await timed('CodeLumi: Open Review Panel', 'cl-review', [...MOMENTS.keys()]);
      // The first webview of a window also starts what all of them share.
      const when = run === 0 ? 'the first time, ' : '';
      note(`${when}an empty webview has painted`, empty.at(-1) ?? Number.NaN);
      for (const [index, what] of [...MOMENTS.values()].entries())
        note(`${when}${what}`, panel[index] ?? Number.NaN);
    }
    for (const [what, times] of taken) watch.note(`command → ${what}`, ...times);
    assert.ok(watch.last < USABLE_MS);
  });
});
