import { strict as assert } from 'node:assert';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** `[words](docs/page.md#heading)`; what leads out of the checkout is not looked at. */
const LINK = /\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)/gu;

describe('the links of the documentation', () => {
  it('lead to files and headings that are there', async () => {
    const docs = (await readdir('docs')).filter((name) => name.endsWith('.md'));
    const pages = ['README.md', 'CONTRIBUTING.md', ...docs.map((name) => `docs/${name}`)];
    const dead: string[] = [];
    let looked = 0;
    for (const page of pages) {
      for (const [link, path = '', heading] of (await readFile(page, 'utf8')).matchAll(LINK)) {
        looked += 1;
        const target = path === '' ? page : join(page, '..', path);
        if (!(await leadsThere(target, heading))) dead.push(`${page}: ${link}`);
      }
    }
    assert.deepEqual(dead, []);
    assert.ok(looked > 100, `${looked} links`);
  });
});

async function leadsThere(target: string, heading: string | undefined): Promise<boolean> {
  const found = await stat(target).catch(() => undefined);
  if (found === undefined || heading === undefined || !target.endsWith('.md'))
    return found !== undefined;
  const text = await readFile(target, 'utf8');
  const headings = [...text.matchAll(/^#+ (.+)$/gmu)].map(([, words = '']) => anchorOf(words));
  return headings.includes(heading) || text.includes(`<a id="${heading}">`);
}

/** As GitHub makes them. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}
