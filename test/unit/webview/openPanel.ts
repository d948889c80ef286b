import type { Detail } from '../../../src/shared/candidateProtocol.js';
import { PanelSession } from '../../../webview/review/panelSession.js';
import { FakeHost, FakeTime } from './fakeHost.js';
import { detail, summary } from './sample.js';

/** A page of the queue with pending candidates. */
function queueOf(ids: readonly string[]) {
  return {
    filter: '',
    sort: 'queue',
    progress: { decided: 0, mine: null },
    offset: 0,
    total: ids.length,
    counts: { pending: ids.length, flagged: 0, accepted: 0, rejected: 0 },
    items: ids.map((id) => summary(id)),
    selectedAt: 0,
    problems: [],
    problemCount: 0,
  };
}

/** The panel with the first of some pending candidates open. */
export async function openPanel([first = '', ...others]: readonly string[], more: Partial<Detail>) {
  const host = new FakeHost();
  const time = new FakeTime();
  const session = new PanelSession({
    post: host.post,
    after: time.after,
    selected: first,
    remember: () => {},
  });
  host.receive = (message) => session.link.receive(message);
  session.start();
  await host.answer('queue', { ...queueOf([first, ...others]), opened: detail(first, more) });
  return { host, time, session, store: session.store };
}
