import { throwIfCancelled } from '../errors.js';
import type { Job, JobContext } from '../job.js';
import { type Candidate, candidateLine } from '../records/candidate.js';
import { candidateDays, isProblem, readCandidates } from '../workspace/candidateFiles.js';
import { readConfig } from '../workspace/config.js';
import { withWorkspaceLock } from '../workspace/lock.js';
import { candidatesFile } from '../workspace/paths.js';
import { comparable, type Screenable } from './context/screenable.js';
import { readScreeningContext, type ScreeningContext } from './context/screeningContext.js';
import { conflictsInside, type KbConflict } from './contradiction/conflictsInside.js';
import type { ScreeningPolicy } from './recogniser.js';
import { screenCandidate } from './screenCandidate.js';
import { verdictOf } from './screenText.js';

export interface ScreenInput {
  /** `YYYY-MM-DD`; every day when left out. */
  readonly day?: string;
}

export interface ScreenResult {
  readonly screened: number;
  /** Candidates whose findings or status are not what they were. */
  readonly changed: number;
  readonly pending: number;
  readonly flagged: number;
  readonly rejected: number;
  readonly files: readonly string[];
  /** Entries of the knowledge base that answer one question differently. */
  readonly conflicts: readonly KbConflict[];
}

/** Screens candidates again, after a change of rules or policy. Writes only files that change. */
export const screen: Job<ScreenInput, ScreenResult> = async ({ day }, context) => {
  const config = await readConfig(context.files);
  const all = await candidateDays(context);
  const days = day === undefined ? all : [day];
  return withWorkspaceLock(context, 'screen candidates', async (lock) => {
    const total = { screened: 0, changed: 0, pending: 0, flagged: 0, rejected: 0 };
    const files: string[] = [];
    context.progress({ message: 'Reading what candidates are held against' });
    const known = await readScreeningContext(context, config, await candidatesOf(context, all));
    for (const each of days) {
      throwIfCancelled(context.signal);
      context.progress({ message: `Screening ${candidatesFile(each)}` });
      const result = await screenDay(context, each, known, config.screening);
      for (const { status } of result.candidates) total[status] += 1;
      total.screened += result.candidates.length;
      total.changed += result.changed;
      if (result.changed === 0) continue;
      await lock.confirm();
      await context.files.replace(candidatesFile(each), result.content);
      files.push(candidatesFile(each));
    }
    return { ...total, files, conflicts: conflictsInside(known.knowledge) };
  });
};

async function candidatesOf(context: JobContext, days: readonly string[]): Promise<Screenable[]> {
  const candidates: Screenable[] = [];
  for (const day of days) {
    for await (const read of readCandidates(context, day)) {
      if (!isProblem(read)) candidates.push(comparable(read.candidate));
    }
  }
  return candidates;
}

interface ScreenedDay {
  readonly candidates: readonly Candidate[];
  readonly changed: number;
  readonly content: Uint8Array;
}

async function screenDay(
  context: JobContext,
  day: string,
  known: ScreeningContext,
  policy: ScreeningPolicy,
): Promise<ScreenedDay> {
  const candidates: Candidate[] = [];
  const old = Buffer.from(await context.files.read(candidatesFile(day)));
  const pieces: Uint8Array[] = [];
  let copied = 0;
  let changed = 0;
  for await (const read of readCandidates(context, day)) {
    if (isProblem(read)) continue;
    throwIfCancelled(context.signal);
    const findings = screenCandidate(read.candidate, known, policy);
    const candidate = { ...read.candidate, findings, status: verdictOf(findings) };
    candidates.push(candidate);
    if (
      JSON.stringify([findings, candidate.status]) ===
      JSON.stringify([read.candidate.findings, read.candidate.status])
    )
      continue;
    changed += 1;
    // Only the record's own bytes are exchanged; whatever stands around them stays.
    const { byteOffset, byteLength } = read.position;
    pieces.push(old.subarray(copied, byteOffset), Buffer.from(candidateLine(candidate).trimEnd()));
    copied = byteOffset + byteLength;
  }
  pieces.push(old.subarray(copied));
  return { candidates, changed, content: Buffer.concat(pieces) };
}
