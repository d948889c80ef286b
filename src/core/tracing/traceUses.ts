import { throwIfCancelled } from '../errors.js';
import type { JobContext } from '../job.js';
import { dayOfCandidate, isCandidateId } from '../records/candidate.js';
import { readDecisions } from '../review/decisionJournals.js';
import { PROJECTED } from '../review/projections.js';
import { candidatesProvedBy } from '../workspace/candidateFiles.js';
import { filesIn } from '../workspace/filesIn.js';
import type { LinePlace } from '../workspace/linePlace.js';
import { projectionFile, SNAPSHOTS_FOLDER } from '../workspace/paths.js';
import type { Step } from './step.js';
import { type TracedLine, tracedLines } from './tracedLine.js';

type ReadContext = Pick<JobContext, 'files' | 'signal'>;

/** What came of a line: candidates, decisions, projections and entries of snapshots, in that order. */
export async function traceUses(context: ReadContext, traced: TracedLine): Promise<Step[]> {
  switch (traced.kind) {
    case 'source':
      return [...(await candidatesWith(context, traced)), ...(await entriesOf(context, traced))];
    case 'candidate':
      return [
        ...(await decisionsOn(context, traced.id)),
        ...(await projectionsOf(context, traced)),
        ...(await entriesOf(context, traced)),
      ];
    case 'decision':
      return [...(await projectionsOf(context, traced)), ...(await entriesOf(context, traced))];
    case 'projection':
      return entriesOf(context, traced);
    case 'entry':
      return [];
  }
}

async function candidatesWith(context: ReadContext, place: LinePlace): Promise<Step[]> {
  const steps: Step[] = [];
  for await (const { candidate, position } of candidatesProvedBy(context, place))
    steps.push({ kind: 'candidate', place: position, label: candidate.id });
  return steps;
}

async function decisionsOn(context: ReadContext, id: string): Promise<Step[]> {
  if (!isCandidateId(id)) return [];
  const { decisions } = await readDecisions(context, dayOfCandidate(id));
  return decisions
    .filter(({ decision }) => decision.candidate === id)
    .map(({ decision: { action, reviewer, at }, file, line }) => ({
      kind: 'decision',
      place: { file, line },
      label: `${action}, by ${reviewer.name}, ${at}`,
    }));
}

/** The lines of `accepted.jsonl` and its like that a candidate, or one decision on it, led to. */
async function projectionsOf(
  context: ReadContext,
  traced: TracedLine & { readonly kind: 'candidate' | 'decision' },
): Promise<Step[]> {
  if (!isCandidateId(traced.id)) return [];
  const steps: Step[] = [];
  for (const status of PROJECTED) {
    const file = projectionFile(dayOfCandidate(traced.id), status);
    if ((await context.files.stat(file)) === undefined) continue;
    for await (const found of tracedLines(context, file)) {
      if (found.kind !== 'projection' || found.id !== traced.id) continue;
      if (traced.kind === 'decision' && found.decision !== traced.hash) continue;
      steps.push({ kind: 'projection', place: placeOf(found), label: status });
    }
  }
  return steps;
}

async function entriesOf(context: ReadContext, traced: TracedLine): Promise<Step[]> {
  const steps: Step[] = [];
  for (const file of await filesIn(context.files, SNAPSHOTS_FOLDER)) {
    for await (const entry of tracedLines(context, file)) {
      throwIfCancelled(context.signal);
      if (entry.kind !== 'entry') continue;
      if ([entry.origin, ...entry.merged].some((origin) => isOrigin(traced, origin)))
        steps.push({
          kind: 'entry',
          place: placeOf(entry),
          label: file.slice(SNAPSHOTS_FOLDER.length + 1),
        });
    }
  }
  return steps;
}

function isOrigin(
  traced: TracedLine,
  origin: (TracedLine & { readonly kind: 'entry' })['origin'],
): boolean {
  if ('file' in origin)
    return traced.kind === 'source' && origin.file === traced.file && origin.line === traced.line;
  switch (traced.kind) {
    case 'candidate':
    case 'projection':
      return origin.candidate === traced.id;
    case 'decision':
      return origin.decision === traced.hash;
    default:
      return false;
  }
}

function placeOf({ file, line }: LinePlace): LinePlace {
  return { file, line };
}
