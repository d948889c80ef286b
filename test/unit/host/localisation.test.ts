import * as assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

type Words = Readonly<Record<string, string>>;

/** @param name of a script that has no types of its own */
async function script<T>(name: string): Promise<T> {
  return import(pathToFileURL(resolve(`scripts/localisation/${name}.mjs`)).href) as Promise<T>;
}
const { takeWords } = await script<{ takeWords: (manifest: unknown, before: Words) => Words }>(
  'manifestWords',
);
const { hostWords } = await script<{ hostWords: (folder: string) => Promise<Words> }>('hostWords');

describe('what translators get', () => {
  it('has every word of the manifest: `npm run localise` would change nothing', async () => {
    const text = await readFile('package.json', 'utf8');
    const kept = JSON.parse(await readFile('package.nls.json', 'utf8')) as Words;
    const manifest: unknown = JSON.parse(text);
    assert.deepEqual(takeWords(manifest, kept), kept);
    assert.equal(`${JSON.stringify(manifest, undefined, 2)}\n`, text);
  });

  it('has every word of the editor part: `npm run localise` would change nothing', async () => {
    const kept = JSON.parse(await readFile('l10n/bundle.l10n.json', 'utf8')) as Words;
    assert.deepEqual(await hostWords('src/host'), kept);
    assert.ok(Object.keys(kept).length > 50);
  });

  it('leaves identifiers and what is for models as they are', () => {
    const tool = { name: 'codelumi_list', displayName: 'List', modelDescription: 'Lists.' };
    const manifest = {
      displayName: 'D',
      description: 'E',
      capabilities: {},
      contributes: { languageModelTools: [tool] },
    };
    const words = takeWords(manifest, {});
    assert.equal(words['languageModelTools.codelumi_list.displayName'], 'List');
    assert.equal(tool.name, 'codelumi_list');
    assert.equal(tool.modelDescription, 'Lists.');
  });

  it('refuses words that translators would never see', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'codelumi-words-'));
    await mkdir(join(folder, 'room'));
    const file = join(folder, 'room', 'say.ts');
    await writeFile(file, "l10n.t('It\\'s {0}.', name);\nl10n.t(\n  \"a 'b'\",\n)");
    assert.deepEqual(await hostWords(folder), { "It's {0}.": "It's {0}.", "a 'b'": "a 'b'" });
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source of a program
    await writeFile(file, 'l10n.t(`It is ${name}.`)');
    await assert.rejects(hostWords(folder), /say\.ts: l10n\.t needs a literal/u);
  });
});
