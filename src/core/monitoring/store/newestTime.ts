import type { JobContext } from '../../job.js';
import { isDocument } from '../../mining/facts/readLog.js';
import { isEpochMilliseconds } from '../../records/recordTime.js';
import type { LogStamp } from './continuedLogs.js';

const LOOKED_AT = 64 * 1024;
const TIME = /"ts":\s{0,4}(\d{1,15})/gu;

/**
 * The latest time that the ends of logs of searches name, without parsing them; it decides only what is looked at again.
 * @returns milliseconds since the epoch, never later than now; 0 where none is named
 */
export async function newestTime(
  { files }: Pick<JobContext, 'files'>,
  logs: readonly LogStamp[],
  now: number,
): Promise<number> {
  let newest = 0;
  for (const { file, size } of logs) {
    if (isDocument({ file, kind: 'uses' })) continue;
    const ends = [{ start: Math.max(0, size - LOOKED_AT), end: size }];
    for await (const bytes of files.readRanges(file, ends))
      for (const [, digits] of Buffer.from(bytes).toString('latin1').matchAll(TIME)) {
        const time = Number(digits);
        if (isEpochMilliseconds(time) && time <= now) newest = Math.max(newest, time);
      }
  }
  return newest;
}
