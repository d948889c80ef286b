import type { PanelState } from './panelState.js';

let isMarked = false;

/** Marks when a candidate was first on the screen in full, for whoever measures the panel. */
export function markShown({ open }: PanelState): void {
  if (isMarked || open.phase !== 'ready') return;
  isMarked = true;
  // What was drawn now is painted with this frame.
  requestAnimationFrame(() => performance.mark('candidate'));
}
