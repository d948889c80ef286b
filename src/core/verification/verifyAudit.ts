import type { Hash } from 'node:crypto';
import { createHash } from 'node:crypto';
import {
  type CheckpointLine,
  type CheckpointLog,
  readCheckpoints,
} from '../audit/checkpoints/checkpointLog.js';
import { type AuditEntry, type ParsedEntry, parseAuditEntry } from '../audit/journal/auditEntry.js';
import { auditMonths, auditWriters } from '../audit/journal/auditFiles.js';
import type { Place } from '../errors.js';
import type { JobContext } from '../job.js';
import { PRUNED } from '../snapshots/pruning/prunedSnapshots.js';
import { describeBreak, readJournal } from '../workspace/journal.js';
import { auditFile, SNAPSHOTS_FOLDER } from '../workspace/paths.js';
import { unknownLine } from '../workspace/unknownLine.js';
import type { Findings } from './fault.js';

type Context = Pick<JobContext, 'files'>;

/** What the audit log says a file is, and where it says so. */
interface Recorded {
  readonly at: string;
  /** null: it was pruned. */
  readonly sha256: string | null;
  readonly place: Place;
}

/**
 * Whether everybody's audit log is unbroken, each month follows the one before, every checkpoint that an entry
 * names is there, and each snapshot has the bytes that the run that built it wrote.
 * @returns how many entries count
 */
export async function verifyAudit(context: Context, { faults }: Findings): Promise<number> {
  const recorded = new Map<string, Recorded>();
  const counted: number[] = [];
  for (const writer of await auditWriters(context.files)) {
    const log = new WriterLog(context, writer, recorded, (place, message) =>
      faults.push({ check: 'audit', place, message }),
    );
    counted.push(await log.verify());
  }
  for (const [file, { sha256, place }] of recorded) {
    if (sha256 === null || (await digestOf(context, file)) === sha256) continue;
    const message = `not the bytes that were written, as ${place.file}:${place.line} says; restore it from Git`;
    faults.push({ check: 'audit', place: { file }, message });
  }
  return counted.reduce((sum, count) => sum + count, 0);
}

class WriterLog {
  readonly #context: Context;
  readonly #writer: string;
  readonly #recorded: Map<string, Recorded>;
  readonly #fault: (place: Place, message: string) => void;

  constructor(
    context: Context,
    writer: string,
    recorded: Map<string, Recorded>,
    fault: (place: Place, message: string) => void,
  ) {
    this.#context = context;
    this.#writer = writer;
    this.#recorded = recorded;
    this.#fault = fault;
  }

  /** @returns how many entries count */
  async verify(): Promise<number> {
    const { files } = this.#context;
    const checkpoints = checkpointsBySize(await readCheckpoints(files, this.#writer));
    let entries = 0;
    let before: AuditEntry['follows'];
    for (const month of await auditMonths(files, this.#writer)) {
      const file = auditFile(this.#writer, month);
      const journal = await readJournal(files, file);
      for (const { line, value } of journal.lines) {
        const place = { file, line };
        const parsed = parseAuditEntry(value);
        if (parsed === undefined) {
          this.#fault(place, unknownLine(value, 'an entry'));
          continue;
        }
        entries += 1;
        if (line === 1) this.#verifyFollows(parsed, before, place);
        this.#verifyCheckpoint(parsed, checkpoints, place);
        this.#note(parsed.entry, place);
      }
      // A torn last line was never promised to anybody.
      if (journal.break !== undefined && journal.break.kind !== 'torn') {
        const message = `${describeBreak(journal.break)}; what was done from here on cannot be proved`;
        this.#fault({ file, line: journal.break.line }, message);
      }
      const last = journal.lines.at(-1);
      if (last !== undefined) before = { file, lines: journal.lines.length, hash: last.hash };
    }
    return entries;
  }

  /** Months of before this was recorded follow nothing. */
  #verifyFollows(
    { entry: { follows }, isFirstShape }: ParsedEntry,
    before: AuditEntry['follows'],
    place: Place,
  ): void {
    if (isFirstShape) return;
    if (follows === undefined && before === undefined) return;
    if (follows === undefined) {
      this.#fault(place, `does not say that it follows ${before?.file}`);
    } else if (before?.file !== follows.file) {
      this.#fault({ file: follows.file }, `missing, though ${place.file} follows it`);
    } else if (before.lines !== follows.lines || before.hash !== follows.hash) {
      const message = `does not end at line ${follows.lines} as ${place.file} says`;
      this.#fault({ file: before.file, line: Math.min(before.lines, follows.lines) + 1 }, message);
    }
  }

  #verifyCheckpoint(
    { entry: { checkpoint } }: ParsedEntry,
    { file, count, bySize }: CheckpointsBySize,
    place: Place,
  ): void {
    if (checkpoint === undefined) return;
    const known = bySize.get(checkpoint.size);
    if (known?.root.toString('hex') === checkpoint.root) return;
    const where = known?.line ?? count + 1;
    const message = `the checkpoint of ${checkpoint.size} heads that ${place.file}:${place.line} names is not here`;
    this.#fault({ file, line: where }, message);
  }

  #note({ at, action, outcome, changes = [] }: AuditEntry, place: Place): void {
    // Pruning that was broken off has deleted what it says all the same.
    if (outcome !== 'done' && action !== PRUNED) return;
    for (const { file, after } of changes) {
      if (!file.startsWith(`${SNAPSHOTS_FOLDER}/`)) continue;
      if (after === null && action !== PRUNED) continue;
      const known = this.#recorded.get(file);
      if (known === undefined || known.at <= at)
        this.#recorded.set(file, { at, sha256: after, place });
    }
  }
}

interface CheckpointsBySize {
  readonly file: string;
  readonly count: number;
  /** The first of each. */
  readonly bySize: ReadonlyMap<number, CheckpointLine>;
}

function checkpointsBySize({ file, lines }: CheckpointLog): CheckpointsBySize {
  const bySize = new Map(lines.toReversed().map((line) => [line.size, line] as const));
  return { file, count: lines.length, bySize };
}

async function digestOf({ files }: Context, file: string): Promise<string | undefined> {
  if ((await files.stat(file))?.kind !== 'file') return undefined;
  const hash: Hash = createHash('sha256');
  for await (const chunk of files.readPassing(file)) hash.update(chunk);
  return hash.digest('hex');
}
