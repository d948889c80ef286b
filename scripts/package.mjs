// `npm run package`: the VSIX that people install. vsce makes the production build itself
// (`vscode:prepublish`); afterwards `dist/` holds the development build again.
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { stripVTControlCharacters } from 'node:util';
import { build, ensureNodeModules } from './host/nodeModules.mjs';
import { inRoot, manifest } from './host/paths.mjs';
import { runNode } from './host/processes.mjs';
import { explain, say, step, Trouble } from './host/steps.mjs';

const { name, version } = manifest();
const README = 'out/README.md';
const vsix = `${name}-${version}.vsix`;

/** The README without pictures that the package leaves out: the moving one alone would be a third of it. */
async function writeReadme() {
  const text = await readFile(inRoot('README.md'), 'utf8');
  const shipped = await readFile(inRoot('.vscodeignore'), 'utf8');
  const lines = text.split('\n').filter((line) => {
    const picture = /^!\[[^\]]*\]\((\S+)\)$/u.exec(line)?.[1];
    return picture === undefined || shipped.includes(`!${picture}\n`);
  });
  await mkdir(inRoot('out'), { recursive: true });
  await writeFile(inRoot(README), lines.join('\n'));
}

/** @returns {Promise<string>} */
async function makeVsix() {
  await writeReadme();
  const { code, output } = await runNode([
    inRoot('node_modules', '@vscode', 'vsce', 'vsce'),
    'package',
    '--no-dependencies', // everything is bundled
    '--allow-missing-repository', // else it asks, and nobody may be there to answer
    '--no-rewrite-relative-links', // the README's picture is in the package
    '--readme-path',
    README,
    '--out',
    vsix,
  ]);
  const plain = stripVTControlCharacters(output);
  if (code !== 0) throw new Trouble(plain.trimEnd());
  const [, files = plain] = plain.split('Files included in the VSIX:\n');
  return files.trimEnd();
}

try {
  await ensureNodeModules();
  const files = await step(vsix, makeVsix);
  say(files);
  say(`${vsix}: ${((await stat(inRoot(vsix))).size / 1024).toFixed(0)} KiB`);
} catch (error) {
  say(explain(error));
  process.exitCode = 1;
} finally {
  await build('dist is the development build again').catch((error) => {
    say(explain(error));
    process.exitCode = 1;
  });
}
