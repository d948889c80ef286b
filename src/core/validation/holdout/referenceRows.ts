import { CodelumiError } from '../../errors.js';
import type { JobContext } from '../../job.js';
import type { RankedVersion } from '../gates/rankedGates.js';
import type { KnowledgeVersion } from '../versions/knowledgeVersion.js';
import type { OpenReranker } from '../versions/rerankerChoice.js';
import { rankHoldout } from './compareOnHoldout.js';
import type { HoldoutQuery } from './holdout.js';
import type { RankedQuery } from './rankedQueries.js';
import { harmInWords, type RankingRow, rankingRow } from './rankingRows.js';
import { inBestOrder, inRandomOrder } from './referenceOrders.js';

/** A reranker that has a row of its own. */
export interface NamedReranker {
  /** Whose it is, as the row says. */
  readonly role: string;
  readonly file: string;
  readonly open: OpenReranker;
}

export interface ReferenceInput {
  /** The candidate's; its system's reranker has the row of the new one. */
  readonly candidate: RankedVersion;
  /** The baseline. */
  readonly before: KnowledgeVersion;
  readonly queries: readonly HoldoutQuery[];
  /** The candidate's own rankings. */
  readonly ranked: readonly RankedQuery[];
  readonly others: readonly NamedReranker[];
  /** File of the candidate's reranker; undefined: it has none. */
  readonly newReranker: string | undefined;
  readonly seed: number;
}

export interface ReferenceRows {
  readonly rows: readonly RankingRow[];
  readonly notes: readonly string[];
}

/**
 * The candidate's knowledge base in every order that tells something of a reranker: random, BM25F, those of others, the new one, and the best order of the same entries there is.
 */
export async function referenceRows(
  context: Pick<JobContext, 'signal'>,
  { candidate, before, queries, ranked, others, newReranker, seed }: ReferenceInput,
): Promise<ReferenceRows> {
  const { version, system } = candidate;
  const { knowledge } = system;
  const first =
    newReranker === undefined
      ? ranked
      : await rankHoldout(context, { knowledge }, version, queries, before);
  const random = inRandomOrder(first, seed);
  const rows = [rankingRow('random order of the first 50', random), rankingRow('BM25F', first)];
  const notes: string[] = [];
  const tell = (file: string, reranked: readonly RankedQuery[], role: string) => {
    rows.push(rankingRow(`${role}, ${file}`, reranked));
    const harm = harmInWords(file, { reranked, first, random });
    if (harm !== undefined) notes.push(harm);
  };
  for (const { role, file, open } of others)
    try {
      const system = { knowledge, reranker: await open(knowledge) };
      tell(file, await rankHoldout(context, system, version, queries, before), role);
    } catch (error) {
      // What is compared does not depend on it.
      if (!(error instanceof CodelumiError)) throw error;
      notes.push(`${file} has no row: ${error.message}`);
    }
  if (newReranker !== undefined) tell(newReranker, ranked, 'new reranker');
  rows.push(rankingRow('best order of the first 50', inBestOrder(first)));
  return { rows, notes };
}
