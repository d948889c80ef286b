import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';

/**
 * Compares a text with a file that is kept in the repository. `UPDATE_GOLDEN=1 npm run test:unit`
 * writes the file anew; look at the difference before you commit it.
 */
export async function assertGolden(path: string, actual: string): Promise<void> {
  if (process.env['UPDATE_GOLDEN'] === '1') await writeFile(path, actual);
  const expected = await readFile(path, 'utf8').catch(() => '');
  assert.equal(actual, expected, `${path} is not current: UPDATE_GOLDEN=1 npm run test:unit`);
}
