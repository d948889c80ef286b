import type { JobContext } from '../job.js';
import { logContext } from '../mining/central/logContext.js';
import { readConfig } from '../workspace/config.js';
import type { LinePlace } from '../workspace/linePlace.js';
import { requireLine } from '../workspace/requireLine.js';
import type { Trace } from './trace.js';

/**
 * For people, who type a place; an editor asks about lines that it shows. A line that something came of is
 * followed even where its log is gone.
 * @throws CodelumiError `wrong-usage` where nothing came of the line because there is none
 */
export async function requireTraced(
  context: JobContext,
  place: LinePlace,
  found: Trace,
): Promise<Trace> {
  if (found.origins.length > 0 || found.uses.length > 0) return found;
  const { files } = logContext(context, await readConfig(context.files));
  await requireLine([...new Set([context.files, files])], place);
  return found;
}
