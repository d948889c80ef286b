import { CodelumiError, messageOf } from '../errors.js';
import type { JobContext } from '../job.js';
import { readConfig } from '../workspace/config.js';
import type { AlertView } from './alerts/alertView.js';
import { changeAlerts, readAlerts } from './alerts/changeAlerts.js';
import { raiseAndClear } from './alerts/raiseAndClear.js';
import { keepLastLook } from './lastLook.js';
import type { MonitorReport } from './monitorReport.js';
import { type Observation, observe } from './observe.js';
import { reportOf } from './reportOf.js';

export interface MonitorInput {
  /** False: nothing is written and no alert raised. Nor is it where the context has no `actor`. */
  readonly keep?: boolean;
}

/**
 * Looks at everything that is watched: adds up what the logs have gained, judges it, raises and clears alerts, and says
 * what came of it. For timers: a look that finds nothing new changes nothing. Where alerts cannot be recorded, a person is
 * told by `context.warn`, and the report still says what was measured.
 *
 * @throws CodelumiError `not-found` where the settings name logs that are not there, `invalid-input` for settings that are not valid
 */
export async function monitor(input: MonitorInput, context: JobContext): Promise<MonitorReport> {
  return (await look(input, context)).report;
}

/** What was seen, and the report of it. */
export interface Look {
  readonly observation: Observation;
  readonly report: MonitorReport;
}

/** The same, with everything that was seen; see `observe`. */
export async function look({ keep = true }: MonitorInput, context: JobContext): Promise<Look> {
  const config = await readConfig(context.files);
  const isKept = keep && context.actor !== undefined;
  const observation = await observe(context, config, { keep: isKept });
  const views = isKept
    ? await recordAlerts(context, observation)
    : (await readAlerts(context)).views;
  if (isKept) await keepLastLook(context);
  const { results, production } = observation;
  const { toolVersion } = context;
  const now = context.clock.now();
  return { observation, report: reportOf({ results, views, production, now, toolVersion }) };
}

/** What was measured is told also where the journals cannot be written. */
async function recordAlerts(
  context: JobContext,
  { results, answering }: Observation,
): Promise<readonly AlertView[]> {
  const now = context.clock.now();
  try {
    const by = await context.actor?.();
    if (by === undefined) return (await readAlerts(context)).views;
    const change = { by, purpose: 'record alerts' };
    const { views } = await changeAlerts(context, change, (standing) =>
      raiseAndClear(results, standing, answering, now),
    );
    return views;
  } catch (error) {
    if (!(error instanceof CodelumiError)) throw error;
    context.warn?.(`Alerts were not recorded: ${messageOf(error)}`);
    return (await readAlerts(context)).views;
  }
}
