import * as z from 'zod';
import { formatPlace, throwIfCancelled } from '../../errors.js';
import type { JobContext } from '../../job.js';
import { rankKnowledge } from '../../reranking/rankKnowledge.js';
import { EVALUATION_FOLDER } from '../../workspace/paths.js';
import {
  type EvaluationLine,
  type EvaluationSet,
  readEvaluationSet,
} from '../holdout/evaluationLines.js';
import type { RankingSystem } from '../holdout/rankedQueries.js';
import type { KnowledgeVersion } from '../versions/knowledgeVersion.js';
import { type GateResult, shareFigure } from './gateResult.js';

const CANARY_FILE = `${EVALUATION_FOLDER}/canary.jsonl`;
const USUALLY_WITHIN = 3;
const SHOWN_QUERY = 80;

const ids = z.array(z.string().min(1)).min(1).max(100).optional();

const canarySchema = z
  .object({
    query: z.string().trim().min(1).max(10_000),
    /** Ids that must be among the first. */
    must_include: ids,
    /** Ids that must not be there. */
    must_not_include: ids,
    /** Words that no answer there may hold, in any case. */
    must_not_say: z.array(z.string().trim().min(1).max(1_000)).min(1).max(100).optional(),
    /** How many hits count. */
    within: z.int().min(1).max(50).default(USUALLY_WITHIN),
  })
  .refine(
    ({ must_include, must_not_include, must_not_say }) =>
      (must_include ?? must_not_include ?? must_not_say) !== undefined,
    { error: 'says neither must_include, must_not_include nor must_not_say' },
  );

type Canary = EvaluationLine<z.infer<typeof canarySchema>>;
export type Canaries = EvaluationSet<Canary['value']>;

/** Questions of which is known what must, and what must never, be found for them. */
export function readCanaries(context: Pick<JobContext, 'files' | 'signal'>): Promise<Canaries> {
  return readEvaluationSet(context, CANARY_FILE, canarySchema);
}

/**
 * What is wrong with each canary question that does not find what it must, or finds what it must not.
 * @returns by the line on which the question stands
 */
export async function canaryFaults(
  { signal }: Pick<JobContext, 'signal'>,
  { lines }: Canaries,
  version: KnowledgeVersion,
  system: RankingSystem,
): Promise<ReadonlyMap<number, string>> {
  const faults = new Map<number, string>();
  for (const canary of lines) {
    throwIfCancelled(signal);
    const wrong = await whatIsWrong(canary, version, system);
    if (wrong.length === 0) continue;
    const { place, value } = canary;
    const asked = value.query.slice(0, SHOWN_QUERY);
    faults.set(place.line, `${formatPlace(place)} “${asked}”: ${wrong.join('; ')}`);
  }
  return faults;
}

/** Whether every canary question finds what it must, and nothing that it must not. */
export async function canaryGate(
  context: Pick<JobContext, 'signal'>,
  canaries: Canaries,
  version: KnowledgeVersion,
  system: RankingSystem,
): Promise<GateResult> {
  const { lines, file, sha256 } = canaries;
  const details = [...(await canaryFaults(context, canaries, version, system)).values()];
  const n = lines.length;
  if (n === 0) {
    const words = sha256 === undefined ? `There is no ${file}.` : `${file} holds no question.`;
    return { gate: 'canary', status: 'no-data', words, figures: [], details, candidates: [] };
  }
  const kept = n - details.length;
  return {
    gate: 'canary',
    status: kept === n ? 'pass' : 'fail',
    words: `${kept} of ${n} canary questions find what they must, and nothing that they must not.`,
    figures: shareFigure('kept', kept, n),
    details,
    candidates: [],
  };
}

async function whatIsWrong(
  { value }: Canary,
  version: KnowledgeVersion,
  { knowledge, reranker }: RankingSystem,
): Promise<string[]> {
  const { query, must_include = [], must_not_include = [], must_not_say = [], within } = value;
  const found = await rankKnowledge(knowledge, query, { limit: within, reranker });
  const places = new Map(found.map(({ id }, at) => [id, at + 1]));
  const missing = must_include.filter((id) => !places.has(version.standingId(id)));
  const unwanted = must_not_include.flatMap((id) => {
    const place = places.get(version.standingId(id));
    return place === undefined ? [] : [`${id} is found at ${place}`];
  });
  const said = found.flatMap(({ id }) => {
    const answer = version.entries.get(id)?.a.toLowerCase() ?? '';
    const words = must_not_say.filter((each) => answer.includes(each.toLowerCase()));
    return words.map((each) => `${id} says “${each}”`);
  });
  return [...missing.map((id) => `${id} is not among the first ${within}`), ...unwanted, ...said];
}
