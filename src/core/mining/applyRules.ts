import type { Config } from '../workspace/configSchema.js';
import type { Facts } from './facts/facts.js';
import { LogView } from './logView.js';
import { type Mined, RULES, type RuleName, type RuleOutcome, type TellVerdict } from './mined.js';
import { QuerySpace } from './querySpace.js';
import { mineFrequentMemory } from './rules/frequentMemory.js';
import { type IsKnown, mineKnowledgeGaps } from './rules/knowledgeGap.js';
import { minePositiveFeedback } from './rules/positiveFeedback.js';
import { mineRepeatedHits } from './rules/repeatedHit.js';
import type { RuleReport } from './runReport.js';

export interface RulesOutcome {
  readonly mined: readonly Mined[];
  readonly rules: readonly RuleReport[];
  /** Answers that users complained about last, as `answerKey` has them. */
  readonly complained: ReadonlySet<string>;
}

export interface RulesOptions {
  /** Milliseconds since the epoch; what is older is left out. */
  readonly since?: number | undefined;
  readonly tell?: TellVerdict;
}

/** All rules over what the logs say. Pure: the same facts and policy give the same outcome. */
export function applyRules(
  facts: Facts,
  policy: Config['mining'],
  { since, tell = () => {} }: RulesOptions = {},
): RulesOutcome {
  const { executorWindowSeconds } = policy;
  const log = new LogView(facts, { since, executorWindowSeconds });
  const space = new QuerySpace(log);
  const feedback = minePositiveFeedback(log, tell);
  const hits = mineRepeatedHits(log, space, policy.repeatedHit, tell);
  const memory = mineFrequentMemory(log, space, policy.frequentMemory, tell);
  const isKnown = knownFrom(memory);
  const gaps = mineKnowledgeGaps(log, space, policy.knowledgeGap, isKnown, tell);
  const praised = new Set(hits.mined.map(({ answer }) => answer?.key));
  return {
    mined: [...feedback.mined, ...hits.mined, ...memory.mined, ...gaps.mined],
    rules: [
      reportOf('positiveFeedback', feedback),
      reportOf('repeatedHit', hits),
      reportOf('frequentMemory', memory),
      reportOf('knowledgeGap', gaps),
    ],
    complained: new Set([...feedback.complained].filter((answer) => !praised.has(answer))),
  };
}

/** Whether statements that R3 found bear on at least half of some queries. */
export function knownFrom({ mined }: Pick<RuleOutcome, 'mined'>): IsKnown {
  const known = new Set(mined.flatMap(queriesOf));
  return (queries) => 2 * queries.filter((query) => known.has(query)).length >= queries.length;
}

function queriesOf({ asked, variants }: Mined): number[] {
  return [asked, ...variants].map(({ query }) => query);
}

function reportOf(name: RuleName, { considered, kept, dropped }: RuleOutcome): RuleReport {
  return { ...RULES[name], considered, kept, dropped };
}
