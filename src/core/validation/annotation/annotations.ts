import { CodelumiError } from '../../errors.js';
import type { JobContext } from '../../job.js';
import { sha256 } from '../../records/sha256.js';
import { withWorkspaceLock } from '../../workspace/lock.js';
import { ANNOTATED_FILE, type AnnotatedPair, readAnnotated } from '../holdout/annotated.js';
import type { SamplePair } from './sample.js';

export type Grade = 0 | 1 | 2 | 3;

type Rated = Pick<SamplePair, 'query' | 'candidate'>;

/** The same for what is the same pair, whoever graded it. */
export function pairKey({ query, candidate }: Rated): string {
  return JSON.stringify([query, candidate]);
}

/** Names a pair without its texts. */
export function pairId(pair: Rated): string {
  return sha256(pairKey(pair));
}

/** The pairs of a sample that somebody has not graded yet, in order. */
export function ungraded(
  pairs: readonly SamplePair[],
  annotated: readonly AnnotatedPair[],
  annotator: string,
): SamplePair[] {
  const own = annotated.filter((each) => each.annotator === annotator);
  const graded = new Set(own.map(pairKey));
  return pairs.filter((pair) => !graded.has(pairKey(pair)));
}

type Context = Omit<JobContext, 'progress'>;

/**
 * Writes one grade, flushed to the disk before anybody is told. Lines that others wrote stay as they are.
 * @returns false when this person had graded the pair already, in another window: then nothing was written
 */
export function grade(
  context: Context,
  { query, candidate }: Rated,
  label: Grade,
  annotator: string,
): Promise<boolean> {
  return withWorkspaceLock(context, 'grade a pair', async (lock) => {
    const { lines } = await readAnnotated(context);
    const key = pairKey({ query, candidate });
    if (lines.some(({ value }) => value.annotator === annotator && pairKey(value) === key))
      return false;
    await lock.confirm();
    const line = `${JSON.stringify({ query, candidate, label, annotator })}\n`;
    await context.files.append(ANNOTATED_FILE, `${await missingEnd(context)}${line}`);
    return true;
  });
}

/**
 * Takes back somebody's own grade of a pair; the lines of all others stay byte for byte.
 * @throws CodelumiError `not-found` when there is no such grade
 */
export function takeBack(context: Context, rated: Rated, annotator: string): Promise<void> {
  return withWorkspaceLock(context, 'take a grade back', async (lock) => {
    const { lines } = await readAnnotated(context);
    const key = pairKey(rated);
    const own = lines.filter(
      ({ value }) => value.annotator === annotator && pairKey(value) === key,
    );
    const last = own.at(-1);
    if (last === undefined) throw nothingToTakeBack();
    // Latin-1 keeps every byte, whatever the lines of others hold.
    const text = Buffer.from(await context.files.read(ANNOTATED_FILE)).toString('latin1');
    const kept = text.split('\n').filter((_, at) => at !== last.place.line - 1);
    await lock.confirm();
    await context.files.replace(ANNOTATED_FILE, Buffer.from(kept.join('\n'), 'latin1'));
  });
}

/** Who edits the file by hand may leave its last line open. */
async function missingEnd({ files }: Context): Promise<'' | '\n'> {
  const size = (await files.stat(ANNOTATED_FILE))?.size ?? 0;
  if (size === 0) return '';
  let last = 0;
  for await (const piece of files.readChunks(ANNOTATED_FILE, { start: size - 1, end: size }))
    last = piece.at(-1) ?? last;
  return last === 0x0a ? '' : '\n';
}

function nothingToTakeBack(): CodelumiError {
  return new CodelumiError({
    reason: 'not-found',
    what: 'There is no grade of yours to take back',
    place: { file: ANNOTATED_FILE },
    remedy: 'Grade a pair first.',
  });
}
