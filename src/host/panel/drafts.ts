import type { Memento } from 'vscode';
import * as z from 'zod/mini';
import { type Draft, draftSchema } from '../../shared/panelProtocol.js';

const PREFIX = 'codelumi.draft.';

const storedSchema = z.object({ fingerprint: z.optional(z.string()), draft: draftSchema });

/** What a reviewer has typed and not decided, per candidate; survives hiding, reloading and restarting. */
export class Drafts {
  readonly #store: Memento;

  constructor(store: Memento) {
    this.#store = store;
  }

  /** @param fingerprint of the text as it stands: ticks made on another text no longer count */
  get(candidate: string, fingerprint: string): Draft | undefined {
    const parsed = storedSchema.safeParse(this.#store.get(PREFIX + candidate));
    if (!parsed.success) return undefined;
    const { draft } = parsed.data;
    if (parsed.data.fingerprint === fingerprint) return draft;
    const { checklist: _checklist, ...rest } = draft;
    return rest;
  }

  async set(candidate: string, draft: Draft, fingerprint: string | undefined): Promise<void> {
    await this.#store.update(PREFIX + candidate, { fingerprint, draft });
  }

  async forget(candidate: string): Promise<void> {
    await this.#store.update(PREFIX + candidate, undefined);
  }
}
