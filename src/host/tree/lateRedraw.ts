import type { Disposable } from 'vscode';
import type { GroupNode } from './treeNodes.js';

const AFTER_MS = 400;

/**
 * Draws groups anew a moment after they changed, those of a burst of changes together. VS Code draws all
 * children of a group on the thread that also shows the review panel: the next candidate goes first there.
 */
export class LateRedraw implements Disposable {
  readonly #draw: (groups: GroupNode[]) => void;
  readonly #afterMs: number;
  readonly #changed = new Set<GroupNode>();
  #timer: NodeJS.Timeout | undefined;

  constructor(draw: (groups: GroupNode[]) => void, afterMs = AFTER_MS) {
    this.#draw = draw;
    this.#afterMs = afterMs;
  }

  add(groups: readonly GroupNode[]): void {
    for (const group of groups) this.#changed.add(group);
    if (this.#changed.size > 0) this.#timer ??= setTimeout(() => this.#drawNow(), this.#afterMs);
  }

  #drawNow(): void {
    const groups = [...this.#changed];
    this.dispose();
    this.#draw(groups);
  }

  /** Nothing that was added is drawn any more: everything is, or the view is gone. */
  dispose(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#changed.clear();
  }
}
