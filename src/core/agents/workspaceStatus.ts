import * as z from 'zod';
import { whatIsDue } from '../cadence/whatIsDue.js';
import { readAlerts } from '../monitoring/alerts/changeAlerts.js';
import { readLastLook } from '../monitoring/lastLook.js';
import { loadQueue } from '../review/queue.js';
import { rolloutStatus } from '../rollout/rolloutStatus.js';
import type { ScreeningPolicy } from '../screening/recogniser.js';
import { readGates } from '../snapshots/gates.js';
import { readConfig } from '../workspace/config.js';
import { agentTool } from './agentTool.js';
import { untrusted } from './untrustedText.js';

export const workspaceStatus = agentTool({
  name: 'codelumi_status',
  title: 'Status of the Workspace',
  description:
    'Says how many candidates wait or were decided, how the last validations ended gate by gate, what is in production and on its way, which drift alerts are open, and what is due. Changes nothing and looks at nothing anew.',
  input: z.object({}),
  isReadOnly: true,
  run: async (_input, context) => {
    const { screening: policy } = await readConfig(context.files);
    const { counts, problems } = await loadQueue({ limit: 0 }, context);
    const gates = [...(await readGates(context)).values()].sort((a, b) => b.at.localeCompare(a.at));
    const { prod, underWay } = await rolloutStatus(context);
    const { views } = await readAlerts(context);
    return {
      candidates: counts,
      unreadable_lines: problems.length,
      last_validation: gates[0] ?? null,
      in_production: prod,
      rollout_under_way: underWay?.id ?? null,
      drift: {
        looked_at: (await readLastLook(context)) ?? null,
        alerts: views
          .filter(({ state }) => state === 'open')
          .map((view) => alertView(view, policy)),
      },
      due: (await whatIsDue({}, context)).map(({ kind, isDue, isUnknown, why }) => ({
        kind,
        due: isUnknown === true ? 'cannot be told' : isDue,
        why: untrusted(why, policy),
      })),
    };
  },
});

type AlertView = Awaited<ReturnType<typeof readAlerts>>['views'][number];

function alertView({ id, level, raisedAt, result }: AlertView, policy: ScreeningPolicy) {
  const { metric, deployment, words } = result;
  return { id, level, raised_at: raisedAt, metric, deployment, words: untrusted(words, policy) };
}
