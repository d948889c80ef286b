import type { JobContext } from '../../../src/core/job.js';
import { extract } from '../../../src/core/mining/extract.js';
import type { Checklist, Decision, Reviewer } from '../../../src/core/records/decision.js';
import {
  type Decided,
  type DecisionRequest,
  decide,
  readReview,
} from '../../../src/core/review/decide.js';
import { journalFile } from '../../../src/core/review/decisionJournals.js';
import { appendToJournal } from '../../../src/core/workspace/journal.js';
import { WRITER_FILE } from '../../../src/core/workspace/paths.js';
import { MemoryLog } from './memoryLog.js';
import { put, temporaryWorkspace } from './temporaryWorkspace.js';
import { tickingContext } from './testContext.js';

export const DAY = '2026-11-20';
export const FIRST = 'candidate-20261120-0001';
export const MAIL = 'candidate-20261120-0002';
export const ALL: Checklist = { factual: true, cited: true, no_pii: true, clear: true };
export const ADA: Reviewer = { name: 'Ada', email: 'ada@acme.dev' };
export const BOB: Reviewer = { name: 'Bob', email: 'bob@acme.dev' };
export const CLEO: Reviewer = { name: 'Cleo', email: 'cleo@acme.dev' };

/** A small workspace with two candidates; the answer of the second names a mail address. */
export async function reviewDesk(): Promise<{ root: string; context: JobContext }> {
  const log = new MemoryLog();
  log
    .user('Question one?')
    .assistant('A long enough answer to the first question, truly.')
    .button('up')
    .pause(99);
  log
    .user('Question two?')
    .assistant('Ask ada.l@northwind-labs.dev, she has long known the answer to it.')
    .button('up');
  const root = await temporaryWorkspace({ 'userData/lumi_memory.jsonl': log.toString() });
  const context = tickingContext(root);
  await extract({}, context);
  return { root, context };
}

/** Makes the workspace the clone of a writer. */
export function asWriter(root: string, writer: string): Promise<void> {
  return put(root, WRITER_FILE, JSON.stringify({ writer }));
}

/** Decides on a candidate as it stands. */
export async function decideNow(
  context: JobContext,
  reviewer: Reviewer,
  action: DecisionRequest['action'],
  more: Partial<DecisionRequest> = {},
): Promise<Decided> {
  const candidate = more.candidate ?? FIRST;
  const { state } = await readReview(context, candidate);
  const { fingerprint, lastHash: on } = state;
  const checklist = action === 'accept' ? { checklist: ALL } : {};
  return decide(context, { reviewer, action, fingerprint, on, ...checklist, ...more, candidate });
}

/** A decision that was made in another clone, by whoever knew what stood here then. */
export async function decidedElsewhere(
  { files }: JobContext,
  reviewer: Reviewer,
  line: Pick<Decision, 'action' | 'on' | 'fingerprint'> & Partial<Decision>,
): Promise<string> {
  const journal = journalFile(DAY, reviewer.name.toLowerCase());
  const checklist = line.action === 'accept' ? { checklist: ALL } : {};
  const at = '2026-11-20T10:00:30.000Z';
  const entry = { at, reviewer, candidate: FIRST, ...checklist, ...line };
  return (await appendToJournal(files, journal, entry)).hash;
}
