import { lastDone } from '../audit/journal/lastDone.js';
import type { JobContext } from '../job.js';
import { isExtractionDue, nextExtraction } from '../mining/extractionDue.js';
import type { Schedule } from '../workspace/settings/cadenceSchema.js';
import type { DueItem } from './dueItem.js';

const PERIODS: Readonly<Record<Exclude<Schedule, 'off'>, string>> = {
  daily: 'every day',
  weekly: 'every week',
};

/** Whether candidates should be extracted: so long after the last extraction that the audit log tells of, whoever ran it. */
export async function dueExtraction(
  context: Pick<JobContext, 'files' | 'clock'>,
  schedule: Schedule,
): Promise<DueItem> {
  if (schedule === 'off')
    return {
      kind: 'extraction',
      isDue: false,
      why: 'Candidates are extracted whenever somebody does it: no period is set.',
      command: 'extract',
      isAutomatic: false,
    };
  const last = await lastDone(context, 'extract');
  const lastRun = last === undefined ? undefined : Date.parse(last);
  const next = nextExtraction(schedule, lastRun);
  const when = last === undefined ? 'none were yet' : `they were last at ${last}`;
  return {
    kind: 'extraction',
    isDue: isExtractionDue(schedule, lastRun, context.clock.now().getTime()),
    why: `Candidates are to be extracted ${PERIODS[schedule]}; ${when}.`,
    ...(next === undefined ? {} : { since: new Date(next).toISOString() }),
    command: 'extract',
    isAutomatic: true,
  };
}
