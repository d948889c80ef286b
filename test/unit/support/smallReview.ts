import { CodelumiError } from '../../../src/core/errors.js';
import type { JobContext } from '../../../src/core/job.js';
import { type Candidate, candidateLine } from '../../../src/core/records/candidate.js';
import { textDigest } from '../../../src/core/records/fingerprint.js';
import type { EntryRef, Resolution } from '../../../src/core/records/resolution.js';
import { decide, readReview } from '../../../src/core/review/decide.js';
import { buildSnapshot } from '../../../src/core/snapshots/build.js';
import { snapshotEntrySchema } from '../../../src/core/snapshots/snapshotEntry.js';
import { verify } from '../../../src/core/verification/verify.js';
import { DAY, idOf, minedCandidate } from './minedCandidate.js';
import { temporaryWorkspace, text } from './temporaryWorkspace.js';

const ALL = { factual: true, cited: true, no_pii: true, clear: true };
export const REVIEWER = { name: 'Ada', email: 'ada@acme.dev' };
export const FILE = `candidates/${DAY}.jsonl`;
export const KB = 'training/kb.jsonl';

/** Words without meaning, so that screening has nothing to object to. */
const SUBJECTS = ['cache', 'proxy', 'branch', 'socket', 'cursor', 'thread', 'buffer', 'bundle'];

function subject(number: number): string {
  return `${SUBJECTS[number % SUBJECTS.length]} ${'abcdefghij'[Math.floor(number / 8)]}`;
}

export function pair(number: number) {
  return {
    query: `How do I clear the ${subject(number)} of the build tool?`,
    assistant_output: `Open the settings of the ${subject(number)}, choose the advanced page there and press the button that clears it, then start the build tool once more and look at its report.`,
  };
}

export function candidate(number: number, variants: readonly string[] = []): Candidate {
  return minedCandidate(number, pair(number + 40), variants);
}

export function kbLine(number: number, more: object = {}): string {
  const { query: q, assistant_output: a } = pair(number);
  return `${JSON.stringify({ id: `kb-${number}`, q, a, ...more })}\n`;
}

export function inKb(number: number): EntryRef {
  return { where: 'kb', id: `kb-${number}`, digest: textDigest(pair(number)) };
}

export async function workspace(
  entries: number,
  candidates: readonly Candidate[],
): Promise<string> {
  return temporaryWorkspace({
    [KB]: Array.from({ length: entries }, (_, number) => kbLine(number)).join(''),
    [FILE]: candidates.map(candidateLine).join(''),
  });
}

export async function accept(context: JobContext, number: number, resolution?: Resolution) {
  const id = idOf(number);
  const { state } = await readReview(context, id);
  return decide(context, {
    candidate: id,
    action: 'accept',
    reviewer: REVIEWER,
    checklist: ALL,
    fingerprint: state.fingerprint,
    on: state.lastHash,
    ...(resolution === undefined ? {} : { resolution }),
  });
}

export async function refTo(context: JobContext, number: number): Promise<EntryRef> {
  const { state } = await readReview(context, idOf(number));
  return { where: 'candidate', id: idOf(number), digest: state.fingerprint };
}

export async function built(context: JobContext, root: string) {
  const { file, manifest } = await buildSnapshot({}, context);
  const lines = (await text(root, file)).trim().split('\n');
  const entries = lines.map((line) => snapshotEntrySchema.parse(JSON.parse(line)));
  return { file, manifest, entries, of: (id: string) => entries.find((each) => each.id === id) };
}

export function refused(reason: string, what: RegExp) {
  return (error: unknown) =>
    error instanceof CodelumiError && error.reason === reason && what.test(error.message);
}

export async function faultsOf(context: JobContext): Promise<string[]> {
  const { faults } = await verify({}, context);
  return faults.map(({ message }) => message);
}
