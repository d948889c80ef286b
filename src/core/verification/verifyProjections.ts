import type { JobContext } from '../job.js';
import { isEqual } from '../records/isEqual.js';
import { PROJECTED, type Projection } from '../review/projections.js';
import { projectionFile } from '../workspace/paths.js';
import type { Fault } from './fault.js';

/** Whether the files that others read of a day say, byte for byte, what its journals add up to. */
export async function verifyProjections(
  { files }: Pick<JobContext, 'files'>,
  day: string,
  projection: Projection,
): Promise<Fault[]> {
  const faults: Fault[] = [];
  for (const status of PROJECTED) {
    const file = projectionFile(day, status);
    const isThere = (await files.stat(file)) !== undefined;
    const found = isThere ? Buffer.from(await files.read(file)) : Buffer.alloc(0);
    const expected = projection.contentOf(status);
    if (isEqual(found, expected)) continue;
    const place = { file, line: lineOfDifference(found, expected) };
    const message = isThere
      ? 'this is not what the journals of decisions add up to; `codelumi verify --mend` writes it anew'
      : 'the file is missing; `codelumi verify --mend` writes it anew';
    faults.push({ check: 'projection', place, message });
  }
  return faults;
}

const LINE_FEED = 10;

/** The line, from 1, of the first byte that differs. */
function lineOfDifference(one: Buffer, other: Buffer): number {
  let line = 1;
  for (let at = 0; at < one.length && one[at] === other[at]; at += 1) {
    if (one[at] === LINE_FEED) line += 1;
  }
  return line;
}
