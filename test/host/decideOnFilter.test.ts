import * as assert from 'node:assert/strict';
import { fittingCandidates, verdictRows } from '../../src/host/commands/decideOnFilter.js';
import type { ReviewDesk } from '../../src/host/review/reviewDesk.js';
import { anotherDesk, forgetReview, root } from './support/workspace.js';

const reason = 'not ours';

describe('one verdict on everything that fits the filter', () => {
  let desk: ReviewDesk;

  before(async () => {
    await forgetReview();
    const other = await anotherDesk();
    desk = other.desk;
    await other.jobs.run('extract', {}, root());
    await desk.refresh();
  });

  after(async () => {
    desk.dispose();
    await forgetReview();
  });

  it('offers the verdicts that something can get, each with how many', () => {
    const counts = { pending: 1_200, flagged: 1, accepted: 0, rejected: 2 };
    assert.deepEqual(
      verdictRows(counts).map(({ label, description }) => `${label} (${description})`),
      [
        'Accept 1,201 candidates (pending, flagged)',
        'Reject 1,201 candidates (pending, flagged)',
        'Flag 1,200 candidates (pending)',
        'Reopen 3 candidates (flagged, rejected)',
      ],
    );
    assert.deepEqual(verdictRows({ pending: 0, flagged: 0, accepted: 0, rejected: 0 }), []);
  });

  it('counts, names and decides on the same ones, as one step that is taken back', async () => {
    const filter = { query: 'docker' };
    const { items, count, first, notes } = await fittingCandidates('reject', filter, desk);
    assert.ok(count > 2);
    assert.deepEqual([items.length, first.length], [count, Math.min(count, 8)]);
    assert.match(notes.join(' '), /the filter docker \(“docker” in the text\)/u);
    const from = "filter 'docker'";
    const { decided, step } = await desk.decideMany({ action: 'reject', from, items, reason });
    assert.deepEqual(
      decided.map(({ candidate }) => candidate).sort(),
      items.map(({ candidate }) => candidate).sort(),
    );
    assert.equal(step, `reject of ${count} candidates, filter 'docker'`);
    await assert.rejects(fittingCandidates('accept', filter, desk), /can get this verdict/u);
    assert.equal((await desk.undoStep()).name, step);
    assert.equal((await fittingCandidates('reject', filter, desk)).count, count);
  });

  it('says how many fit that it leaves alone', async () => {
    const filter = { query: 'status:pending,flagged' };
    const flagging = await fittingCandidates('flag', filter, desk);
    assert.equal(flagging.count, desk.overview.counts.pending);
    assert.match(
      flagging.notes.join(' '),
      new RegExp(`${desk.overview.counts.flagged} more fit and are left as they are`, 'u'),
    );
  });
});
