// The dashboard's entry: joins VS Code, the behaviour (`DashboardSession`) and the screen (`DashboardApp`).
import * as z from 'zod/mini';
import type { FromDashboard } from '../../src/shared/dashboardProtocol.js';
import { after } from '../page/after.js';
import { messageOf } from '../page/hostLink.js';
import { acquirePageApi } from '../page/pageApi.js';
import { DashboardApp } from './dashboardApp.js';
import { DashboardSession } from './dashboardSession.js';
import { PlotCard } from './plotCard.js';

/** How long nobody scrolls until it is remembered where. */
const STILL_MS = 200;

/** Where it was scrolled to, in pixels, is kept beside the tables: the page is made anew whenever it was hidden. */
const savedStateSchema = z.object({ tables: z.array(z.string()), top: z.number() });
type SavedState = z.infer<typeof savedStateSchema>;

const api = acquirePageApi<FromDashboard, SavedState>();
const parsed = savedStateSchema.safeParse(api.getState());
let saved: SavedState = parsed.success ? parsed.data : { tables: [], top: 0 };
const save = (changes: Partial<SavedState>) => {
  saved = { ...saved, ...changes };
  api.setState(saved);
};
const session = new DashboardSession({
  post: (message) => api.postMessage(message),
  after,
  tables: saved.tables,
  remember: (tables) => save({ tables: [...tables] }),
});

const { top } = saved;
const stop = session.subscribe(() => {
  if (session.state.shown === undefined) return;
  stop();
  // Plots know how wide they are in the first frame, and are as tall as they get in the next.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => requestAnimationFrame(() => scrollTo(0, top))),
  );
});
let forget = () => {};
addEventListener('scroll', () => {
  forget();
  forget = after(STILL_MS, () => save({ top: scrollY }));
});

addEventListener('message', (event) => session.link.receive(event.data));
addEventListener('error', (event) => session.link.fault(event.message));
addEventListener('unhandledrejection', (event) => session.link.fault(messageOf(event.reason)));

customElements.define('cl-plot', PlotCard);
customElements.define('cl-dashboard', DashboardApp);
for (const app of document.querySelectorAll<DashboardApp>('cl-dashboard')) app.session = session;
session.start();
