import { DAY_MS } from '../durations.js';
import type { JobContext } from '../job.js';
import { type TrainingDue, trainingDue } from '../training/trainingDue.js';
import type { DueItem } from './dueItem.js';

/** Whether a reranker should be trained again, by `training.cadence`; see `trainingDue`. */
export async function dueTraining(context: JobContext): Promise<DueItem> {
  const found = await trainingDue({}, context);
  const since = sinceOf(found, context.clock.now().getTime());
  return {
    kind: 'training',
    isDue: found.due,
    why: found.why,
    ...(since === undefined ? {} : { since }),
    command: 'train',
    isAutomatic: found.automatic,
  };
}

/** The day that the period names, as long as something was accepted that it is counted for. */
function sinceOf(
  { due, newlyAccepted, last, cadence }: TrainingDue,
  now: number,
): string | undefined {
  if (last === undefined || newlyAccepted === 0) return undefined;
  const at = Date.parse(last.created_at) + cadence.days * DAY_MS;
  // What is due for the number of candidates was due before, nobody noted when.
  return at <= now === due ? new Date(at).toISOString() : undefined;
}
