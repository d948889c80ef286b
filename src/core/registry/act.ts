import { CodelumiError, messageOf } from '../errors.js';
import type { JobContext } from '../job.js';
import type { Reviewer } from '../records/decision.js';
import { appendToJournal } from '../workspace/journal.js';
import { type HeldLock, withWorkspaceLock } from '../workspace/lock.js';
import { writerOf } from '../workspace/writer.js';
import { writeDerived } from './derivedFiles.js';
import { foldEvents } from './foldEvents.js';
import { type Releases, readReleases } from './readReleases.js';
import type { NewReleaseEvent } from './releaseEvent.js';
import { releaseEventsFile } from './releaseJournals.js';
import type { ReleaseState, RolloutState } from './rolloutState.js';
import { signEvent } from './signEvent.js';

type Body<Event> = Event extends unknown ? Omit<Event, 'at' | 'actor'> : never;
/** An event without who and when. */
export type EventBody = Body<NewReleaseEvent>;

/** The registry while it is held: what it says, and the one way to change it. */
export interface HeldRegistry {
  readonly releases: Releases;
  /** For files beside the journals, right before they are written. */
  readonly lock: HeldLock;
  /**
   * Appends an event, flushed to the disk, then signs it and writes what is derived anew.
   * @throws CodelumiError `wrong-usage` where it would not count: then nothing is written
   */
  append(event: EventBody): Promise<void>;
  /** What did not work beside the events: signing. */
  readonly warnings: readonly string[];
}

/**
 * Does something to the registry while nobody else changes the workspace. What is derived is made to agree first: a
 * process that was killed between an event and the files leaves nothing half done.
 */
export async function withRegistry<T>(
  context: JobContext,
  { by, purpose }: { readonly by: Reviewer; readonly purpose: string },
  act: (registry: HeldRegistry) => Promise<T>,
): Promise<T> {
  return withWorkspaceLock(context, purpose, async (lock) => {
    const registry = new Registry(context, lock, by, await readReleases(context));
    await registry.derive();
    return act(registry);
  });
}

class Registry implements HeldRegistry {
  readonly #context: JobContext;
  readonly #by: Reviewer;
  readonly lock: HeldLock;
  releases: Releases;
  readonly warnings: string[] = [];

  constructor(context: JobContext, lock: HeldLock, by: Reviewer, releases: Releases) {
    this.#context = context;
    this.lock = lock;
    this.#by = by;
    this.releases = releases;
  }

  async append(body: EventBody): Promise<void> {
    const { name, email } = this.#by;
    const event = { ...body, at: this.#now(), actor: { name, email } } as NewReleaseEvent;
    this.#requireSense(event);
    const writer = await writerOf(this.#context);
    await this.lock.confirm();
    const { files } = this.#context;
    const line = await appendToJournal(files, releaseEventsFile(writer), journalled(event));
    try {
      await signEvent(this.#context, { writer, event, line });
    } catch (error) {
      if (!(error instanceof CodelumiError)) throw error;
      this.warnings.push(`It is recorded, but not signed: ${messageOf(error)}`);
    }
    this.releases = await readReleases(this.#context);
    await this.derive();
  }

  async derive(): Promise<void> {
    await writeDerived(this.#context, this.lock, this.releases);
  }

  /** Never before the last event: clocks of two machines differ. */
  #now(): string {
    const last = this.releases.events.at(-1)?.event.at ?? '';
    const now = this.#context.clock.now().toISOString();
    return last > now ? last : now;
  }

  /** Judged as it will be when it stands there, so that no journal holds what does not count. */
  #requireSense(event: NewReleaseEvent): void {
    const trial = { ...event, v: 1 as const, seq: 1, prev: '', hash: '' };
    const proven = { event: trial, writer: '', file: '', line: 1, signedBy: undefined };
    const { events, policies } = this.releases;
    const before = this.releases.state.ignored.length;
    const after = foldEvents([...events, proven], policies);
    const refused = after.ignored[before];
    if (refused === undefined) return;
    throw new CodelumiError({
      reason: 'wrong-usage',
      what: refused.message.replace(/; the event does not count$/u, ''),
      remedy: 'Run codelumi rollout status to see what can be done now.',
    });
  }
}

/** In the order in which lines are written. */
function journalled({
  type,
  at,
  actor,
  rollout,
  ...rest
}: NewReleaseEvent): Record<string, unknown> {
  return { type, at, actor, rollout, ...rest };
}

/** @throws CodelumiError `not-found` where no rollout is on its way */
export function requireUnderWay({ underWay }: ReleaseState): RolloutState {
  if (underWay !== undefined) return underWay;
  throw new CodelumiError({
    reason: 'not-found',
    what: 'No rollout is on its way',
    remedy: 'Start one with codelumi rollout start, or Start Rollout.',
  });
}
