import type { MetricResult } from '../metricResult.js';
import type { AlertEvent } from './alertEvent.js';
import { inCountingOrder, type JournalledAlertEvent } from './alertJournals.js';
import type { AlertView } from './alertView.js';

type Level = AlertView['level'];
type Answer = Extract<AlertEvent, { type: 'acknowledge' | 'snooze' }>;
type Measured = Extract<AlertEvent, { type: 'raise' | 'change' }>;

/** An alert while its events are added up. */
interface Story {
  readonly id: string;
  level: Level;
  raisedAt: string;
  changedAt: string;
  result: MetricResult;
  /** What people said since it was raised. */
  answers: Answer[];
  cleared: { readonly at: string; readonly why: string } | undefined;
}

/**
 * What events of alerts add up to, to the same in whatever order the journals are given. Who answers a warning has not
 * answered the alert that it becomes, also where a merge brings the two together. Of several answers the last one holds.
 * What is measured again after it was cleared in another clone is open again.
 *
 * @param now decides which alerts are still put off
 * @returns open ones first, the newest first
 */
export function foldAlerts(events: readonly JournalledAlertEvent[], now: Date): AlertView[] {
  const stories = new Map<string, Story>();
  for (const { event } of inCountingOrder(events)) count(stories, event);
  return [...stories.values()].map((story) => viewOf(story, now)).sort(inOrderOfNeed);
}

function count(stories: Map<string, Story>, event: AlertEvent): void {
  const story = stories.get(event.alert);
  switch (event.type) {
    case 'raise':
    case 'change':
      countMeasured(stories, story, event);
      break;
    case 'clear':
      if (story !== undefined && story.cleared === undefined)
        story.cleared = { at: event.at, why: event.why };
      break;
    default:
      if (story !== undefined && story.cleared === undefined) story.answers.push(event);
  }
}

function countMeasured(
  stories: Map<string, Story>,
  story: Story | undefined,
  { alert: id, at, result, type }: Measured,
): void {
  const level = levelOf(result);
  if (level === undefined) return;
  if (story === undefined || story.cleared !== undefined) {
    const begun = { raisedAt: at, changedAt: at, answers: [], cleared: undefined };
    stories.set(id, { id, level, result, ...begun });
    return;
  }
  // Raised in two clones: the second has nothing to add, unless it is worse.
  const isNews = type === 'change' ? level !== story.level : isWorse(level, story.level);
  if (!isNews) return;
  story.level = level;
  story.changedAt = at;
  story.result = result;
}

/** undefined: nothing to be told of. */
export function levelOf({ state }: Pick<MetricResult, 'state'>): Level | undefined {
  return state === 'warn' || state === 'alert' ? state : undefined;
}

export function isWorse(level: Level, than: Level): boolean {
  return level === 'alert' && than === 'warn';
}

function viewOf({ cleared, answers, ...story }: Story, now: Date): AlertView {
  const { id, level, raisedAt, changedAt, result } = story;
  const view = { id, level, raisedAt, changedAt, result };
  if (cleared !== undefined)
    return { ...view, state: 'cleared', changedAt: cleared.at, why: cleared.why };
  const answer = answers.findLast((each) => !isWorse(level, each.level));
  if (answer === undefined) return { ...view, state: 'open' };
  const latest = isLater(answer.at, changedAt) ? answer.at : changedAt;
  const said = { by: answer.actor.name, ...(answer.why !== undefined && { why: answer.why }) };
  if (answer.type === 'acknowledge')
    return { ...view, ...said, state: 'acknowledged', changedAt: latest };
  const isOver = Date.parse(answer.until) <= now.getTime();
  const until = { changedAt: latest, snoozedUntil: answer.until };
  return { ...view, ...said, ...until, state: isOver ? 'open' : 'snoozed' };
}

const ORDER: readonly AlertView['state'][] = ['open', 'snoozed', 'acknowledged', 'cleared'];

function inOrderOfNeed(a: AlertView, b: AlertView): number {
  const byState = ORDER.indexOf(a.state) - ORDER.indexOf(b.state);
  return byState || Date.parse(b.changedAt) - Date.parse(a.changedAt) || (a.id < b.id ? -1 : 1);
}

/** @param a ISO 8601, as `b` */
export function isLater(a: string, b: string): boolean {
  return Date.parse(a) > Date.parse(b);
}
