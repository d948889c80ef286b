import { CodelumiError } from '../errors.js';
import type { Files } from '../ports/files.js';
import { counted } from '../records/counted.js';
import { LINE_FEED } from '../records/jsonBytes.js';
import type { LinePlace } from './linePlace.js';

/**
 * Sees to it that "nothing came of this line" is never said of a line that is nowhere.
 * @param places where the file may be: in the workspace, or in a table of logs; one that has the line is enough
 * @throws CodelumiError `wrong-usage` where no such file, or no such line, is there
 */
export async function requireLine(
  places: readonly Pick<Files, 'stat' | 'readChunks'>[],
  { file, line }: LinePlace,
): Promise<void> {
  let most: number | undefined;
  for (const files of places) {
    if ((await files.stat(file))?.kind !== 'file') continue;
    const lines = await countLines(files, file, line);
    if (lines >= line) return;
    most = Math.max(most ?? 0, lines);
  }
  if (most === undefined) throw noSuchFile(file);
  throw noSuchLine(file, line, most);
}

/** Reads no further than it must. What stands behind the last end of a line is a line as well. */
async function countLines(
  files: Pick<Files, 'readChunks'>,
  file: string,
  enough: number,
): Promise<number> {
  let ended = 0;
  let isOpen = false;
  for await (const chunk of files.readChunks(file)) {
    for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, at + 1))
      ended += 1;
    if (ended >= enough) return ended;
    if (chunk.length > 0) isOpen = chunk[chunk.length - 1] !== LINE_FEED;
  }
  return ended + Number(isOpen);
}

function noSuchFile(file: string): CodelumiError {
  return new CodelumiError({
    reason: 'wrong-usage',
    what: 'There is no such file',
    place: { file },
    remedy: 'Name a line like userData/lumi_memory.jsonl:207.',
  });
}

function noSuchLine(file: string, line: number, lines: number): CodelumiError {
  return new CodelumiError({
    reason: 'wrong-usage',
    what: `There is no line ${line} in this file`,
    place: { file },
    remedy: lines === 0 ? 'It is empty.' : `It has ${counted(lines, 'line')}.`,
  });
}
