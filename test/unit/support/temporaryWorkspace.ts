import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const made: string[] = [];

/** A new empty folder, removed when the test run ends. */
export async function temporaryWorkspace(
  files: Readonly<Record<string, string | Uint8Array>> = {},
): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'codelumi-test-'));
  made.push(root);
  for (const [path, content] of Object.entries(files)) await put(root, path, content);
  return root;
}

export async function put(root: string, path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), content);
}

export function text(root: string, path: string): Promise<string> {
  return readFile(join(root, path), 'utf8');
}

/** Every file below a folder with its bytes, as one comparable value. */
export async function contentsOf(root: string): Promise<Record<string, string>> {
  const contents: Record<string, string> = {};
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    contents[path.slice(root.length + 1)] = (await readFile(path)).toString('base64');
  }
  return contents;
}

after(async () => {
  await Promise.all(made.map((root) => rm(root, { recursive: true, force: true })));
});
