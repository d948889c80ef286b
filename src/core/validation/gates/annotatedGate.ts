import { throwIfCancelled } from '../../errors.js';
import type { JobContext } from '../../job.js';
import { addToGroup } from '../../records/addToGroup.js';
import { RERANKED, rankKnowledge } from '../../reranking/rankKnowledge.js';
import { formatFixed } from '../../retrieval/metrics/formatFigure.js';
import { NDCG } from '../../retrieval/metrics/gainMeasures.js';
import { judgeRanking } from '../../retrieval/metrics/judgedRanking.js';
import { bootstrapIntervalOf } from '../../statistics/bootstrapInterval.js';
import { kendallTau } from '../../statistics/kendallTau.js';
import { meanInterval } from '../../statistics/meanInterval.js';
import { mean } from '../../statistics/summaries.js';
import type { ValidationPolicy } from '../../workspace/settings/validationSchema.js';
import type { Annotated, AnnotatedPair } from '../holdout/annotated.js';
import type { KnowledgeVersion } from '../versions/knowledgeVersion.js';
import type { OpenReranker } from '../versions/rerankerChoice.js';
import type { Figure, GateResult, GateStatus } from './gateResult.js';

type Limits = Pick<ValidationPolicy, 'tolerance' | 'minimumAnnotated'>;

/** A knowledge base, and what reranks it. */
interface AnnotatedSide {
  readonly version: KnowledgeVersion;
  readonly open: OpenReranker;
}

type Agreement = Omit<Figure, 'name'>;

interface PlacedPair extends AnnotatedPair {
  /** Rank of the answer for the question; one more than are looked at where it is not found. */
  readonly rank: number;
}

/**
 * How far the order of the ranking agrees with people's grades: Kendall's tau-b of the rank that each graded answer has for its
 * question, and its grade; and nDCG within the questions of which several answers were graded.
 */
export async function annotatedGate(
  context: Pick<JobContext, 'signal'>,
  { lines, file, sha256 }: Annotated,
  { baseline, candidate }: { baseline: AnnotatedSide; candidate: AnnotatedSide },
  limits: Limits,
): Promise<GateResult> {
  const pairs = lines.map(({ value }) => value);
  const figures: Figure[] = [];
  const tau = async (name: string, side: AnnotatedSide) => {
    const placed = await placesOf(context, pairs, side);
    const found = agreement(placed);
    if (found !== undefined) figures.push({ ...found, name: `tau-b, ${name}` });
    figures.push(...gradedOrder(`nDCG, ${name}`, placed));
    return found;
  };
  const before = await tau('baseline', baseline);
  const after = await tau('candidate', candidate);
  const n = pairs.length;
  if (before === undefined || after === undefined) {
    const words =
      sha256 === undefined
        ? `There is no ${file}.`
        : `${file} holds ${n} graded answers, which is too few, or all are graded alike.`;
    return { gate: 'annotated', status: 'no-data', words, figures, details: [], candidates: [] };
  }
  const status = statusOf(before, after, limits);
  const [was, is] = [before.value, after.value].map((value) => formatFixed(value, 3));
  return {
    gate: 'annotated',
    status,
    words: `${WORDS[status]}: tau-b ${is}, before ${was} (n = ${n}).`,
    figures,
    details: [],
    candidates: [],
  };
}

function statusOf(before: Agreement, after: Agreement, limits: Limits): GateStatus {
  if (after.value < before.value - limits.tolerance.annotated) return 'fail';
  if (after.interval !== null && after.interval.high < 0) return 'fail';
  const isAgreement = after.interval !== null && after.interval.low > 0;
  return isAgreement && after.n >= limits.minimumAnnotated ? 'pass' : 'inconclusive';
}

const WORDS: Readonly<Record<GateStatus, string>> = {
  pass: 'The order agrees with people’s grades',
  fail: 'The order agrees less with people’s grades, or not at all',
  inconclusive: 'Too few grades, or too uneven, to tell whether the order agrees',
  'no-data': '',
};

/** Answers that are no entries are laid beside the entries, with nothing known but their text; they see none of each other. */
async function placesOf(
  { signal }: Pick<JobContext, 'signal'>,
  pairs: readonly AnnotatedPair[],
  { version, open }: AnnotatedSide,
): Promise<PlacedPair[]> {
  const knowledge = version.index();
  const strangers = new Map<string, string>();
  for (const { candidate } of pairs) {
    if (strangers.has(candidate) || version.idsAnswering(candidate).length > 0) continue;
    const id = `${STRANGER}${strangers.size}`;
    strangers.set(candidate, id);
    knowledge.add({ id, questions: [], answer: candidate });
  }
  const reranker = await open(knowledge);
  const placed: PlacedPair[] = [];
  for (const pair of pairs) {
    throwIfCancelled(signal);
    const hits = await rankKnowledge(knowledge, pair.query, { limit: RERANKED, reranker });
    const own = strangers.get(pair.candidate);
    const ids = own === undefined ? version.idsAnswering(pair.candidate) : [own];
    const seen = hits.filter(({ id }) => ids.includes(id) || !id.startsWith(STRANGER));
    const at = seen.findIndex(({ id }) => ids.includes(id));
    placed.push({ ...pair, rank: at < 0 ? RERANKED + 1 : at + 1 });
  }
  return placed;
}

/** No entry's id begins so. */
const STRANGER = '\u0000annotated-';

function agreement(placed: readonly PlacedPair[]): Agreement | undefined {
  const tauOf = (pairs: readonly PlacedPair[]) =>
    kendallTau(
      pairs.map(({ rank }) => -rank),
      pairs.map(({ label }) => label),
    );
  const value = tauOf(placed);
  if (value === undefined) return undefined;
  const drawn = (places: readonly number[]) => tauOf(places.flatMap((at) => placed[at] ?? []));
  const interval = bootstrapIntervalOf(placed.length, drawn) ?? null;
  return { value, n: placed.length, interval };
}

function gradedOrder(name: string, placed: readonly PlacedPair[]): Figure[] {
  const byQuery = new Map<string, PlacedPair[]>();
  for (const pair of placed) addToGroup(byQuery, pair.query, pair);
  const values = [...byQuery.values()]
    .filter((pairs) => pairs.length > 1)
    .map((pairs) => {
      const hits = pairs.map(({ rank }, at) => ({ id: String(at), score: -rank }));
      return NDCG.of(
        judgeRanking(hits, new Map(pairs.map(({ label }, at) => [String(at), label]))),
      );
    });
  if (values.length === 0) return [];
  const interval = meanInterval(values) ?? null;
  return [{ name, value: mean(values), n: values.length, interval }];
}
