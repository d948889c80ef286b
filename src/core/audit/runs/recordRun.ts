import { DAY_MS, HOUR_MS } from '../../durations.js';
import { CodelumiError, type ErrorReason, JobCancelled, messageOf } from '../../errors.js';
import type { JobContext } from '../../job.js';
import { readJournal } from '../../workspace/journal.js';
import { withWorkspaceLock } from '../../workspace/lock.js';
import { auditFile } from '../../workspace/paths.js';
import { knownWriter, writerOf } from '../../workspace/writer.js';
import { makeCheckpoint } from '../checkpoints/makeCheckpoint.js';
import { appendEntry } from '../journal/appendEntry.js';
import { type AuditEntry, type NewEntry, parseAuditEntry } from '../journal/auditEntry.js';
import { auditMonths } from '../journal/auditFiles.js';
import { RecordingFiles } from './recordingFiles.js';

/** What a run is called in the audit log. */
export interface RunName {
  readonly action: string;
  /** What it is about, where that is known before. */
  readonly subject?: NewEntry['subject'];
  /** Why, in the words of whoever started it. */
  readonly reason?: string;
  /** Made by timers again and again: a run that changed nothing is told once a day, whatever has been added to the logs. */
  readonly isRepeated?: boolean;
}

const IDLE_WAIT_MS = 500;

/** A context that may lack the place to tell of progress. */
type Context = Omit<JobContext, 'progress'> & Partial<Pick<JobContext, 'progress'>>;

/**
 * Runs work and records it in the audit log: who, what, what was read and changed, and how it ended. A run that fails or
 * is cancelled is recorded as such, and still fails. Work that changed nothing is not written down again
 * within the hour, where the last entry says the same. Then a checkpoint is made.
 *
 * Where the entry cannot be written the work stands, and a person is told.
 *
 * @param subjectOf what the run was about, where only its result tells
 * @throws whatever the work does; CodelumiError when nobody can be told that a run was not recorded
 */
export async function recordRun<Given extends Context, Result>(
  context: Given,
  name: RunName,
  work: (context: Given) => Promise<Result>,
  subjectOf?: (result: Result) => NewEntry['subject'],
): Promise<Result> {
  const { actor } = context;
  if (actor === undefined) return work(context);
  const run = new Run(context, name, actor);
  let result: Result;
  try {
    result = await work({ ...context, ...run.ports });
  } catch (error) {
    await run.end({ ...outcomeOf(error) });
    throw error;
  }
  const subject = subjectOf?.(result);
  await run.end({ outcome: 'done', ...(subject && { subject }) });
  return result;
}

class Run {
  readonly #context: Context;
  readonly #name: RunName;
  readonly #actor: NonNullable<JobContext['actor']>;
  readonly #files: RecordingFiles;
  readonly #tables = new Set<string>();

  constructor(context: Context, name: RunName, actor: NonNullable<JobContext['actor']>) {
    this.#context = context;
    this.#name = name;
    this.#actor = actor;
    this.#files = new RecordingFiles(context.files);
  }

  /** What the work has to use for its doing to be seen. */
  get ports(): Pick<JobContext, 'files' | 'openCentralLogs'> {
    return {
      files: this.#files,
      openCentralLogs: (address, signal) => {
        this.#tables.add(`clickhouse:${address.database}.${address.table}`);
        return this.#context.openCentralLogs(address, signal);
      },
    };
  }

