import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { CANDIDATES_VIEW, COMMANDS, CONTEXT_KEYS, RELEASES_VIEW } from '../../../src/shared/ids.js';
import { manifestInWords } from '../support/manifestInWords.js';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly {
      command: string;
      title: string;
      category: string;
      icon?: string;
    }[];
    readonly menus: Readonly<Record<string, readonly { command: string; when?: string }[]>>;
    readonly views: Readonly<Record<string, readonly { id: string }[]>>;
    readonly configuration: {
      readonly properties: Readonly<
        Record<string, { default?: unknown; markdownDescription?: string; scope: string }>
      >;
    };
    readonly viewsWelcome: readonly { view: string; contents: string; when: string }[];
  };
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] };
  };
  readonly engines: { readonly vscode: string };
  readonly devDependencies: Readonly<Record<string, string>>;
}

const manifest = await manifestInWords<Manifest>();
const declared = manifest.contributes.commands.map(({ command }) => command);

describe('package.json', () => {
  it('declares exactly the commands the host registers', () => {
    assert.deepEqual([...declared].sort(), [...Object.values(COMMANDS)].sort());
  });

  it('names commands alike: codelumi.<area>.<verb>, Title Case, one category', () => {
    for (const { command, title, category } of manifest.contributes.commands) {
      assert.match(command, /^codelumi\.[a-z]+\.[a-zA-Z]+$/u);
      assert.equal(category, 'CodeLumi');
      for (const word of title.split(' '))
        assert.match(word, /^(?:[A-Z]|(?:on|in|as|to)$)/u, title);
    }
  });

  it('uses only commands and views that exist', () => {
    const used = Object.values(manifest.contributes.menus)
      .flat()
      .map(({ command }) => command);
    const linked = manifest.contributes.viewsWelcome
      .flatMap(({ contents }) => [...contents.matchAll(/\(command:([^)]+)\)/gu)])
      .map(([, command]) => command ?? '')
      .filter((command) => command.startsWith('codelumi.'));
    assert.deepEqual(
      [...used, ...linked].filter((command) => !declared.includes(command)),
      [],
    );
    const views = Object.values(manifest.contributes.views)
      .flat()
      .map(({ id }) => id);
    assert.deepEqual(views, [CANDIDATES_VIEW, RELEASES_VIEW]);
  });

  it('has a welcome text for every reason the code gives', async () => {
    const source = await readFile('src/host/tree/emptyReason.ts', 'utf8');
    const [, union = ''] = /type Reason =\s([^;]+);/u.exec(source) ?? [];
    const reasons = [...union.matchAll(/'(\w+)'/gu)]
      .map(([, reason]) => reason)
      .filter((reason) => reason !== 'none');
    const welcomed = manifest.contributes.viewsWelcome
      .filter(({ view }) => view === CANDIDATES_VIEW)
      .map(({ when }) => when.split(' == '));
    assert.deepEqual(
      welcomed.map(([key]) => key),
      reasons.map(() => CONTEXT_KEYS.emptyReason),
    );
    assert.deepEqual(welcomed.map(([, reason]) => reason).sort(), reasons.sort());
  });

  it('says what every setting means and what it is when nobody set it', () => {
    for (const [name, setting] of Object.entries(manifest.contributes.configuration.properties)) {
      assert.match(name, /^codelumi\./u);
      assert.ok(
        setting.default !== undefined && (setting.markdownDescription ?? '').length > 20,
        name,
      );
    }
  });

  it('lets only the user name a folder outside the workspace', () => {
    const { restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    const { properties } = manifest.contributes.configuration;
    const folders = Object.keys(properties).filter((name) => name.endsWith('Folder'));
    assert.ok(folders.length > 0);
    for (const name of folders) {
      assert.equal(properties[name]?.scope, 'machine');
      assert.ok(restrictedConfigurations.includes(name));
    }
  });

  it('asks for no newer VS Code than its types describe', () => {
    assert.equal(manifest.engines.vscode, `^${manifest.devDependencies['@types/vscode']}`);
  });
});

describe('the tree of sources', () => {
  /** Each room may use those before it. */
  const ROOMS = [
    'ports',
    'statistics',
    'records',
    'workspace',
    'programs',
    'signing',
    'audit',
    'setup',
    'retrieval',
    'reranking',
    'screening',
    'comparison',
    'review',
    'mining',
    'snapshots',
    'registry',
    'training',
    'verification',
    'validation',
    'rollout',
    'monitoring',
    'cadence',
    'tracing',
    'health',
    'erasure',
    'exporting',
    'runs',
    'gitflow',
    'agents',
  ];

  it('has features that depend downwards only', async () => {
    const upward: string[] = [];
    for (const name of await readdir('src/core', { recursive: true })) {
      if (!name.endsWith('.ts')) continue;
      const [room = ''] = name.split(sep);
      const source = await readFile(join('src/core', name), 'utf8');
      for (const [, path = ''] of source.matchAll(/(?:from |import\()'(\.[^']+)'/gu)) {
        const [target = ''] = join(dirname(name), path).split(sep);
        if (ROOMS.includes(room) && ROOMS.indexOf(target) > ROOMS.indexOf(room))
          upward.push(`${name} → ${path}`);
      }
    }
    assert.deepEqual(upward, []);
  });

  it('has no rooms this test does not know', async () => {
    const entries = await readdir('src/core', { withFileTypes: true });
    const rooms = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    assert.deepEqual(rooms.sort(), [...ROOMS].sort());
  });

  it('lets one file alone know the archived UI toolkit', async () => {
    const importers: string[] = [];
    for (const name of await readdir('webview', { recursive: true })) {
      if (!name.endsWith('.ts')) continue;
      const source = await readFile(join('webview', name), 'utf8');
      if (source.includes("'@vscode/webview-ui-toolkit'")) importers.push(name);
    }
    assert.deepEqual(importers, ['kit/kitToolkit.ts']);
  });
});
