import { CodelumiError } from '../../core/errors.js';
import type { PanelAction } from '../../shared/panelProtocol.js';
import type { ReviewPanel } from '../panel/reviewPanel.js';
import type { CandidatesTree } from '../tree/candidatesTree.js';

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

  /**
   * Lets the panel do it on the candidate it shows.
   * @throws CodelumiError `wrong-usage` when no panel is open
   */
  perform(action: PanelAction): void {
    if (this.#panel.isOpen) {
      this.#panel.perform(action);
      return;
    }
    throw new CodelumiError({
      reason: 'wrong-usage',
      what: 'No candidate is chosen',
      remedy: 'Choose one in the Candidates view or open the review panel.',
    });
  }
}

/** Commands are called with anything: by tree rows, by CodeLens, by other extensions. */
export function idIn(target: unknown): string | undefined {
  if (typeof target === 'string') return target;
  if (typeof target !== 'object' || target === null || !('summary' in target)) return undefined;
  const { summary } = target;
  if (typeof summary !== 'object' || summary === null || !('id' in summary)) return undefined;
  return typeof summary.id === 'string' ? summary.id : undefined;
}