  /** Never throws for the sake of a work that failed, and says what went wrong with recording itself. */
  async end(outcome: Pick<NewEntry, 'outcome' | 'failure' | 'subject'>): Promise<void> {
    try {
      const entry = { ...(await this.#entry(outcome)), ...outcome };
      // Recorded also where the work was told to stop; but then nobody waits long for a lock to say that nothing changed.
      const isIdle = outcome.outcome === 'cancelled' && entry.changes === undefined;
      const signal = isIdle ? AbortSignal.timeout(IDLE_WAIT_MS) : new AbortController().signal;
      const context = { ...this.#context, signal };
      if (!(await isWorthTelling(context, entry, this.#name.isRepeated === true))) return;
      const actor = await this.#actor();
      await withWorkspaceLock(context, `record ${entry.action}`, async (lock) => {
        const writer = await writerOf(context);
        await lock.confirm();
        await appendEntry(context, writer, { actor, ...entry });
        const { refused } = await makeCheckpoint(context, writer);
        for (const { path, what } of refused)
          this.#context.warn?.(`${path} ${what}. Run codelumi verify.`);
      });
    } catch (error) {
      if (error instanceof JobCancelled) return; // Cancelled before it did anything, while somebody else is at work.
      this.#tell(error, outcome.outcome);
    }
  }

  async #entry(outcome: Pick<NewEntry, 'outcome'>): Promise<Omit<NewEntry, 'actor'>> {
    const { read, omitted } = this.#files.reads;
    const sources = [...read, ...[...this.#tables].map((file) => ({ file }))];
    const changes = await this.#files.changes();
    const { isRepeated: _, ...name } = this.#name;
    return {
      ...name,
      ...outcome,
      ...(sources.length > 0 && { read: sources }),
      ...(omitted > 0 && { read_omitted: omitted }),
      ...(changes.length > 0 && { changes }),
    };
  }

  #tell(error: unknown, outcome: NewEntry['outcome']): void {
    const { warn } = this.#context;
    const how = { done: 'is done', failed: 'failed', cancelled: 'was cancelled' }[outcome];
    const what = `"${this.#name.action}" ${how}, but could not be recorded in the audit log`;
    if (warn !== undefined) warn(`${what}: ${messageOf(error)}`);
    else if (outcome === 'done') throw notRecorded(what, error);
  }
}

function notRecorded(what: string, cause: unknown): CodelumiError {
  const details = cause instanceof CodelumiError ? cause.details : undefined;
  return new CodelumiError({
    reason: details?.reason ?? 'not-writable',
    what: `${what}: ${details?.what ?? messageOf(cause)}`,
    ...(details?.place && { place: details.place }),
    remedy: details?.remedy ?? 'Run codelumi verify.',
    cause,
  });
}

function outcomeOf(error: unknown): Pick<NewEntry, 'outcome' | 'failure'> {
  if (error instanceof JobCancelled) return { outcome: 'cancelled' };
  if (!(error instanceof CodelumiError))
    return { outcome: 'failed', failure: { reason: 'unexpected' } };
  return { outcome: 'failed', failure: { reason: error.reason, ...error.place } };
}

/** The run failed because the workspace cannot be written to, and said so: nor can its entry. */
const NOT_NOW: ReadonlySet<string> = new Set<ErrorReason>(['locked', 'not-writable', 'disk-full']);

/**
 * A run that neither read what is recorded nor changed anything is none, and one that failed at once leaves nothing in a
 * folder that is no workspace of ours.
 */
async function isWorthTelling(
  context: Pick<JobContext, 'files' | 'clock'>,
  entry: Omit<NewEntry, 'actor'>,
  isRepeated: boolean,
): Promise<boolean> {
  const { read, changes, outcome, failure } = entry;
  if (NOT_NOW.has(failure?.reason ?? '')) return false;
  if (changes === undefined && isRepeated && (await isToldToday(context, entry))) return false;
  if (read !== undefined || changes !== undefined) return !(await isToldAlready(context, entry));
  return outcome !== 'done' && (await knownWriter(context)) !== undefined;
}

const TOLD_FOR_MS = HOUR_MS;

type ToldContext = Pick<JobContext, 'files' | 'clock'>;

/** Whether the last entry says the same of something that only looked, not long ago. */
async function isToldAlready(
  context: ToldContext,
  entry: Omit<NewEntry, 'actor'>,
): Promise<boolean> {
  if (entry.changes !== undefined || entry.outcome !== 'done') return false;
  const last = (await entriesOfMonth(context)).at(-1);
  const same = (one: Partial<NewEntry>) =>
    JSON.stringify([one.action, one.subject, one.outcome, one.reason, one.read, one.changes]);
  return last !== undefined && isYounger(context, last, TOLD_FOR_MS) && same(last) === same(entry);
}

/** Whether such a run that ended alike stands among the entries of the last 24 hours. */
async function isToldToday(
  context: ToldContext,
  { action, outcome, failure }: Omit<NewEntry, 'actor'>,
): Promise<boolean> {
  const last = (await entriesOfMonth(context)).findLast((each) => each.action === action);
  return (
    last !== undefined &&
    isYounger(context, last, DAY_MS) &&
    last.outcome === outcome &&
    last.failure?.reason === failure?.reason
  );
}

function isYounger({ clock }: ToldContext, { at }: AuditEntry, most: number): boolean {
  const age = clock.now().getTime() - Date.parse(at);
  return age >= 0 && age < most;
}

/** This writer's, of the last month that it wrote in; oldest first. */
async function entriesOfMonth(context: ToldContext): Promise<AuditEntry[]> {
  const writer = await knownWriter(context);
  const month = writer && (await auditMonths(context.files, writer)).at(-1);
  if (!writer || !month) return [];
  const { lines } = await readJournal(context.files, auditFile(writer, month));
  return lines.flatMap(({ value }) => parseAuditEntry(value)?.entry ?? []);
}
