import type { JobContext } from '../../../src/core/job.js';
import { requireUnderWay, withRegistry } from '../../../src/core/registry/act.js';
import type { Stage } from '../../../src/core/registry/stage.js';
import { ADA } from '../support/severalReviewers.js';

const WEIGHTS: Partial<Record<Stage, number>> = { CANARY: 1_000, BETA: 2_500, PROD: 10_000 };

/** Leads the rollout that is on its way through stages, as gates that pass would. */
export async function lead(context: JobContext, stages: readonly Stage[]): Promise<void> {
  for (const to of stages) {
    await withRegistry(context, { by: ADA, purpose: 'test' }, async (registry) => {
      const { id, stage } = requireUnderWay(registry.releases.state);
      await registry.append({
        type: 'transition',
        rollout: id,
        from: stage,
        to,
        trigger: 'gates',
        weight_bp: WEIGHTS[to] ?? 0,
        why: 'everything passes',
      });
    });
  }
}
