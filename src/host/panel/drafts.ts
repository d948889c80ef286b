import type { Memento } from 'vscode';
import { type Draft, draftSchema } from '../../shared/panelProtocol.js';

const PREFIX = 'codelumi.draft.';

/** What a reviewer has typed and not decided, per candidate; survives hiding, reloading and restarting. */
export class Drafts {
  readonly #store: Memento;

  constructor(store: Memento) {
    this.#store = store;
  }

  get(candidate: string): Draft | undefined {
    const parsed = draftSchema.safeParse(this.#store.get(PREFIX + candidate));
    return parsed.success ? parsed.data : undefined;
  }

  async set(candidate: string, draft: Draft | null): Promise<void> {
    await this.#store.update(PREFIX + candidate, draft ?? undefined);
  }
}
