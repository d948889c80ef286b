import type { JobContext } from '../job.js';
import { type Candidate, candidateLine } from '../records/candidate.js';
import type { ScreeningPolicy } from '../screening/recogniser.js';
import { screenText, verdictOf } from '../screening/screenText.js';
import { candidateDays, isProblem, readCandidates } from '../workspace/candidateFiles.js';
import { withWorkspaceLock } from '../workspace/lock.js';
import { candidatesFile, decisionsFolder, runReportFile } from '../workspace/paths.js';
import { isStaged } from './assistantVerdict.js';
import type { CandidateDraft } from './candidateDraft.js';
import { KnownCandidates } from './knownCandidates.js';
import { countEach, type ExtractResult, type RunReport } from './runReport.js';

/** A draft with what the knowledge base says about its question. */
export interface NewCandidate {
  readonly draft: CandidateDraft;
  readonly confidence_metrics: Candidate['confidence_metrics'];
  readonly nearest: Pick<
    Candidate['metadata'],
    'nearest_kb' | 'near_duplicates' | 'assistant_verdicts'
  >;
}

export interface Findings {
  readonly day: string;
  readonly found: readonly NewCandidate[];
  /** Answers that users complained about last, as `answerKey` has them. */
  readonly complained: ReadonlySet<string>;
  readonly policy: ScreeningPolicy;
  /** The run so far; what is added is counted here. */
  readonly report: Omit<RunReport, 'candidates' | 'screening'> & { readonly pairs: number };
}

/**
 * Adds to the day's file those candidates that no candidates file holds yet, in one atomic step,
 * and the run to the day's report. Writes nothing when nothing is new.
 */
export async function addCandidates(
  context: JobContext,
  findings: Findings,
): Promise<ExtractResult> {
  const { day, found, policy } = findings;
  return withWorkspaceLock(context, 'add candidates', async (lock) => {
    const known = await knownCandidates(context);
    const last = await highestNumber(context, day);
    const fresh = found.filter(
      ({ draft, nearest }) => !known.has(draft) && !isStaged(nearest.assistant_verdicts),
    );
    const added = fresh.map((candidate, index) =>
      screened(candidate, idOf(day, last + index + 1), policy),
    );
    const report = complete(findings, added, known.complainedAbout(findings.complained));
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

function screened(
  { draft, confidence_metrics, nearest }: NewCandidate,
  id: string,
  policy: ScreeningPolicy,
): Candidate {
  const { metadata, ...known } = draft;
  const findings = screenText(draft, policy);
  return {
    id,
    ...known,
    confidence_metrics,
    status: verdictOf(findings),
    findings,
    metadata: { ...nearest, ...metadata },
  };
}

async function knownCandidates(context: JobContext): Promise<KnownCandidates> {
  const known = new KnownCandidates();
  for (const day of await candidateDays(context)) {
    for await (const read of readCandidates(context, day)) {
      if (!isProblem(read)) known.add(read.candidate);
    }
  }
  return known;
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
  { found, report: { pairs, ...report } }: Findings,
  added: readonly Candidate[],
  complainedAbout: readonly string[],
): RunReport {
  const statuses = countEach(added.map((candidate) => candidate.status));
  const { malformed, malformed_omitted, ...head } = report;
  return {
    ...head,
    candidates: {
      mined: found.length,
      pairs,
      already_known: found.length - added.length,
      complained_about: complainedAbout,
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
