import { DAY_MS } from '../../durations.js';
import { CodelumiError, wrongUsage } from '../../errors.js';
import type { JobContext } from '../../job.js';
import type { Reviewer } from '../../records/decision.js';
import { requireFitComment } from '../../review/commentText.js';
import { readConfig } from '../../workspace/config.js';
import type { AlertEventBody } from './alertEvent.js';
import type { AlertView } from './alertView.js';
import { changeAlerts } from './changeAlerts.js';

interface AnswerInput {
  readonly by: Reviewer;
  /** `al-20260201-1a2b3c4d`. */
  readonly alert: string;
  /** What was shown; left out: whatever it is. */
  readonly level?: AlertView['level'] | undefined;
}

export interface AcknowledgeInput extends AnswerInput {
  readonly why: string;
}

export interface SnoozeInput extends AnswerInput {
  /** ISO 8601. */
  readonly until: string;
  readonly why?: string | undefined;
}

export interface AnsweredAlert {
  readonly alert: AlertView;
}

/** Longer than that is no putting off. */
const LONGEST_DAYS = 90;
const LONGEST_WHY = 2_000;

/**
 * Somebody says that an alert is known, and why it may stand. It needs no attention any more, unless it becomes worse.
 * @throws CodelumiError `not-found`; `wrong-usage` where it is over or nothing is said; `checks-missing` where the reason
 *   holds something private, for journals are kept; `changed-meanwhile` where it is worse than what was shown; `locked`
 */
export async function acknowledgeAlert(
  { by, alert, level, why }: AcknowledgeInput,
  context: JobContext,
): Promise<AnsweredAlert> {
  if (why.trim() === '') throw wrongUsage('No reason was given', 'Say why it may stand.');
  await requireFit(context, why);
  return answer(context, { by, alert, level }, `acknowledge ${alert}`, (view) => ({
    type: 'acknowledge',
    alert,
    level: view.level,
    why,
  }));
}

/**
 * Puts an alert off: it needs attention again at `until`, or once it becomes worse.
 * @throws CodelumiError as `acknowledgeAlert`; `wrong-usage` for a time that is over or more than 90 days away
 */
export async function snoozeAlert(
  { by, alert, level, until, why }: SnoozeInput,
  context: JobContext,
): Promise<AnsweredAlert> {
  const away = Date.parse(until) - context.clock.now().getTime();
  if (!(away > 0 && away <= LONGEST_DAYS * DAY_MS))
    throw wrongUsage(
      'An alert can be put off until a time from now to 90 days on',
      'Name such a time; to silence it for good, acknowledge it.',
    );
  if (why !== undefined) await requireFit(context, why);
  return answer(context, { by, alert, level }, `put off ${alert}`, (view) => ({
    type: 'snooze',
    alert,
    level: view.level,
    until: new Date(until).toISOString(),
    ...(why !== undefined && { why }),
  }));
}

async function answer(
  context: JobContext,
  { by, alert, level }: AnswerInput,
  purpose: string,
  eventOf: (view: AlertView) => AlertEventBody,
): Promise<AnsweredAlert> {
  const { views } = await changeAlerts(context, { by, purpose }, (standing) => [
    eventOf(requireAnswerable(standing, alert, level)),
  ]);
  return { alert: requireKnown(views, alert) };
}

function requireAnswerable(
  views: readonly AlertView[],
  id: string,
  level: AlertView['level'] | undefined,
): AlertView {
  const view = requireKnown(views, id);
  if (view.state === 'cleared') throw wrongUsage(`${id} is over`, 'There is nothing to do.');
  if (level !== undefined && view.level !== level)
    throw new CodelumiError({
      reason: 'changed-meanwhile',
      what: `${id} is ${view.level === 'alert' ? 'an alert' : 'a warning'} by now`,
      remedy: 'Look at it again.',
    });
  return view;
}

function requireKnown(views: readonly AlertView[], id: string): AlertView {
  const view = views.find((each) => each.id === id);
  if (view !== undefined) return view;
  throw new CodelumiError({
    reason: 'not-found',
    what: `There is no alert ${JSON.stringify(id.slice(0, 100))}`,
    remedy: 'codelumi monitor alerts lists them.',
  });
}

async function requireFit({ files }: JobContext, why: string): Promise<void> {
  if (why.length > LONGEST_WHY)
    throw wrongUsage(`The reason is longer than ${LONGEST_WHY} characters`, 'Say it shorter.');
  const { screening } = await readConfig(files);
  if (why.trim() !== '') requireFitComment(why, screening);
}
