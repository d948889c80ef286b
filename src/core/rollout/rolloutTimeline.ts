import type { ReleaseEvent } from '../registry/releaseEvent.js';
import type { ProvenEvent, ReleaseState } from '../registry/rolloutState.js';

/** Something that happened to a rollout. */
export interface TimelineEvent {
  /** ISO 8601. */
  readonly at: string;
  readonly kind: ReleaseEvent['type'];
  /** What happened: `CANARY, 10 %`. */
  readonly what: string;
  /** In the words of whoever did it, or of the gates; may hold anything. */
  readonly why: string | undefined;
  /** The name that the event bears, and whether it is signed by who is allowed to. */
  readonly by: string;
  readonly isSigned: boolean;
}

/** What happened to a rollout, in order; events that do not count are left out. */
export function rolloutTimeline(
  events: readonly ProvenEvent[],
  { ignored }: Pick<ReleaseState, 'ignored'>,
  rollout: string,
): TimelineEvent[] {
  const uncounted = new Set(ignored.map(({ place: { file, line } }) => `${file}:${line}`));
  return events
    .filter(
      ({ event, file, line }) => event.rollout === rollout && !uncounted.has(`${file}:${line}`),
    )
    .map(({ event, signedBy }) => ({
      at: event.at,
      kind: event.type,
      what: whatOf(event),
      why: 'why' in event ? event.why : undefined,
      by: event.actor.name,
      isSigned: signedBy !== undefined,
    }));
}

function whatOf(event: ReleaseEvent): string {
  switch (event.type) {
    case 'start':
      return event.kind === 'hotfix' ? 'Started as a hotfix' : 'Started';
    case 'transition':
      return event.weight_bp > 0
        ? `${event.to}, ${event.weight_bp / 100} %`
        : `${event.to}${event.trigger === 'guardrail' ? ', by a guardrail' : ''}`;
    case 'weight':
      return `${event.weight_bp / 100} % of the users`;
    case 'approve':
      return `Approved ${event.stage}`;
    case 'pause':
      return event.reason === 'human' ? 'Paused' : 'Paused by the gates';
    case 'resume':
      return 'Resumed';
  }
}
