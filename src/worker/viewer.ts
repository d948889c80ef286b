import { MINUTE_MS } from '../core/durations.js';
import type { JobContext } from '../core/job.js';
import type { Reviewer } from '../core/records/decision.js';
import { gitReviewer } from '../node/gitReviewer.js';

/** Asking Git takes two processes; who somebody is changes about never. */
const FRESH_MS = MINUTE_MS;

/** Who looks at the queue in this window, as Git knows them; remembered for a minute. */
export function viewerOf({ files, clock }: Pick<JobContext, 'files' | 'clock'>) {
  let asked: { readonly at: number; readonly found: Promise<Reviewer | undefined> } | undefined;
  return (): Promise<Reviewer | undefined> => {
    const at = clock.now().getTime();
    if (asked === undefined || at - asked.at > FRESH_MS)
      // Who has no name is told so when they decide; until then they are anybody.
      asked = { at, found: gitReviewer(files.root).catch(() => undefined) };
    return asked.found;
  };
}
