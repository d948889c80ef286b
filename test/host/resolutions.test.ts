import * as assert from 'node:assert/strict';
import { Drafts } from '../../src/host/panel/drafts.js';
import { PanelRequests } from '../../src/host/panel/panelRequests.js';
import { ActiveFilter } from '../../src/host/review/activeFilter.js';
import { GitIdentity } from '../../src/host/review/gitIdentity.js';
import type { ReviewDesk } from '../../src/host/review/reviewDesk.js';
import { comparedSchema } from '../../src/shared/candidateProtocol.js';
import { anotherDesk, forgetReview, root } from './support/workspace.js';

const ALL = { factual: true, cited: true, no_pii: true, clear: true };

/** What the panel keeps drafts in. */
function memory() {
  const values = new Map<string, unknown>();
  return {
    keys: () => [...values.keys()],
    get: (key: string) => values.get(key),
    update: async (key: string, value: unknown) => {
      values.set(key, value);
    },
  };
}

describe('a choice beside another entry', () => {
  let desk: ReviewDesk;
  let requests: PanelRequests;
  let id: string;
  let kbId: string;

  before(async () => {
    await forgetReview();
    const other = await anotherDesk();
    desk = other.desk;
    await other.jobs.run('extract', {}, root());
    await desk.refresh();
    const store = memory() as never;
    requests = new PanelRequests({
      desk,
      drafts: new Drafts(store),
      filter: new ActiveFilter(store),
      identity: new GitIdentity(),
    });
    const page = await desk.group({ status: 'pending', day: undefined, offset: 0, limit: 80 });
    for (const summary of page) {
      const { candidate } = await desk.read(summary.id);
      if (candidate.metadata.kb_id === undefined) continue;
      [id, kbId] = [candidate.id, candidate.metadata.kb_id];
      break;
    }
    assert.ok(id !== undefined, 'a candidate that would improve an entry');
  });

  after(async () => {
    desk.dispose();
    await forgetReview();
  });

  const compare = async (where: 'kb' | 'candidate', other: string) =>
    comparedSchema.parse(
      await requests.answer({ type: 'compare', candidate: id, other: { where, id: other } }),
    );

  it('is shown with its file and line, and why it cannot be made', async () => {
    const entry = await compare('kb', kbId);
    assert.match(entry.file, /^training\//u);
    assert.ok(entry.line > 0 && entry.text.query !== '' && entry.obstacle === undefined);
    const page = await desk.group({ status: 'pending', day: undefined, offset: 0, limit: 2 });
    const pending = page.find((summary) => summary.id !== id)?.id ?? '';
    assert.match((await compare('candidate', pending)).obstacle ?? '', /is pending/u);
    await assert.rejects(compare('kb', 'kb-of-nobody'), /no entry kb-of-nobody/u);
  });

  it('is refused about another text, and written about this one', async () => {
    const { digest } = await compare('kb', kbId);
    const { state } = await desk.read(id);
    const { fingerprint, lastHash: on } = state;
    const request = { candidate: id, action: 'accept', fingerprint, on, checklist: ALL } as const;
    const merge = (of: string) => ({
      kind: 'merge' as const,
      entry: { where: 'kb' as const, id: kbId, digest: of },
    });
    await assert.rejects(
      desk.decide({ ...request, resolution: merge('0'.repeat(64)) }),
      /changed meanwhile/u,
    );
    assert.equal((await desk.read(id)).state.status, 'pending');
    const { decided } = await desk.decide({ ...request, resolution: merge(digest) });
    assert.deepEqual(decided.state.decidedBy?.decision.resolution, merge(digest));
  });
});
