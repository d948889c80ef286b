import { COMMANDS } from '../../shared/ids.js';
import { advanceRollout } from './advanceRollout.js';
import { compareDeployments } from './compareDeployments.js';
import { approveRollout, pauseRollout, resumeRollout } from './holdRollout.js';
import { rollBack } from './rollBack.js';
import type { RolloutWorld } from './rolloutWorld.js';
import { showTimeline } from './showTimeline.js';
import { startRollout } from './startRollout.js';

/** The commands about rollouts, by id. */
export function rolloutHandlers(world: RolloutWorld) {
  return {
    [COMMANDS.startRollout]: (target: unknown) => startRollout(target, world),
    [COMMANDS.advanceRollout]: () => advanceRollout(world),
    [COMMANDS.approveRollout]: () => approveRollout(world),
    [COMMANDS.pauseRollout]: () => pauseRollout(world),
    [COMMANDS.resumeRollout]: () => resumeRollout(world),
    [COMMANDS.rollBack]: () => rollBack(world),
    [COMMANDS.compareDeployments]: (target: unknown, selected: unknown) =>
      compareDeployments(target, selected, world),
    [COMMANDS.showTimeline]: (target: unknown) => showTimeline(target, world),
  };
}
