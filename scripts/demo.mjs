// `npm run demo`: the moving picture in the README, made of what the first five minutes look like in the real
// VS Code (test/e2e/fiveMinutes.test.ts). It needs cwebp and webpmux (Debian: `apt-get install webp`).
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { build, ensureNodeModules } from './host/nodeModules.mjs';
import { inRoot } from './host/paths.mjs';
import { run, runNode } from './host/processes.mjs';
import { explain, say, step, Trouble } from './host/steps.mjs';

const WIDTH = 1080;
const QUALITY = 72;
const scenes = inRoot('test-results', 'scenes');
const target = inRoot('docs', 'images', 'five-minutes.webp');

/** @param {string} program @param {readonly string[]} args */
async function must(program, args) {
  const { code, output } = await run(program, [...args]).catch(() => {
    throw new Trouble(`${program} is not installed (Debian: apt-get install webp)`);
  });
  if (code !== 0) throw new Trouble(`${program} failed:\n${output}`);
}

async function takeScenes() {
  await rm(scenes, { recursive: true, force: true });
  const mocha = inRoot('node_modules', 'mocha', 'bin', 'mocha.js');
  const test = inRoot('out', 'e2e', 'test', 'e2e', 'fiveMinutes.test.js');
  const { code, output } = await runNode([mocha, '--no-config', '--no-package', test], {
    env: { ...process.env, CODELUMI_SCENES: scenes },
  });
  if (code !== 0) throw new Trouble(output);
}

/** The name of a scene ends with how long it stays, in milliseconds. */
async function drawDemo() {
  const names = (await readdir(scenes)).filter((name) => name.endsWith('.png')).sort();
  const frames = [];
  for (const name of names) {
    const frame = join(scenes, name.replace('.png', '.webp'));
    const size = ['-resize', String(WIDTH), '0'];
    await must('cwebp', [
      '-quiet',
      '-q',
      String(QUALITY),
      ...size,
      join(scenes, name),
      '-o',
      frame,
    ]);
    const milliseconds = /-(\d+)\.png$/u.exec(name)?.[1] ?? '1500';
    frames.push('-frame', frame, `+${milliseconds}`);
  }
  await mkdir(inRoot('docs', 'images'), { recursive: true });
  await must('webpmux', [...frames, '-loop', '0', '-o', target]);
}

try {
  await ensureNodeModules();
  await build('build');
  await build('build of the tests', '--tests');
  await step('the first five minutes in VS Code', takeScenes);
  await step('docs/images/five-minutes.webp', drawDemo);
  say(`${((await stat(target)).size / 1024).toFixed(0)} KiB`);
} catch (error) {
  say(explain(error));
  process.exitCode = 1;
}
