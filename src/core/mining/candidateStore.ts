import type { JobContext } from '../job.js';
import { type Candidate, candidateLine } from '../records/candidate.js';
import { withWorkspaceLock } from '../workspace/lock.js';
import { candidatesFile, decisionsFolder, runReportFile } from '../workspace/paths.js';
import { stampOfCandidates } from './duplicates/readKnownTexts.js';
import { siftReport } from './duplicates/siftReport.js';
import {
  candidatesOf,
  type NewCandidateSources,
  type Prepared,
  prepareCandidates,
} from './newCandidates.js';
import { countEach, type ExtractResult, type RunReport } from './runReport.js';

export interface Findings {
  readonly day: string;
  readonly sources: NewCandidateSources;
  /** Answers that users complained about last, as `answerKey` has them. */
  readonly complained: ReadonlySet<string>;
  /** The run so far; what is added is counted here. */
  readonly report: Omit<RunReport, 'candidates' | 'screening'> & { readonly pairs: number };
}

/**
 * Adds to the day's file those candidates that are new, in one atomic step, and the run to the day's
 * report. Writes nothing when nothing is new. The lock is held for the adding alone: only when
 * somebody added or decided meanwhile is everything held against the candidates once more.
 */
export async function addCandidates(
  context: JobContext,
  findings: Findings,
): Promise<ExtractResult> {
  const { day, sources } = findings;
  const before = await prepareCandidates(context, sources);
  return withWorkspaceLock(context, 'add candidates', async (lock) => {
    const isCurrent = (await stampOfCandidates(context)) === before.stamp;
    const prepared = isCurrent ? before : await prepareCandidates(context, sources);
    const last = await highestNumber(context, day);
    const added = candidatesOf(prepared, (index) => idOf(day, last + index + 1));
    const report = complete(findings, prepared, added);
    if (added.length > 0) {
      await lock.confirm();
      await appendLines(context, candidatesFile(day), added.map(candidateLine));
      await appendRun(context, runReportFile(day), report);
    }
    return { day, file: candidatesFile(day), report };
  });
}

function idOf(day: string, number: number): string {
  return `candidate-${day.replaceAll('-', '')}-${String(number).padStart(4, '0')}`;
}

/**
 * The highest number ever given out that day, also to candidates whose lines are damaged or gone but
 * on which somebody decided: a number must never name something else.
 */
async function highestNumber({ files }: JobContext, day: string): Promise<number> {
  const journals = await files.list(decisionsFolder(day));
  const paths = [
    candidatesFile(day),
    ...journals.map(({ name }) => `${decisionsFolder(day)}/${name}`),
  ];
  const id = new RegExp(`candidate-${day.replaceAll('-', '')}-(\\d{4,9})`, 'gu');
  let highest = 0;
  for (const path of paths) {
    if ((await files.stat(path))?.kind !== 'file') continue;
    const text = Buffer.from(await files.read(path)).toString('latin1');
    for (const [, number] of text.matchAll(id)) highest = Math.max(highest, Number(number));
  }
  return highest;
}

/** The lines that were there stay byte for byte, even those nobody can read. */
async function appendLines(
  { files }: JobContext,
  path: string,
  lines: readonly string[],
): Promise<void> {
  const old = (await files.stat(path)) === undefined ? new Uint8Array() : await files.read(path);
  const separator = old.length > 0 && old.at(-1) !== 0x0a ? '\n' : '';
  await files.replace(path, Buffer.concat([old, Buffer.from(separator + lines.join(''))]));
}

async function appendRun({ files }: JobContext, path: string, run: RunReport): Promise<void> {
  const runs = (await files.stat(path)) === undefined ? [] : runsIn(await files.read(path));
  await files.replace(path, `${JSON.stringify({ v: 1, runs: [...runs, run] }, null, 2)}\n`);
}

/** A report is for people: one that was damaged is begun anew rather than stopping a run. */
function runsIn(bytes: Uint8Array): unknown[] {
  try {
    const report: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
    const runs =
      typeof report === 'object' && report !== null && 'runs' in report ? report.runs : [];
    return Array.isArray(runs) ? runs : [];
  } catch {
    return [];
  }
}

function complete(
  { sources, complained, report: { pairs, ...report } }: Findings,
  { known, sifted, rerankerProblem }: Prepared,
  added: readonly Candidate[],
): RunReport {
  const statuses = countEach(added.map((candidate) => candidate.status));
  const { malformed, malformed_omitted, ...head } = report;
  return {
    ...head,
    ...(rerankerProblem === undefined ? {} : { reranker_problem: rerankerProblem }),
    candidates: {
      mined: sources.drafts.length,
      pairs,
      ...siftReport(sifted),
      complained_about: known.complainedAbout(complained),
      added: added.length,
    },
    screening: {
      pending: statuses.pending ?? 0,
      flagged: statuses.flagged ?? 0,
      rejected: statuses.rejected ?? 0,
    },
    malformed,
    malformed_omitted,
  };
}
