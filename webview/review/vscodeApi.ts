import * as z from 'zod/mini';
import type { ToHost } from '../../src/shared/panelProtocol.js';
import { acquirePageApi } from '../page/pageApi.js';

const savedStateSchema = z.object({ selected: z.optional(z.string()) });
type SavedState = z.infer<typeof savedStateSchema>;

/** VS Code's side of the panel. */
export function acquireHost() {
  const api = acquirePageApi<ToHost, SavedState>();
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
