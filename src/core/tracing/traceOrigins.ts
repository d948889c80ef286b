import type { JobContext } from '../job.js';
import type { Provenance } from '../records/candidate.js';
import { dayOfCandidate, isCandidateId } from '../records/candidate.js';
import { readDecisions } from '../review/decisionJournals.js';
import { findCandidate } from '../workspace/candidateFiles.js';
import type { Step } from './step.js';
import type { TracedLine } from './tracedLine.js';

type ReadContext = Pick<JobContext, 'files' | 'signal'>;

/** Where a line comes from, one step back: the nearest first. */
export async function traceOrigins(context: ReadContext, traced: TracedLine): Promise<Step[]> {
  switch (traced.kind) {
    case 'source':
      return [];
    case 'candidate':
      return proofs(context, traced.id);
    case 'decision':
      return candidate(context, traced.id);
    case 'projection':
      return [
        ...(await decision(context, traced.id, traced.decision)),
        ...(await candidate(context, traced.id)),
      ];
    case 'entry': {
      const { origin, merged } = traced;
      const steps: Step[] = [];
      if ('file' in origin)
        steps.push({ kind: 'source', place: origin, label: 'in the knowledge base' });
      for (const acceptance of 'file' in origin ? merged : [origin, ...merged]) {
        steps.push(...(await decision(context, acceptance.candidate, acceptance.decision)));
        steps.push(...(await candidate(context, acceptance.candidate)));
      }
      return steps;
    }
  }
}

/** What a line of a log is to the candidate that it proves. */
export const PART_WORDS: Readonly<Record<Provenance['part'], string>> = {
  question: 'the question',
  answer: 'the answer',
  signal: 'a signal of feedback',
  use: 'a search of the knowledge base',
};

async function proofs(context: ReadContext, id: string): Promise<Step[]> {
  const found = await stored(context, id);
  return (found?.candidate.provenance ?? []).map(({ file, line, part }) => ({
    kind: 'source',
    place: { file, line },
    label: PART_WORDS[part],
  }));
}

async function candidate(context: ReadContext, id: string): Promise<Step[]> {
  const found = await stored(context, id);
  return found === undefined ? [] : [{ kind: 'candidate', place: found.position, label: id }];
}

async function stored(context: ReadContext, id: string) {
  return isCandidateId(id) ? findCandidate(context, dayOfCandidate(id), id) : undefined;
}

async function decision(context: ReadContext, id: string, hash: string): Promise<Step[]> {
  if (!isCandidateId(id)) return [];
  const { decisions } = await readDecisions(context, dayOfCandidate(id));
  const found = decisions.find((each) => each.decision.hash === hash);
  if (found === undefined) return [];
  const { file, line } = found;
  const { action, reviewer } = found.decision;
  return [{ kind: 'decision', place: { file, line }, label: `${action}, by ${reviewer.name}` }];
}
