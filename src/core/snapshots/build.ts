import { CodelumiError } from '../errors.js';
import type { Job, JobContext } from '../job.js';
import { isLoss } from '../records/readFault.js';
import { sha256 } from '../records/sha256.js';
import { type KnowledgeBase, readKnowledgeBase } from '../retrieval/knowledgeBase.js';
import { whyNotReleasable } from '../review/release.js';
import {
  type ReviewedCandidate,
  reviewDays,
  reviewedCandidates,
} from '../review/reviewedCandidates.js';
import type { EvaluationContext } from '../screening/context/evaluationContext.js';
import { readEvaluationContext } from '../screening/context/screeningContext.js';
import { isProblem, type Problem, type StoredCandidate } from '../workspace/candidateFiles.js';
import { readConfig } from '../workspace/config.js';
import type { Config } from '../workspace/configSchema.js';
import { withWorkspaceLock } from '../workspace/lock.js';
import { type Accepted, collectEntries } from './collectEntries.js';
import type { SnapshotManifest } from './snapshotEntry.js';
import { freeSnapshotName, manifestFile, snapshotFile } from './snapshotName.js';

export interface BuildResult {
  readonly file: string;
  readonly manifestFile: string;
  readonly manifest: SnapshotManifest;
}

/**
 * "Build KB Snapshot": the knowledge base plus everything accepted, as a new versioned file with its
 * manifest. The knowledge base itself is not touched. Same inputs, same bytes.
 *
 * @throws CodelumiError `not-found` when there is nothing to build from, `checks-missing` when an
 *   accepted entry holds an open blocking finding, `invalid-input` when a journal is damaged.
 */
export const buildSnapshot: Job<Record<string, never>, BuildResult> = async (_input, context) => {
  const config = await readConfig(context.files);
  return withWorkspaceLock(context, 'build a snapshot', async (lock) => {
    context.progress({ message: 'Reading the knowledge base' });
    const knowledgeBase = await readKnowledgeBase(context, config.sources.knowledgeBase);
    context.progress({ message: 'Reading what was accepted' });
    const accepted = await readAccepted(context, config);
    const collected = collectEntries(knowledgeBase.entries, accepted);
    if (collected.entries.length === 0) throw nothingToBuildFrom(config);

    const now = context.clock.now();
    const name = await freeSnapshotName(context.files, now);
    const content = collected.entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
    const manifest: SnapshotManifest = {
      v: 1,
      name,
      created_at: now.toISOString(),
      tool_version: context.toolVersion,
      sha256: sha256(content),
      counts: {
        entries: collected.entries.length,
        from_knowledge_base: collected.fromKnowledgeBase,
        from_candidates: collected.fromCandidates,
        duplicates: collected.duplicates,
        renamed: collected.renamed,
        unreadable: knowledgeBase.faults.filter(({ kind }) => isLoss(kind)).length,
      },
      sources: await hashSources(context, knowledgeBase),
      candidates: accepted.map(({ candidate }) => candidate.id),
      reviewers: reviewersOf(accepted),
    };
    context.progress({ message: `Writing ${collected.entries.length} entries` });
    await lock.confirm();
    await context.files.replace(snapshotFile(name), content);
    await context.files.replace(manifestFile(name), `${JSON.stringify(manifest, null, 2)}\n`);
    return { file: snapshotFile(name), manifestFile: manifestFile(name), manifest };
  });
};

/** Accepted candidates of all days, in the order of their ids. */
async function readAccepted(context: JobContext, config: Config): Promise<Accepted[]> {
  const accepted: Accepted[] = [];
  const evaluation = await readEvaluationContext(context);
  for (const day of await reviewDays(context)) {
    for await (const read of reviewedCandidates(context, day)) {
      if (isProblem(read)) {
        if (read.about === 'decisions') throw damagedReview(read);
        continue;
      }
      if (read.state.status !== 'accepted') continue;
      requireReleasable(read, evaluation, config);
      accepted.push(read);
    }
  }
  return accepted.sort((a, b) => (a.candidate.id < b.candidate.id ? -1 : 1));
}

function requireReleasable(
  read: ReviewedCandidate,
  evaluation: EvaluationContext,
  { screening }: Config,
): void {
  const why = whyNotReleasable(read, evaluation, screening);
  if (why !== undefined) throw notReleasable(read, why);
}

async function hashSources(
  { files }: JobContext,
  { files: names }: KnowledgeBase,
): Promise<SnapshotManifest['sources']> {
  const sources: SnapshotManifest['sources'] = [];
  for (const file of names) sources.push({ file, sha256: sha256(await files.read(file)) });
  return sources;
}

function reviewersOf(accepted: readonly Accepted[]): string[] {
  const reviewers = accepted.flatMap(({ state }) => {
    const reviewer = state.decidedBy?.decision.reviewer;
    return reviewer === undefined ? [] : [`${reviewer.name} <${reviewer.email}>`];
  });
  return [...new Set(reviewers)].sort();
}

function nothingToBuildFrom(config: Config): CodelumiError {
  return new CodelumiError({
    reason: 'not-found',
    what: 'There is neither a knowledge base nor an accepted candidate to build a snapshot from',
    place: { file: config.sources.knowledgeBase },
    remedy: 'Accept a candidate first, or set sources.knowledgeBase in .codelumi/config.json.',
  });
}

function damagedReview({ position, message }: Problem): CodelumiError {
  return new CodelumiError({
    reason: 'invalid-input',
    what: `What was reviewed cannot be read in full: ${message}`,
    place: position,
    remedy: 'Mend the line or restore the file from Git; no snapshot was built.',
  });
}

function notReleasable({ position }: StoredCandidate, what: string): CodelumiError {
  return new CodelumiError({
    reason: 'checks-missing',
    what,
    place: position,
    remedy: 'Reopen it, mend it and accept it again; no snapshot was built.',
  });
}
