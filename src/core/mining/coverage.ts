import type { RecordPosition } from '../records/recordPosition.js';
import type { Config } from '../workspace/configSchema.js';
import { knownFrom } from './applyRules.js';
import type { Facts } from './facts/facts.js';
import { LogView } from './logView.js';
import { QuerySpace } from './querySpace.js';
import { mineFrequentMemory } from './rules/frequentMemory.js';
import { missesByGap } from './rules/knowledgeGap.js';

/** What was asked, and what of it nothing answers. */
export interface Coverage {
  /** Answers, and searches that belong to none of them: each time that somebody asked counts once. */
  readonly asked: number;
  /** Of each gap that rule R4 makes a candidate of, the lines of every time that it found nothing; most first. */
  readonly gaps: readonly (readonly RecordPosition[])[];
}

/** Pure: the same facts and policy give the same gaps as `applyRules` has candidates for. */
export function coverageOf(facts: Facts, policy: Config['mining']): Coverage {
  const { executorWindowSeconds } = policy;
  const log = new LogView(facts, { executorWindowSeconds });
  const space = new QuerySpace(log);
  const memory = mineFrequentMemory(log, space, policy.frequentMemory, () => {});
  const gaps = missesByGap(log, space, policy.knowledgeGap, knownFrom(memory));
  const alone = log.uses.filter((use) => !log.isJoined(use));
  return {
    asked: log.exchanges.length + alone.length,
    gaps: gaps.sort((a, b) => b.length - a.length),
  };
}
