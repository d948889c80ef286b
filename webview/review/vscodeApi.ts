import * as z from 'zod/mini';
import type { ToHost } from '../../src/shared/panelProtocol.js';

/** What VS Code puts into every webview. */
interface VsCodeApi {
  postMessage(message: ToHost): void;
  getState(): unknown;
  setState(state: SavedState): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

const savedStateSchema = z.object({ selected: z.optional(z.string()) });
type SavedState = z.infer<typeof savedStateSchema>;

/** VS Code's side of the panel: it may be acquired only once. */
export function acquireHost() {
  const api = acquireVsCodeApi();
  const saved = savedStateSchema.safeParse(api.getState());
  let selected = saved.success ? saved.data.selected : undefined;
  return {
    selected,
    post: (message: ToHost) => api.postMessage(message),
    remember: (id: string | undefined) => {
      if (id === selected) return;
      selected = id;
      api.setState({ selected });
    },
  };
}
