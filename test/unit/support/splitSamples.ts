import fc from 'fast-check';
import type { SplitContext } from '../../../src/core/registry/split/evaluateSplit.js';
import { targetingKeyOf } from '../../../src/core/registry/split/targetingKey.js';
import type {
  DeploymentVariant,
  RolloutSplit,
  TrafficSplit,
} from '../../../src/core/registry/split/trafficSplit.js';

export const STABLE = {
  deploymentId: 'dep-0012',
  kb: { path: 'training/snapshots/kb_snapshot_20260124_1203.jsonl', sha256: 'a'.repeat(64) },
  reranker: null,
} satisfies DeploymentVariant;

export const CANDIDATE = {
  deploymentId: 'dep-0013',
  kb: { path: 'training/snapshots/kb_snapshot_20260201_0900.jsonl', sha256: 'b'.repeat(64) },
  reranker: { path: 'models/reranker.joblib.v1.3.0', sha256: 'c'.repeat(64) },
} satisfies DeploymentVariant;

/** A canary of a tenth, but for what is given. */
export function rolledOut(
  given: Partial<RolloutSplit>,
): TrafficSplit & { readonly rollout: RolloutSplit } {
  const rollout = { id: 'ro-0013', stage: 'canary', candidate: CANDIDATE, weightBp: 1_000 };
  return { stable: STABLE, rollout: { ...rollout, ...given } };
}

const name = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,20}$/u);
const sha256 = fc.stringMatching(/^[0-9a-f]{64}$/u);
const path = fc
  .array(fc.stringMatching(/^[a-z][a-zäß0-9 ._-]{0,8}$/u), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join('/'));
// Plain objects, as they come out of JSON.
const plain = { noNullPrototype: true } as const;
const artefact = fc.record({ path, sha256 }, plain);
const variant = fc.record(
  { deploymentId: name, kb: fc.option(artefact), reranker: fc.option(artefact) },
  plain,
);
const rollout = fc.record(
  {
    id: name,
    stage: name,
    candidate: variant,
    weightBp: fc.integer({ min: 0, max: 10_000 }),
  },
  plain,
);

export const anySplit: fc.Arbitrary<TrafficSplit> = fc.oneof(
  fc.record({ stable: variant }, plain),
  fc.record({ stable: variant, rollout }, plain),
);

/** Whoever may ask, with keys as they are made and as others may make them. */
export const anyContext: fc.Arbitrary<SplitContext> = fc.record(
  {
    targetingKey: fc.oneof(
      fc.uuid().map((user) => targetingKeyOf({ user })),
      fc.string({ unit: 'grapheme-ascii' }),
      fc.constantFrom('', '0', 'false', 'null', '[]'),
    ),
    pin: fc.oneof(
      fc.constantFrom('stable', 'candidate', 'evil', '__proto__'),
      fc.string({ unit: 'grapheme-ascii' }),
    ),
  },
  { requiredKeys: [] },
);
