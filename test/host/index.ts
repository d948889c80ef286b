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
/** Names of files, instead of all. */
const files = process.env['CODELUMI_HOST_FILES']?.split(' ').filter((name) => name !== '') ?? [];
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
  // The extension is loaded a second time to be measured; whatever comes of that comes to nobody else.
  const isLast = (file: string) => Number(file.startsWith('editorCosts'));
  const names = (await readdir(__dirname, { recursive: true })).sort();
  for (const file of names.sort((a, b) => isLast(a) - isLast(b))) {
    const isWanted = file.endsWith('.test.cjs') && (files.length === 0 || files.includes(file));
    if (isWanted) mocha.addFile(join(__dirname, file));
  }
  const counts: FileCounts = {};
  const countOf = (file = __dirname) => (counts[relative(__dirname, file)] ??= newCount());
  await new Promise<void>((resolve) => {
    mocha
      .run(() => resolve())
      .on('pass', ({ file }) => countOf(file).passed++)
      .on('fail', (test, error: Error) => {
        countOf(test.file).failed.push(test.fullTitle());
        if (error.stack) error.stack = mapped(error.stack);
        // Said at once as well: a run that is cut off never comes to the list at its end.
        Mocha.reporters.Base.consoleLog(`${test.fullTitle()}: ${error.stack ?? error.message}`);
      });
  });
  if (work) writeFileSync(join(work, 'result.json'), JSON.stringify(counts));
  const all = Object.values(counts);
  if (all.length === 0) throw new Error('No tests were found.');
  const failed = all.flatMap((each) => each.failed).length;
  if (failed > 0) throw new Error(`${failed} failed`);
}

/** As scripts/host/secondLook.mjs has it. */
type FileCounts = Record<string, { passed: number; failed: string[] }>;

function newCount(): FileCounts[string] {
  return { passed: 0, failed: [] };
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
