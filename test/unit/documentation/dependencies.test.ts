import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What may be shipped with an MIT product, given that the texts are shipped too. */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
]);

interface Notices {
  bundledPackages(): Promise<string[]>;
  noticesText(): Promise<string>;
}

interface LockEntry {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
}

async function json(path: string) {
  return JSON.parse(await readFile(path, 'utf8'));
}

function installed(name: string): Promise<{ version: string; license: string }> {
  return json(join('node_modules', name, 'package.json'));
}

function notices(): Promise<Notices> {
  return import(pathToFileURL(join(process.cwd(), 'scripts/notices.mjs')).href);
}

/** `| `name` | version | licence | …`, as the tables of the page begin. */
const ROW = /^\| `([^`]+)` \| (\d[^ |]*) \| ([^|]+) \| \d/gmu;

describe('the dependencies', () => {
  it('are all in the tables of docs/dependencies.md, with version and licence, and nothing else is', async () => {
    const { dependencies = {}, devDependencies } = await json('package.json');
    const page = await readFile('docs/dependencies.md', 'utf8');
    const rows = [...page.matchAll(ROW)].map(([, name = '', version, licence = '']) => [
      name,
      version,
      licence.trim(),
    ]);
    const direct = Object.entries<string>({ ...dependencies, ...devDependencies });
    const wanted = await Promise.all(
      direct.map(async ([name, pinned]) => {
        const { version, license } = await installed(name);
        assert.equal(version, pinned, `${name} is pinned exactly, and installed so`);
        return [name, version, license];
      }),
    );
    assert.deepEqual(rows.sort(), wanted.sort());
  });

  it('come from the registry alone, each with its hash', async () => {
    const { packages } = await json('package-lock.json');
    const entries = Object.entries<LockEntry>(packages).filter(([path]) => path !== '');
    assert.ok(entries.length > 200);
    for (const [path, { integrity = '', resolved, link }] of entries) {
      assert.match(integrity, /^sha512-[\w+/]{86}==$/u, path);
      assert.ok(resolved === undefined || resolved.startsWith('https://registry.npmjs.org/'), path);
      assert.equal(link, undefined, path);
    }
  });

  it('may be shipped as far as they are', async () => {
    const { bundledPackages } = await notices();
    const names = await bundledPackages();
    assert.ok(names.includes('zod') && names.includes('lit-html'), names.join(' '));
    for (const name of names) {
      const { license } = await installed(name);
      assert.ok(ALLOWED.has(license), `${name}: ${license}`);
    }
  });

  it('have their licence texts in what is shipped, up to date', async () => {
    const { noticesText } = await notices();
    const file = await readFile('ThirdPartyNotices.txt', 'utf8');
    assert.ok(file === (await noticesText()), 'Build, then run npm run notices.');
    assert.match(await readFile('.vscodeignore', 'utf8'), /^!ThirdPartyNotices\.txt$/mu);
  });
});
