import { CodelumiError } from '../errors.js';
import type { ReviewReader } from './reviewReader.js';

/**
 * Brings the projections of some days up to date. Decisions stand once they are in the journals; files
 * derived from them can be made again at any time.
 *
 * @returns what did not work
 */
export async function projected(
  reader: ReviewReader,
  days: Iterable<string>,
): Promise<string | undefined> {
  let warning: string | undefined;
  for (const day of days) {
    try {
      await reader.project(day);
    } catch (error) {
      if (!(error instanceof CodelumiError)) throw error;
      warning = `What was decided is recorded, but the files derived from it could not be written: ${error.message}`;
    }
  }
  return warning;
}
