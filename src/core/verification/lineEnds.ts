import type { Files } from '../ports/files.js';
import type { Check, Fault } from './fault.js';

/** What holds files against the bytes that were written. */
const OF_BYTES: ReadonlySet<Check> = new Set<Check>([
  'audit',
  'checkpoint',
  'history',
  'projection',
  'snapshot',
]);

/** The longest line that is looked at for its end; what we write in one line is shorter. */
const LONGEST_LINE = 16 * 1024 * 1024;

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
    if (!OF_BYTES.has(fault.check) || file === undefined) {
      told.push(fault);
      continue;
    }
    const isOther = known.get(file) ?? (await endsWithReturn(files, file));
    known.set(file, isOther);
    told.push(isOther ? { ...fault, message: `${fault.message}; ${WORDS}` } : fault);
  }
  return told;
}

/** Whether the first line of a file ends with CRLF. JSON holds no raw line end, so that what we write never does. */
async function endsWithReturn(
  files: Pick<Files, 'stat' | 'readChunks'>,
  file: string,
): Promise<boolean> {
  if ((await files.stat(file))?.kind !== 'file') return false;
  let last = 0;
  for await (const chunk of files.readChunks(file, { start: 0, end: LONGEST_LINE })) {
    const at = chunk.indexOf(0x0a);
    if (at >= 0) return (at === 0 ? last : chunk[at - 1]) === 0x0d;
    last = chunk.at(-1) ?? last;
  }
  return false;
}
