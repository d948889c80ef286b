// The dashboard's entry: joins VS Code, the behaviour (`DashboardSession`) and the screen (`DashboardApp`).
import * as z from 'zod/mini';
import type { FromDashboard } from '../../src/shared/dashboardProtocol.js';
import type { After } from '../page/after.js';
import { messageOf } from '../page/hostLink.js';
import { acquirePageApi } from '../page/pageApi.js';
import { DashboardApp } from './dashboardApp.js';
import { DashboardSession } from './dashboardSession.js';
import { PlotCard } from './plotCard.js';

const savedStateSchema = z.object({ tables: z.array(z.string()) });
type SavedState = z.infer<typeof savedStateSchema>;

const after: After = (milliseconds, run) => {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
};

const api = acquirePageApi<FromDashboard, SavedState>();
const saved = savedStateSchema.safeParse(api.getState());
const session = new DashboardSession({
  post: (message) => api.postMessage(message),
  after,
  tables: saved.success ? saved.data.tables : [],
  remember: (tables) => api.setState({ tables: [...tables] }),
});

addEventListener('message', (event) => session.link.receive(event.data));
addEventListener('error', (event) => session.link.fault(event.message));
addEventListener('unhandledrejection', (event) => session.link.fault(messageOf(event.reason)));

customElements.define('cl-plot', PlotCard);
customElements.define('cl-dashboard', DashboardApp);
for (const app of document.querySelectorAll<DashboardApp>('cl-dashboard')) app.session = session;
session.start();
