import type { JobContext } from '../job.js';
import type { Files } from '../ports/files.js';
import { counted } from '../records/counted.js';
import type { Decision } from '../records/decision.js';
import {
  type JournalledDecision,
  journalsOf,
  readDecisions,
  stagedDays,
} from '../review/decisionJournals.js';
import { STAGING_FOLDER } from '../workspace/paths.js';

type Context = Pick<JobContext, 'files' | 'git'>;

const LINE_FEED = 10;

/**
 * The decisions that stand here and not yet in a commit, by day and in the order in which they count. Journals
 * are append-only: what is new in one is what stands behind the lines it had there.
 *
 * @param commit undefined: all decisions
 */
export async function decisionsSince(
  context: Context,
  commit: string | undefined,
): Promise<readonly JournalledDecision[]> {
  const { files, git } = context;
  const there = new Map<string, number>();
  if (commit !== undefined)
    for (const { path, size } of await git.filesAt(commit, [STAGING_FOLDER])) there.set(path, size);
  const found: JournalledDecision[] = [];
  for (const day of await stagedDays(context)) {
    const grown = await grownJournals(files, day, there);
    if (grown.length === 0) continue;
    const known = new Map<string, number>();
    for (const journal of grown)
      if (commit !== undefined && there.has(journal))
        known.set(journal, lineCount(await git.fileAt(commit, journal)));
    const { decisions } = await readDecisions(context, day);
    const isNew = ({ file, line }: JournalledDecision) =>
      grown.includes(file) && line > (known.get(file) ?? 0);
    found.push(...decisions.filter(isNew));
  }
  return found;
}

/** What is as long as it was there holds nothing new. */
async function grownJournals(
  files: Files,
  day: string,
  there: ReadonlyMap<string, number>,
): Promise<string[]> {
  const grown: string[] = [];
  for (const journal of await journalsOf(files, day)) {
    const size = (await files.stat(journal))?.size;
    if (size !== there.get(journal)) grown.push(journal);
  }
  return grown;
}

function lineCount(bytes: Uint8Array | undefined): number {
  let lines = 0;
  for (const byte of bytes ?? []) if (byte === LINE_FEED) lines += 1;
  return lines;
}

export type DecisionCounts = Readonly<Partial<Record<Decision['action'], number>>>;

export function countByAction(decisions: readonly JournalledDecision[]): DecisionCounts {
  const counts: Partial<Record<Decision['action'], number>> = {};
  for (const { decision } of decisions)
    counts[decision.action] = (counts[decision.action] ?? 0) + 1;
  return counts;
}

const WORDS: Readonly<Record<Decision['action'], string>> = {
  accept: 'accepted',
  reject: 'rejected',
  flag: 'flagged',
  edit: 'edited',
  reopen: 'reopened',
  undo: 'taken back',
  comment: 'commented on',
};

/** `7 accepted, 3 rejected`; empty where nothing was decided. */
export function countWords(counts: DecisionCounts): string {
  return Object.entries(WORDS)
    .map(([action, word]) => [counts[action as Decision['action']] ?? 0, word] as const)
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word}`)
    .join(', ');
}

/** `12 candidates of 2026-01-24`, or of how many days. */
export function whatWasReviewed(decisions: readonly JournalledDecision[]): string {
  const candidates = new Set(decisions.map(({ decision }) => decision.candidate)).size;
  const days = [...new Set(decisions.map(({ file }) => file.split('/')[1] ?? ''))];
  const when = days.length === 1 ? days[0] : `${days.length} days`;
  return `${counted(candidates, 'candidate')} of ${when}`;
}
