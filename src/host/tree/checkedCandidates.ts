import {
  commands,
  EventEmitter,
  type TreeCheckboxChangeEvent,
  TreeItemCheckboxState,
} from 'vscode';
import { CONTEXT_KEYS } from '../../shared/ids.js';
import type { TreeNode } from './treeNodes.js';

/** The candidates whose boxes are ticked in the tree; they stay ticked while the tree is drawn anew. */
export class CheckedCandidates {
  readonly #ids = new Set<string>();
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  /** In the order in which they were ticked. */
  get ids(): readonly string[] {
    return [...this.#ids];
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  take({ items }: TreeCheckboxChangeEvent<TreeNode>): void {
    for (const [node, state] of items) {
      if (node.kind !== 'candidate') continue;
      if (state === TreeItemCheckboxState.Checked) this.#ids.add(node.summary.id);
      else this.#ids.delete(node.summary.id);
    }
    this.#tell();
  }

  toggle(ids: readonly string[]): void {
    if (ids.every((id) => this.#ids.has(id))) {
      this.uncheck(ids);
      return;
    }
    for (const id of ids) this.#ids.add(id);
    this.#tell();
  }

  /** @param ids left out: all */
  uncheck(ids: readonly string[] = this.ids): void {
    for (const id of ids) this.#ids.delete(id);
    this.#tell();
  }

  #tell(): void {
    void commands.executeCommand('setContext', CONTEXT_KEYS.hasChecked, this.#ids.size > 0);
    this.#changed.fire();
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
