import type { ShownProposal } from '../../src/shared/candidateProtocol.js';
import { hasUnsavedEdit } from './drafts.js';
import type { Editing } from './editing.js';
import type { PanelContext } from './panelContext.js';
import { openDetail, openDraft, withReadDetail } from './panelState.js';
import { writeOne } from './writing.js';

/** What a reviewer does with what agents propose. Taking one over decides nothing: it becomes a draft like any other. */
export class Proposing {
  readonly #context: PanelContext;
  readonly #editing: Editing;

  constructor(context: PanelContext, editing: Editing) {
    this.#context = context;
    this.#editing = editing;
  }

  /**
   * Puts the proposed text into the editor, or the reason of a flag into the field for reasons.
   * @param wanted left out: the first
   */
  takeOver(wanted?: ShownProposal): void {
    const { store, drafts, focus } = this.#context;
    const detail = openDetail(store.state);
    const proposal = wanted ?? this.#first();
    if (detail === undefined || proposal === undefined) return;
    const draft = openDraft(store.state);
    if (proposal.withheld === true) {
      store.tell('refused', 'That proposal holds something private and cannot be taken over.');
    } else if (proposal.text === undefined) {
      drafts.change(detail.id, { ...draft, reason: proposal.reason });
      store.tell('done', 'Its reason is in the field below. Flag to decide so, or leave it.');
      focus('reason');
    } else if (hasUnsavedEdit(detail, draft)) {
      store.tell('refused', 'Not taken over: there is an unsaved edit. Save it, or discard it.');
      focus('unsaved');
    } else {
      this.#editing.take(proposal.text);
      store.tell('done', 'The proposal is a draft now. Check it, and save the edit to keep it.');
    }
  }

  /** @param wanted left out: the first */
  async dismiss(wanted?: ShownProposal): Promise<void> {
    const { store, focus } = this.#context;
    const detail = openDetail(store.state);
    const proposal = wanted ?? this.#first();
    if (detail === undefined || proposal === undefined) return;
    const after = await writeOne<'dismissProposal'>(this.#context, {
      type: 'dismissProposal',
      candidate: detail.id,
      proposal: proposal.id,
    });
    if (after === undefined) return;
    store.update((state) => withReadDetail(state, after));
    store.tell('done', 'Proposal dismissed. Nothing was decided on the candidate.');
    focus('list');
  }

  #first(): ShownProposal | undefined {
    const { store } = this.#context;
    const [first] = openDetail(store.state)?.proposals ?? [];
    if (first === undefined) store.tell('refused', 'No agent proposes anything here.');
    return first;
  }
}
