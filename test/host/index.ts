// VS Code calls `run()` inside the extension host. It runs every test file beside it under mocha, and
// streams the report to a file, as an extension host has no terminal (see scripts/host/hostTier.mjs).
import { appendFileSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { findSourceMap } from 'node:module';
import { join, relative, resolve } from 'node:path';
import { format } from 'node:util';

const work = process.env['CODELUMI_HOST_WORK']; // absent in the desktop run, which has a terminal
/** Runs only tests whose full title fits, as mocha's `--grep` does. */
const only = process.env['CODELUMI_HOST_GREP'];
const checkout = join(__dirname, '..', '..');

export async function run(): Promise<void> {
  process.setSourceMapsEnabled(true); // for `findSourceMap`
  const { default: Mocha } = await import('mocha');
  const mocha = new Mocha({
    // For what never ends; on a busy machine one job alone may take longer than mocha usually waits.
    timeout: 120_000,
    forbidOnly: true,
    forbidPending: true,
    ...(only ? { grep: only } : {}),
  });
  if (work) {
    Mocha.reporters.Base.consoleLog = (...parts: unknown[]) =>
      appendFileSync(join(work, 'report.txt'), `${format(...parts)}\n`);
  }
  const files = await readdir(__dirname, { recursive: true });
  for (const file of files.sort()) {
    if (file.endsWith('.test.cjs')) mocha.addFile(join(__dirname, file));
  }
  const counted = await new Promise<{ passed: number; failed: number }>((resolve) => {
    const count = { passed: 0, failed: 0 };
    mocha
      .run(() => resolve(count))
      .on('pass', () => count.passed++)
      .on('fail', (test, error: Error) => {
        count.failed++;
        if (error.stack) error.stack = mapped(error.stack);
        // Said at once as well: a run that is cut off never comes to the list at its end.
        Mocha.reporters.Base.consoleLog(`${test.fullTitle()}: ${error.stack ?? error.message}`);
      });
  });
  if (work) writeFileSync(join(work, 'result.json'), JSON.stringify(counted));
  if (counted.failed > 0) throw new Error(`${counted.failed} failed`);
  if (counted.passed === 0) throw new Error('No tests were found.');
}

/**
 * Names the TypeScript line of each frame. Node would do that by itself, if VS Code did not replace
 * `Error.prepareStackTrace`, so the finished text is mapped instead.
 */
function mapped(stack: string): string {
  return stack.replace(/([^\s():]+\.cjs):(\d+):(\d+)/g, (whole, shown, line, column) => {
    const file = resolve(shown); // mocha has already cut the working folder off
    const entry = findSourceMap(file)?.findEntry(Number(line) - 1, Number(column) - 1);
    if (!entry || !('originalSource' in entry)) return whole;
    const source = relative(checkout, new URL(entry.originalSource, `file://${file}`).pathname);
    return `${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
  });
}
