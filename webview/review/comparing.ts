import type { Compared, Resolution } from '../../src/shared/candidateProtocol.js';
import type { EntryName } from '../../src/shared/entryName.js';
import { resolutionWords } from '../../src/shared/words.js';
import { messageOf } from '../page/hostLink.js';
import { comparables, isSameName } from './comparable.js';
import type { PanelContext } from './panelContext.js';
import { openDetail, openDraft } from './panelState.js';

type Context = Pick<PanelContext, 'store' | 'link' | 'drafts' | 'focus'>;

/** Holding the open candidate against what is there already, and choosing what becomes of both. */
export class Comparing {
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  /** Closes the comparison, or opens the one that was chosen in, else the most likely one. */
  toggle(): void {
    const { store } = this.#context;
    const detail = openDetail(store.state);
    if (detail === undefined) return;
    if (store.state.editing) {
      store.tell('refused', 'Close the editor first; the draft is kept.');
      return;
    }
    if (store.state.comparison !== undefined) {
      this.close();
      return;
    }
    const resolution = openDraft(store.state)?.resolution;
    const chosen = resolution === undefined || resolution.kind === 'keep' ? [] : [resolution.entry];
    const [other] = [...chosen, ...comparables(detail)];
    if (other === undefined) store.tell('refused', 'Nothing known resembles this candidate.');
    else this.open(other);
  }

  open({ where, id }: EntryName): void {
    const { store } = this.#context;
    if (store.state.editing) {
      store.tell('refused', 'Close the editor first; the draft is kept.');
      return;
    }
    void show(this.#context, { where, id }).then(() => this.#context.focus('comparison'));
  }

  close(): void {
    const { store, focus } = this.#context;
    store.update((state) => ({ ...state, comparison: undefined }));
    focus('list');
  }

  /** What accepting the candidate will do beside the entry it is compared with. */
  choose(kind: Resolution['kind']): void {
    const { store, drafts } = this.#context;
    const detail = openDetail(store.state);
    const { comparison } = store.state;
    if (detail === undefined) return;
    if (comparison?.phase !== 'ready') {
      store.tell('refused', 'Nothing is compared yet: d opens a comparison.');
      return;
    }
    const { entry } = comparison;
    if (kind !== 'keep' && entry.obstacle !== undefined) {
      store.tell('refused', `Not chosen: ${entry.obstacle}.`);
      return;
    }
    const { where, id, digest } = entry;
    const resolution: Resolution =
      kind === 'keep' ? { kind } : { kind, entry: { where, id, digest } };
    drafts.change(detail.id, { ...openDraft(store.state), resolution });
    const words = kind === 'keep' ? 'keeping both' : resolutionWords(resolution).slice(2);
    store.tell('done', `Chosen: accept, ${words}. It is done when you accept.`);
  }
}

/** After a refusal: shows the other entry as it is now, and takes a choice back that was about another text. */
export async function recheckChoice(context: Context, resolution: Resolution): Promise<void> {
  if (resolution.kind === 'keep') return;
  const { store, drafts } = context;
  const detail = openDetail(store.state);
  if (detail === undefined || detail.status === 'accepted') return;
  const { where, id, digest } = resolution.entry;
  const now = await show(context, { where, id });
  if (openDetail(store.state)?.id !== detail.id) return;
  if (now !== undefined && now.digest === digest && now.obstacle === undefined) return;
  drafts.change(detail.id, { ...openDraft(store.state), resolution: undefined });
}

/** @returns undefined when it could not be read, or something else is shown by now */
async function show({ store, link }: Context, other: EntryName): Promise<Compared | undefined> {
  const detail = openDetail(store.state);
  if (detail === undefined) return undefined;
  const isWanted = () => {
    const { comparison, selected } = store.state;
    return (
      selected === detail.id && comparison !== undefined && isSameName(comparison.other, other)
    );
  };
  store.update((state) => ({ ...state, comparison: { phase: 'loading', other } }));
  try {
    const entry = await link.request({ type: 'compare', candidate: detail.id, other });
    if (!isWanted()) return undefined;
    store.update((state) => ({ ...state, comparison: { phase: 'ready', other, entry } }));
    return entry;
  } catch (error) {
    const failure = messageOf(error);
    if (isWanted())
      store.update((state) => ({ ...state, comparison: { phase: 'failed', other, failure } }));
    return undefined;
  }
}
