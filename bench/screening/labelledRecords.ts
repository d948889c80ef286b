import { readFile } from 'node:fs/promises';

/** The records of a file outside the repository; undefined, and one line that says so, where it is not there. */
export async function labelledRecords<Shape>(path: string): Promise<Shape[] | undefined> {
  try {
    const lines = (await readFile(path, 'utf8')).trim().split('\n');
    return lines.map((line) => JSON.parse(line));
  } catch {
    console.log(`skipped: ${path} is not there; set CODELUMI_DATA to the folder that holds it`);
    return undefined;
  }
}
