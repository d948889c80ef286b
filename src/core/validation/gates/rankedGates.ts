import type { JobContext } from '../../job.js';
import type { ValidationPolicy } from '../../workspace/settings/validationSchema.js';
import { rankHoldout } from '../holdout/compareOnHoldout.js';
import type { HoldoutQuery } from '../holdout/holdout.js';
import { type RankedQuery, type RankingSystem, valuesOf } from '../holdout/rankedQueries.js';
import type { KnowledgeVersion } from '../versions/knowledgeVersion.js';
import { type Canaries, canaryFaults, canaryGate } from './canaryGate.js';
import type { GateResult } from './gateResult.js';
import {
  type PairedFigures,
  passesQuality,
  QUALITY_GATES,
  type QualityGate,
  qualityGate,
} from './qualityGates.js';

/** What a candidate's ranking is held against. */
export interface RankedMeasure {
  /** Those that count, in order. */
  readonly queries: readonly HoldoutQuery[];
  readonly before: KnowledgeVersion;
  /** How the baseline ranks them. */
  readonly baseline: readonly RankedQuery[];
  readonly canaries: Canaries;
  readonly policy: ValidationPolicy;
}

/** A knowledge base, and how it is searched. */
export interface RankedVersion {
  readonly version: KnowledgeVersion;
  readonly system: RankingSystem;
}

export interface RankedGates {
  readonly ranked: readonly RankedQuery[];
  readonly gates: readonly GateResult[];
}

/** The gates that depend on nothing but what is found, so that the entries behind a failure can be looked for. */
export async function rankedGates(
  context: Pick<JobContext, 'signal'>,
  { version, system }: RankedVersion,
  { queries, before, baseline, canaries, policy }: RankedMeasure,
): Promise<RankedGates> {
  const ranked = await rankHoldout(context, system, version, queries, before);
  const gates = [
    ...QUALITY_GATES.map((gate) => qualityGate(gate, figuresOf(gate, baseline, ranked), policy)),
    await canaryGate(context, canaries, version, system),
  ];
  return { ranked, gates };
}

/** What some version does not come up to. */
export interface RankedShortfall {
  readonly quality: ReadonlySet<QualityGate>;
  /** Lines of canary questions. */
  readonly canaries: ReadonlySet<number>;
}

/** The same in short, without what a report tells beside it. */
export async function rankedShortfall(
  context: Pick<JobContext, 'signal'>,
  { version, system }: RankedVersion,
  { queries, before, baseline, canaries, policy }: RankedMeasure,
): Promise<RankedShortfall> {
  const ranked = await rankHoldout(context, system, version, queries, before);
  const failing = QUALITY_GATES.filter(
    (gate) => !passesQuality(gate, figuresOf(gate, baseline, ranked), policy),
  );
  const faults = await canaryFaults(context, canaries, version, system);
  return { quality: new Set(failing), canaries: new Set(faults.keys()) };
}

function figuresOf(
  measure: QualityGate,
  baseline: readonly RankedQuery[],
  candidate: readonly RankedQuery[],
): PairedFigures {
  return { baseline: valuesOf(baseline, measure), candidate: valuesOf(candidate, measure) };
}
