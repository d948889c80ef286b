import { l10n, window } from 'vscode';
import { CodelumiError } from '../../core/errors.js';
import type { PanelAction } from '../../shared/panelProtocol.js';
import { candidateShownIn } from '../markdown/candidateDocument.js';
import type { ReviewPanel } from '../panel/reviewPanel.js';
import { recordAt } from '../records/ownDocument.js';
import type { CandidatesTree } from '../tree/candidatesTree.js';
import { idIn } from './candidateIn.js';

/** Which candidate a command is about when it comes from the palette or a key. */
export class CurrentCandidate {
  readonly #panel: ReviewPanel;
  readonly #tree: CandidatesTree;

  constructor(panel: ReviewPanel, tree: CandidatesTree) {
    this.#panel = panel;
    this.#tree = tree;
  }

  /**
   * The candidate a command was called on: a tree row, an id, or what is selected in the tree.
   * undefined while the panel has the focus: then the panel's own candidate is meant.
   */
  idFor(target: unknown): string | undefined {
    return idIn(target) ?? (this.#panel.isActive ? undefined : this.#tree.selected);
  }

  /** Whether keys and the palette mean the panel. */
  get isPanel(): boolean {
    return this.#panel.isActive;
  }

  /**
   * The candidate to show something of: what a command was called on, what the panel with the focus shows, what
   * the cursor's line is about, or what is selected in the tree.
   * @throws CodelumiError `wrong-usage` when there is none
   */
  requireReadable(target: unknown): string {
    const shown = this.#panel.shown;
    const id =
      idIn(target) ??
      (this.#panel.isActive ? shown : (candidateAtCursor() ?? this.#tree.selected ?? shown));
    if (id === undefined) throw noneChosen();
    return id;
  }

  /**
   * Lets the panel do it on the candidate it shows.
   * @throws CodelumiError `wrong-usage` when no panel is open
   */
  perform(action: PanelAction): void {
    this.requirePanel();
    this.#panel.perform(action);
  }

  /** @throws CodelumiError `wrong-usage` when no panel is open */
  requirePanel(): void {
    if (!this.#panel.isOpen) throw noneChosen();
  }
}

function candidateAtCursor(): string | undefined {
  const editor = window.activeTextEditor;
  if (editor === undefined) return undefined;
  const { document, selection } = editor;
  return candidateShownIn(document.uri) ?? recordAt(document, selection.active.line)?.candidate;
}

function noneChosen(): CodelumiError {
  return new CodelumiError({
    reason: 'wrong-usage',
    what: l10n.t('No candidate is chosen'),
    remedy: l10n.t('Choose one in the Candidates view or open the review panel.'),
  });
}
