import type * as z from 'zod';
import { trainingFailed } from './runIsolated.js';

/**
 * What a program that trained says of it.
 * @throws CodelumiError `training-failed` where that is of another shape
 */
export function reportIn<Report>(bytes: Uint8Array, schema: z.ZodType<Report>): Report {
  try {
    return schema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch (cause) {
    throw trainingFailed('left a report that cannot be read', cause);
  }
}
