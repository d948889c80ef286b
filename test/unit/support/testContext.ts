import type { JobContext } from '../../../src/core/job.js';
import { nodeContext } from '../../../src/node/nodeContext.js';

/** The real files of a folder, with a clock that stands still. */
export function testContext(root: string, at = '2026-11-20T10:00:00.000Z'): JobContext {
  return { ...nodeContext(root, new AbortController().signal), clock: { now: () => new Date(at) } };
}

/** The real files, with a clock that moves on by a second each time it is looked at. */
export function tickingContext(root: string, from = '2026-11-20T10:00:00.000Z'): JobContext {
  let time = Date.parse(from);
  const now = () => {
    time += 1_000;
    return new Date(time);
  };
  return { ...testContext(root), clock: { now } };
}
