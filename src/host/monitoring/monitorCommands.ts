import { COMMANDS } from '../../shared/ids.js';
import { acknowledgeAlert } from './acknowledgeAlert.js';
import { explainMetric } from './explainMetric.js';
import { lookNow } from './lookNow.js';
import type { MonitorWorld } from './monitorWorld.js';
import { showMonitorPick } from './showMonitorPick.js';
import { snoozeAlert } from './snoozeAlert.js';

/** The commands about what is watched, by id. */
export function monitorHandlers(world: MonitorWorld) {
  return {
    [COMMANDS.monitorNow]: () => lookNow(world),
    [COMMANDS.explainMetric]: (target: unknown) => explainMetric(target, world),
    [COMMANDS.acknowledgeAlert]: (target: unknown) => acknowledgeAlert(target, world),
    [COMMANDS.snoozeAlert]: (target: unknown) => snoozeAlert(target, world),
    [COMMANDS.showMonitorPick]: () => showMonitorPick(world),
  };
}
