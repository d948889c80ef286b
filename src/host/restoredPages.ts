import { Disposable, type WebviewPanel, window } from 'vscode';
import { ANNOTATION, DASHBOARD, REVIEW_PANEL } from '../shared/ids.js';
import type { CommandWorld } from './commands/commandHandlers.js';

type Page = 'panel' | 'dashboard' | 'annotation';

/** Pages that were open when the window closed get their place back. */
export function adoptRestored(world: () => Promise<Pick<CommandWorld, Page>>): Disposable {
  const adopt = (viewType: string, page: Page) =>
    window.registerWebviewPanelSerializer(viewType, {
      async deserializeWebviewPanel(restored: WebviewPanel): Promise<void> {
        (await world())[page].adopt(restored);
      },
    });
  return Disposable.from(
    adopt(REVIEW_PANEL, 'panel'),
    adopt(DASHBOARD, 'dashboard'),
    adopt(ANNOTATION, 'annotation'),
  );
}
