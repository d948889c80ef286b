import type { JobContext } from '../../job.js';
import type { GateName } from '../../workspace/settings/validationSchema.js';
import type { QualityGate } from '../gates/qualityGates.js';
import { type RankedMeasure, type RankedShortfall, rankedShortfall } from '../gates/rankedGates.js';
import type { Change } from '../versions/changes.js';
import type { KnowledgeVersion } from '../versions/knowledgeVersion.js';
import type { OpenReranker } from '../versions/rerankerChoice.js';
import { RevertibleVersion } from '../versions/revertibleVersion.js';
import { type Explanation, smallestExplanation } from './smallestExplanation.js';

/** Rankings of all queries that are spent on smaller sets, once one is found of which nothing can be spared. */
const MOST_RANKINGS = 100;
const NOTHING: ReadonlySet<Change> = new Set();

export interface BisectInput {
  readonly candidate: KnowledgeVersion;
  readonly open: OpenReranker;
  readonly measure: RankedMeasure;
  /** Those that are likelier to blame first. */
  readonly changes: readonly Change[];
}

/** Which changes explain that gates do not pass. */
export interface Blame {
  /** Those that are as good as before without the changes of `explanation`. */
  readonly gates: readonly GateName[];
  /** Those that are not, whatever is taken back: that is the reranker, or there are too few queries. */
  readonly unexplained: readonly GateName[];
  readonly explanation: Explanation<Change> | undefined;
}

/**
 * The smallest set of changes without which everything that depends on what is found is as good as without any of the
 * changes.
 * @returns undefined where nothing falls short, or nothing was changed
 */
export async function bisect(
  context: Pick<JobContext, 'signal' | 'progress'>,
  { candidate, open, measure, changes }: BisectInput,
): Promise<Blame | undefined> {
  if (changes.length === 0) return undefined;
  const revertible = new RevertibleVersion(candidate);
  const { knowledge } = revertible;
  const system = { knowledge, reranker: await open(knowledge) };
  let asked = 0;
  const shortfallWithout = (left: ReadonlySet<Change>) => {
    asked += 1;
    context.progress({ message: `Looking for the entries to blame, ranking ${asked}` });
    const version = revertible.without(left);
    return rankedShortfall(context, { version, system }, measure);
  };
  const now = await shortfallWithout(NOTHING);
  if (now.quality.size + now.canaries.size === 0) return undefined;
  const least = await shortfallWithout(new Set(changes));
  const gates = gatesIn({
    quality: without(now.quality, least.quality),
    canaries: without(now.canaries, least.canaries),
  });
  const unexplained = gatesIn(now).filter((gate) => !gates.includes(gate));
  if (gates.length === 0) return { gates, unexplained, explanation: undefined };
  const isRightWithout = async (left: ReadonlySet<Change>) => {
    const { quality, canaries } = await shortfallWithout(left);
    const more = without(quality, least.quality).size + without(canaries, least.canaries).size;
    return more === 0;
  };
  const explanation = await smallestExplanation(changes, isRightWithout, MOST_RANKINGS);
  return { gates, unexplained, explanation };
}

function gatesIn({ quality, canaries }: RankedShortfall): GateName[] {
  const gates: readonly QualityGate[] = [...quality];
  return canaries.size === 0 ? [...gates] : [...gates, 'canary'];
}

function without<Item>(all: ReadonlySet<Item>, others: ReadonlySet<Item>): ReadonlySet<Item> {
  return new Set([...all].filter((each) => !others.has(each)));
}
