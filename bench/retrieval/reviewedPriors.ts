import type { JobContext } from '../../src/core/job.js';
import type { Candidate } from '../../src/core/records/candidate.js';
import type { Prior, Priors } from '../../src/core/reranking/builtin/priors.js';
import type { SnapshotEntry } from '../../src/core/snapshots/snapshotEntry.js';

const CONVERSATION_MS = 30 * 60_000;
const DAY_MS = 24 * 60 * 60_000;
const MOST_A_DAY = 3;

type Line = Candidate['provenance'][number];

/**
 * What the log lines behind accepted candidates say of the entries that came of them: answers are uses, signals are feedback. One
 * user cannot make an entry great: of each kind a conversation (half an hour of one log) counts once, a day three times.
 */
export async function reviewedPriors(
  { files }: Pick<JobContext, 'files'>,
  candidates: readonly Candidate[],
  entries: readonly SnapshotEntry[],
): Promise<{ readonly lines: number; readonly kept: number; readonly priors: Priors }> {
  const entryOf = new Map(
    entries.flatMap(({ id, origin }) => ('candidate' in origin ? [[origin.candidate, id]] : [])),
  );
  const priors = new Map<string, Prior>();
  let [lines, kept] = [0, 0];
  for (const { id, provenance, user_feedback: feedback } of candidates) {
    const entry = entryOf.get(id);
    const evidence = provenance.filter(({ part }) => part !== 'question');
    lines += evidence.length;
    if (entry === undefined) continue; // Merged into another, whose own evidence counts.
    const timed = await Promise.all(
      evidence.map(async (line) => ({ line, time: await timeOf(files, line) })),
    );
    const cap = new Cap();
    const counted = timed.filter(({ line, time }) => cap.admits(line, time));
    kept += counted.length;
    const signals = counted.filter(({ line }) => line.part === 'signal').length;
    const isGood = feedback === 'positive_feedback';
    priors.set(entry, {
      used: counted.length - signals,
      accepted: isGood ? signals : 0,
      rejected: isGood ? 0 : signals,
    });
  }
  return { lines, kept, priors };
}

class Cap {
  readonly #conversations = new Set<string>();
  readonly #days = new Map<string, number>();

  admits({ part, file }: Line, time: number): boolean {
    const kind = part === 'signal' ? 'signal' : 'use';
    const conversation = `${kind} ${file} ${Math.floor(time / CONVERSATION_MS)}`;
    const day = `${kind} ${Math.floor(time / DAY_MS)}`;
    const before = this.#days.get(day) ?? 0;
    if (this.#conversations.has(conversation) || before >= MOST_A_DAY) return false;
    this.#conversations.add(conversation);
    this.#days.set(day, before + 1);
    return true;
  }
}

/** Milliseconds since the epoch, as JSON lines (`ts`) and plain ones (`[2026-10-12 09:14]`) give it; 0 where none does. */
async function timeOf(files: JobContext['files'], { file, ...at }: Line): Promise<number> {
  const bytes = await files.read(file);
  const line = Buffer.from(
    bytes.subarray(at.byte_offset, at.byte_offset + at.byte_length),
  ).toString('utf8');
  const [, number] = /"ts":\s*(\d{1,15})/u.exec(line) ?? [];
  if (number !== undefined) return Number(number);
  const [, day, minute] = /^\[(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2})\]/u.exec(line) ?? [];
  return day === undefined ? 0 : Date.parse(`${day}T${minute}:00Z`);
}
