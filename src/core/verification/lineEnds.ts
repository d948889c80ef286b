import type { Files } from '../ports/files.js';
import { endsWithReturn } from '../records/lineEnd.js';
import { isOwnPath } from '../workspace/paths.js';
import type { Check, Fault } from './fault.js';

/** What holds files against the bytes that were written. */
const OF_BYTES: ReadonlySet<Check> = new Set<Check>([
  'audit',
  'checkpoint',
  'history',
  'projection',
  'provenance',
  'snapshot',
]);

const WORDS =
  'its lines end with CRLF, which Git makes where .gitattributes does not tell it otherwise: run codelumi init, delete the file, and git checkout it again';

/**
 * Says of faults about bytes that line ends are others, where they are: a clone with `core.autocrlf` looks like
 * forgery otherwise. The faults stay, for nothing shows that line ends are all that differs.
 */
export async function withLineEnds(
  files: Pick<Files, 'stat' | 'readChunks'>,
  faults: readonly Fault[],
): Promise<Fault[]> {
  const known = new Map<string, boolean>();
  const told: Fault[] = [];
  for (const fault of faults) {
    const { file } = fault.place;
    if (!OF_BYTES.has(fault.check) || !isOwnPath(file)) {
      told.push(fault);
      continue;
    }
    const isOther = known.get(file) ?? (await endsWithReturn(files, file));
    known.set(file, isOther);
    told.push(isOther ? { ...fault, message: `${fault.message}; ${WORDS}` } : fault);
  }
  return told;
}
