import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CodelumiError } from '../core/errors.js';
import type { Exposure, Resolution } from './api.js';
import { asRuntimeError } from './systemErrors.js';

const LINE_FEED = 10;

/**
 * A line of `kb_usage.jsonl`, with what a rollout adds to it.
 * @throws CodelumiError `wrong-usage` when there is not one score a hit
 */
export function exposureLine(
  { deploymentId, variant, rolloutId, reason, unit }: Resolution,
  { ts = Date.now(), query, source, hits, scores, latencyMs, error }: Exposure,
): string {
  if (scores !== undefined && scores.length !== hits.length) {
    throw new CodelumiError({
      reason: 'wrong-usage',
      what: `There are ${scores.length} scores for ${hits.length} hits`,
      remedy: 'Give one score a hit, or none at all.',
    });
  }
  const named = hits.map(({ id, title }) => ({ id, title }));
  const served = { deployment: deploymentId, variant, rolloutId, reason, unit };
  const told = { scores, latencyMs, error };
  return `${JSON.stringify({ ts, query, source, hits: named, ...served, ...told })}\n`;
}

/**
 * Appends a line in one write, on a line of its own whatever stood there before.
 * @throws CodelumiError `not-writable`, `disk-full` and so on
 */
export async function appendLine(file: string, line: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    const handle = await open(file, 'a+');
    try {
      const { size } = await handle.stat();
      const last = Buffer.from([LINE_FEED]);
      if (size > 0) await handle.read(last, 0, 1, size - 1);
      // A writer that died in the middle of a line must not take this one with it.
      await handle.appendFile(last[0] === LINE_FEED ? line : `\n${line}`);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw asRuntimeError(error, file, 'not-writable');
  }
}
