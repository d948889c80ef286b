import { readFile } from 'node:fs/promises';

/** package.json as VS Code shows it: with its words (`%key%`) from package.nls.json. */
export async function manifestInWords<T>(): Promise<T> {
  const words = JSON.parse(await readFile('package.nls.json', 'utf8')) as Record<string, string>;
  const text = await readFile('package.json', 'utf8');
  return JSON.parse(
    text.replaceAll(/"%([^%"\s]+)%"/gu, (whole, key: string) =>
      words[key] === undefined ? whole : JSON.stringify(words[key]),
    ),
  ) as T;
}
