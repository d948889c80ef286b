import type { Memento } from 'vscode';
import * as z from 'zod/mini';
import { type Draft, draftSchema } from '../../shared/candidateProtocol.js';

const PREFIX = 'codelumi.draft.';

const storedSchema = z.object({ fingerprint: z.optional(z.string()), draft: draftSchema });

/** What a reviewer has typed and not decided, per candidate; survives hiding, reloading and restarting. */
export class Drafts {
  readonly #store: Memento;

  constructor(store: Memento) {
    this.#store = store;
  }

  /** @param fingerprint of the text as it stands: ticks and choices made on another text no longer count */
  get(candidate: string, fingerprint: string): Draft | undefined {
    const parsed = storedSchema.safeParse(this.#store.get(PREFIX + candidate));
    if (!parsed.success) return undefined;
    const { draft } = parsed.data;
    if (parsed.data.fingerprint === fingerprint) return draft;
    const { checklist: _checklist, resolution: _resolution, ...rest } = draft;
    return rest;
  }

  async set(candidate: string, draft: Draft, fingerprint: string | undefined): Promise<void> {
    await this.#store.update(PREFIX + candidate, { fingerprint, draft });
  }

  /** A decision was made: what it used is gone, an unsent comment stays. */
  async used(candidate: string): Promise<void> {
    const parsed = storedSchema.safeParse(this.#store.get(PREFIX + candidate));
    const comment = parsed.success ? parsed.data.draft.comment : undefined;
    if (comment === undefined) await this.forget(candidate);
    else await this.set(candidate, { comment }, undefined);
  }

  async forget(candidate: string): Promise<void> {
    await this.#store.update(PREFIX + candidate, undefined);
  }
}
