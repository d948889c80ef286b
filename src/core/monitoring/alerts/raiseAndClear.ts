import { OWN } from '../../registry/ownDeployment.js';
import type { MetricResult } from '../metricResult.js';
import type { AlertEventBody } from './alertEvent.js';
import { alertId, subjectOf } from './alertSubject.js';
import type { AlertView } from './alertView.js';
import { isLater, isWorse, levelOf } from './foldAlerts.js';
import { isWellWithin } from './hysteresis.js';

const LONGEST_WHY = 2_000;

/** Who answers users, as the registry and the logs say; `own` is what the assistant has of its own. */
export type Answering = ReadonlySet<string>;

/**
 * Which events a look leads to. An alert is about a metric of a deployment with its reranker: one that is not over takes
 * up whatever is measured of them, and keeps the worst level that it had. It is over once the metric is well within its
 * limits, or what it is about answers nobody any more; never for want of data.
 *
 * @param results of this look
 * @param views all alerts, cleared ones too
 */
export function raiseAndClear(
  results: readonly MetricResult[],
  views: readonly AlertView[],
  answering: Answering,
  now: Date,
): AlertEventBody[] {
  const { standing, doubles } = bySubject(views);
  const events: AlertEventBody[] = doubles;
  const measured = new Map(results.map((result) => [subjectOf(result), result]));
  for (const [subject, view] of standing) {
    const why = endOf(view, measured.get(subject), results, answering);
    if (why !== undefined)
      events.push({ type: 'clear', alert: view.id, why: why.slice(0, LONGEST_WHY) });
  }
  for (const [subject, result] of measured) {
    const level = levelOf(result);
    if (level === undefined) continue;
    const view = standing.get(subject);
    if (view === undefined) {
      const before = lastOver(views, subject);
      events.push({ type: 'raise', alert: alertId(result, before?.id, now), result });
    } else if (isWorse(level, view.level)) events.push({ type: 'change', alert: view.id, result });
  }
  return events;
}

/** Two clones may have raised the same on different days: the older one goes on. */
function bySubject(views: readonly AlertView[]): {
  readonly standing: ReadonlyMap<string, AlertView>;
  readonly doubles: AlertEventBody[];
} {
  const standing = new Map<string, AlertView>();
  const doubles: AlertEventBody[] = [];
  const byAge = [...views].sort((a, b) => Date.parse(a.raisedAt) - Date.parse(b.raisedAt));
  for (const view of byAge) {
    if (view.state === 'cleared') continue;
    const subject = subjectOf(view.result);
    const older = standing.get(subject);
    if (older === undefined) standing.set(subject, view);
    else doubles.push({ type: 'clear', alert: view.id, why: `The same as ${older.id}.` });
  }
  return { standing, doubles };
}

function lastOver(views: readonly AlertView[], subject: string): AlertView | undefined {
  return views
    .filter(({ state, result }) => state === 'cleared' && subjectOf(result) === subject)
    .reduce<AlertView | undefined>(
      (last, view) => (last === undefined || isLater(view.changedAt, last.changedAt) ? view : last),
      undefined,
    );
}

/** Why an alert is over; undefined: it is not. */
function endOf(
  { result: { metric, deployment, reranker } }: AlertView,
  now: MetricResult | undefined,
  results: readonly MetricResult[],
  answering: Answering,
): string | undefined {
  if (now !== undefined) return isWellWithin(now) ? now.words : undefined;
  if (deployment === null) return undefined;
  if (!answering.has(deployment)) return `${nameOf(deployment)} no longer answers anybody.`;
  const others = results.filter((each) => each.metric === metric);
  if (metric === 'rollout')
    return others.length > 0 ? `The rollout of ${nameOf(deployment)} is over.` : undefined;
  const other = others.find((each) => each.deployment === deployment);
  return other === undefined || other.reranker === reranker
    ? undefined
    : `${nameOf(deployment)} is ranked by ${other.reranker ?? 'the order of BM25F'} now.`;
}

export function nameOf(deployment: string): string {
  return deployment === OWN ? 'What the assistant has of its own' : deployment;
}
