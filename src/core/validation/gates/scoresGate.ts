import { throwIfCancelled } from '../../errors.js';
import type { JobContext } from '../../job.js';
import type { IndexedEntry } from '../../retrieval/bm25f/bm25fIndex.js';
import { formatFixed } from '../../retrieval/metrics/formatFigure.js';
import { bootstrapInterval } from '../../statistics/bootstrapInterval.js';
import { kolmogorovSmirnov } from '../../statistics/kolmogorovSmirnov.js';
import { type NoStability, populationStability } from '../../statistics/populationStability.js';
import {
  kolmogorovSmirnovInterval,
  populationStabilityInterval,
} from '../../statistics/sampleDistanceIntervals.js';
import { mean } from '../../statistics/summaries.js';
import type { ValidationPolicy } from '../../workspace/settings/validationSchema.js';
import type { RankingSystem } from '../holdout/rankedQueries.js';
import type { KnowledgeVersion } from '../versions/knowledgeVersion.js';
import type { Figure, GateResult, GateStatus } from './gateResult.js';

/** From here on a population is called changed (Siddiqi 2006), if chance does not give as much. */
const CHANGED = 0.25;
/** A distribution that is this unlikely to be the same; drift is looked for often, so it is strict. */
const SIGNIFICANT = 0.01;

type Limits = Pick<ValidationPolicy, 'tolerance' | 'minimumEntries'>;

/**
 * Whether new entries score for their own question as those of the knowledge base do: by the reranker, or by BM25F where there
 * is none. Texts of another kind, or tuned to be found, come out elsewhere. With too few it says so.
 */
export async function scoresGate(
  { signal }: Pick<JobContext, 'signal'>,
  { baseline, candidate }: { baseline: KnowledgeVersion; candidate: KnowledgeVersion },
  system: RankingSystem,
  limits: Limits,
): Promise<GateResult> {
  const [known, fresh]: [number[], number[]] = [[], []];
  for (const entry of system.knowledge.entries()) {
    throwIfCancelled(signal);
    const { id } = entry;
    const scores = baseline.entries.has(id) ? known : candidate.entries.has(id) ? fresh : undefined;
    scores?.push(await ownScore(entry, system));
  }
  return result(known, fresh, limits);
}

async function ownScore(
  entry: IndexedEntry,
  { knowledge, reranker }: RankingSystem,
): Promise<number> {
  const [question = ''] = entry.questions;
  if (reranker !== undefined) return (await reranker.score(question, [entry]))[0] ?? 0;
  return knowledge.index.explain(question, entry.id)?.score ?? 0;
}

function result(known: readonly number[], fresh: readonly number[], limits: Limits): GateResult {
  const test = kolmogorovSmirnov(known, fresh);
  const stability = populationStability(known, fresh);
  const n = fresh.length;
  const figures: Figure[] = [
    ...meanOf('mean of the knowledge base', known),
    ...meanOf('mean of new entries', fresh),
  ];
  if (test !== undefined) {
    const { statistic: value, pValue: p } = test;
    const interval = kolmogorovSmirnovInterval(known, fresh) ?? null;
    figures.push({ name: 'KS distance', value, n, interval, p });
  }
  if (typeof stability !== 'string') {
    const interval = populationStabilityInterval(known, fresh) ?? null;
    figures.push({ name: 'PSI', value: stability.index, n, interval });
  }
  const psi =
    typeof stability === 'string'
      ? `no PSI: ${NO_STABILITY[stability]}`
      : `PSI ${formatFixed(stability.index, 3)}, by chance up to ${formatFixed(stability.chance, 3)}`;
  const status = statusOf();
  return {
    gate: 'scores',
    status,
    words:
      test === undefined
        ? `There is nothing to compare: ${n} new entries, ${known.length} known ones.`
        : `${WORDS[status]}: KS ${formatFixed(test.statistic, 3)} (p = ${formatFixed(test.pValue, 3)}; ${n} new against ${known.length} known entries); ${psi}.`,
    figures,
    details: [],
    candidates: [],
  };

  function statusOf(): GateStatus {
    if (test === undefined) return 'no-data';
    if (n < limits.minimumEntries || known.length < limits.minimumEntries) return 'inconclusive';
    const isFar = test.pValue < SIGNIFICANT && test.statistic > limits.tolerance.scores;
    const isChanged =
      typeof stability !== 'string' && stability.index > Math.max(CHANGED, stability.chance);
    return isFar || isChanged ? 'fail' : 'pass';
  }
}

function meanOf(name: string, scores: readonly number[]): Figure[] {
  if (scores.length === 0) return [];
  const interval = bootstrapInterval(scores, { resamples: 2_000 }) ?? null;
  return [{ name, value: mean(scores), n: scores.length, interval }];
}

const WORDS: Readonly<Record<GateStatus, string>> = {
  pass: 'New entries score as the others do',
  fail: 'New entries score differently',
  inconclusive: 'Too few entries to tell',
  'no-data': '',
};

const NO_STABILITY: Readonly<Record<NoStability, string>> = {
  'too-few-references': 'it needs 300 known entries',
  'too-few-values': 'it needs 300 new entries',
  'all-the-same': 'all known entries score the same',
};
