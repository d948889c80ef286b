// The review panel's entry: joins VS Code, the behaviour (`PanelSession`) and the screen (`ReviewApp`).
import { after } from '../page/after.js';
import { messageOf } from '../page/hostLink.js';
import { PanelSession } from './panelSession.js';
import { QueueList } from './queueList.js';
import { ReviewApp } from './reviewApp.js';
import { acquireHost } from './vscodeApi.js';

const session = new PanelSession({ ...acquireHost(), after });

addEventListener('message', (event) => session.link.receive(event.data));
addEventListener('error', (event) => session.link.fault(event.message));
addEventListener('unhandledrejection', (event) => session.link.fault(messageOf(event.reason)));
addEventListener('pagehide', () => session.flush());
document.addEventListener('visibilitychange', () => session.flush());

customElements.define('cl-queue-list', QueueList);
customElements.define('cl-review', ReviewApp);
for (const app of document.querySelectorAll<ReviewApp>('cl-review')) app.session = session;
performance.mark('begun');
session.start();
