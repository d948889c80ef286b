import * as assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import * as z from 'zod';
import { program } from '../../../src/cli/program.js';
import { configSchema } from '../../../src/core/workspace/configSchema.js';

interface Manifest {
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
  };
}

describe('the reference pages', () => {
  it('name every command of the shell', async () => {
    const page = await readFile('docs/command-line.md', 'utf8');
    const missing = commandsOf(program()).filter((words) => !isNamed(page, words));
    assert.deepEqual(missing, []);
  });

  it('name every setting of VS Code', async () => {
    const page = await readFile('docs/settings.md', 'utf8');
    const { contributes } = JSON.parse(await readFile('package.json', 'utf8')) as Manifest;
    const keys = Object.keys(contributes.configuration.properties);
    assert.deepEqual(
      keys.filter((key) => !page.includes(`\`${key}\``)),
      [],
    );
  });

  it('name every key of the settings file, alone or as one of a group', async () => {
    const page = await readFile('docs/settings.md', 'utf8');
    const schema = z.toJSONSchema(configSchema, { io: 'input' }) as Node;
    const missing = keysOf(schema, '').filter((key) => {
      const group = `${key.slice(0, key.lastIndexOf('.'))}.*`;
      return !page.includes(`\`${key}\``) && !page.includes(`\`${group}\``);
    });
    assert.deepEqual(missing, []);
  });
});

describe('the page about what does not work', () => {
  it('quotes what the product says', async () => {
    const page = await readFile('docs/troubleshooting.md', 'utf8');
    const sources = await textOf('src');
    const quoted = [...page.matchAll(/"([^"\n]+)"/gu)].map(([, words = '']) => words);
    assert.ok(quoted.length > 10);
    assert.deepEqual(
      quoted.filter((words) => !sources.includes(words)),
      [],
    );
  });
});

async function textOf(folder: string): Promise<string> {
  const names = await readdir(folder, { recursive: true });
  const files = names.filter((name) => name.endsWith('.ts'));
  return (await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')))).join();
}

/** As words behind `codelumi`; of groups their members alone. */
function commandsOf(command: Command): string[] {
  const { commands } = command;
  if (commands.length === 0) return [command.name()];
  return commands.flatMap((each) =>
    each.commands.length === 0
      ? [each.name()]
      : commandsOf(each).map((words) => `${each.name()} ${words}`),
  );
}

/** `review reject` is named by `codelumi review reject|flag|reopen ID…` as well. */
function isNamed(page: string, words: string): boolean {
  const [first = '', second] = words.split(' ');
  if (second === undefined) return page.includes(`\`codelumi ${first}`);
  return page
    .split('`')
    .filter((each) => each.startsWith(`codelumi ${first} `))
    .some((each) => each.split(/[ |\\]+/u).includes(second));
}

interface Node {
  readonly properties?: Readonly<Record<string, Node>>;
}

/** The keys that hold no others, as a path. */
function keysOf({ properties }: Node, path: string): string[] {
  if (properties === undefined) return [path];
  return Object.entries(properties)
    .filter(([key]) => key !== '$schema')
    .flatMap(([key, node]) => keysOf(node, path === '' ? key : `${path}.${key}`));
}
