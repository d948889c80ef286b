// esbuild splits what entries share only into ES modules. The editor starts an extension fastest from CommonJS, so each file of
// the split is turned into CommonJS by a second, plain pass; what is imported with `import()` is still read when it is first used.
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import * as esbuild from 'esbuild';

const CHUNKS = 'chunks';
const ending = /\.js$/u;

/**
 * @param {esbuild.BuildOptions & { outdir: string, entryPoints: Record<string, string> }} options entries by name; each becomes `outdir/NAME.cjs`, and what they share
 *   `outdir/chunks/*.cjs`
 * @returns {Promise<esbuild.Metafile>}
 */
export async function buildSplit(options) {
  const { outdir, sourcemap, minify, target } = options;
  const { outputFiles, metafile } = await esbuild.build({
    ...options,
    format: 'esm',
    splitting: true,
    entryNames: '[name]',
    chunkNames: `${CHUNKS}/[name]-[hash]`,
    // Told as files have them in the end, by the maps of the first pass.
    sourcemap: sourcemap === false ? false : 'inline',
    metafile: true,
    write: false,
  });
  await mkdir(join(outdir, CHUNKS), { recursive: true });
  const needed = neededOf(metafile, Object.values(options.entryPoints));
  const written = new Set();
  for (const { path, text } of outputFiles) {
    if (!needed.has(resolve(path))) continue;
    const file = path.replace(ending, '.cjs');
    const { code, map } = await esbuild.transform(text.replaceAll(chunkImport, '$1.cjs$2'), {
      format: 'cjs',
      platform: 'node',
      sourcefile: basename(path),
      sourcemap: sourcemap === false ? false : 'external',
      minify,
      target,
    });
    const link = map === '' ? '' : `//# sourceMappingURL=${basename(file)}.map\n`;
    await writeFile(file, code + link);
    if (map !== '') await writeFile(`${file}.map`, map);
    written.add(basename(file)).add(`${basename(file)}.map`);
  }
  for (const name of await readdir(join(outdir, CHUNKS)))
    if (!written.has(name)) await rm(join(outdir, CHUNKS, name));
  return metafile;
}

/**
 * A module that only an unused function would load has a file of its own, which nothing names.
 * @param {esbuild.Metafile} metafile
 * @param {readonly string[]} entries
 * @returns {Set<string>} absolute paths
 */
function neededOf({ outputs }, entries) {
  const isEntry = ([, { entryPoint }]) => entryPoint !== undefined && entries.includes(entryPoint);
  const needed = new Set(
    Object.entries(outputs)
      .filter(isEntry)
      .map(([path]) => path),
  );
  for (const path of needed)
    for (const { path: imported } of outputs[path]?.imports ?? [])
      if (imported in outputs) needed.add(imported);
  return new Set([...needed].map((path) => resolve(path)));
}

/** Files of the split name each other by these; nothing else in it may look so, which the names' hashes see to. */
const chunkImport = /((?:\.\/|\.\/chunks\/|\.\.\/)[\w.-]+-[A-Z0-9]{8})\.js(["'])/gu;

/**
 * The editor's own module must stay out of what runs outside its extension host.
 * @param {esbuild.Metafile} metafile
 * @param {string} entry the file whose imports are followed
 */
export function requireNoVscode({ inputs }, entry) {
  const seen = new Set([entry]);
  for (const file of seen) {
    for (const { path, external } of inputs[file]?.imports ?? []) {
      if (path === 'vscode') throw new Error(`${file}, which ${entry} needs, imports vscode.`);
      if (!external) seen.add(path);
    }
  }
}
