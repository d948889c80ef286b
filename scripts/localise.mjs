// `npm run localise`: makes ready what translators get.
//   package.nls.json          the words of package.json, each under the key that stands there in its place
//   l10n/bundle.l10n.json     the words of the editor part, `l10n.t('…')` in src/host, each its own key
// Run it after a change of either; the same sources give the same bytes, which a test checks.
import { readFile, writeFile } from 'node:fs/promises';
import { inRoot } from './host/paths.mjs';
import { hostWords } from './localisation/hostWords.mjs';
import { takeWords } from './localisation/manifestWords.mjs';

/** @param {string} path @returns {Promise<any>} */
const readJson = async (path) => JSON.parse(await readFile(inRoot(path), 'utf8'));

/** @param {string} path @param {unknown} value */
const writeJson = (path, value) =>
  writeFile(inRoot(path), `${JSON.stringify(value, undefined, 2)}\n`);

const manifest = await readJson('package.json');
const before = await readJson('package.nls.json').catch(() => ({}));
const words = takeWords(manifest, before);
await writeJson('package.json', manifest);
await writeJson('package.nls.json', words);
const found = await hostWords(inRoot('src', 'host'));
await writeJson('l10n/bundle.l10n.json', found);
process.stdout.write(
  `package.nls.json ${Object.keys(words).length}, l10n/bundle.l10n.json ${Object.keys(found).length}\n`,
);
