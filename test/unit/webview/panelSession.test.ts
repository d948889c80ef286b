import assert from 'node:assert/strict';
import type { Detail } from '../../../src/shared/candidateProtocol.js';
import { PanelSession } from '../../../webview/review/panelSession.js';
import { type FocusTarget, openDetail, openDraft } from '../../../webview/review/panelState.js';
import { FakeHost, FakeTime, settled } from './fakeHost.js';
import { ALL_CHECKED, detail, finding, summary } from './sample.js';

const COUNTS = { pending: 3, flagged: 0, accepted: 0, rejected: 0 };
const QUEUE = {
  filter: '',
  sort: 'queue',
  progress: { decided: 0, mine: null },
  offset: 0,
  total: 3,
  counts: COUNTS,
  items: ['c1', 'c2', 'c3'].map((id) => summary(id)),
  selectedAt: null,
  problems: [],
  problemCount: 0,
};

/** What the extension answers to a decision. */
function decided(id: string, more: Partial<Detail>, next: string | null = null) {
  return { detail: detail(id, more), next: next === null ? null : summary(next), advance: true };
}

describe('a review session', () => {
  let host: FakeHost;
  let time: FakeTime;
  let session: PanelSession;
  let focused: FocusTarget[];
  let remembered: (string | undefined)[];

  function make(selected?: string): void {
    host = new FakeHost();
    time = new FakeTime();
    focused = [];
    remembered = [];
    session = new PanelSession({
      post: host.post,
      after: time.after,
      selected,
      remember: (id) => remembered.push(id),
    });
    session.focusWith((target) => focused.push(target));
    host.receive = (message) => session.link.receive(message);
    session.start();
  }

  async function begin(queue: object = QUEUE): Promise<void> {
    make();
    await host.answer('queue', queue);
    await host.answer('detail', detail('c1'));
  }

  function page(offset: number, length = 200) {
    return Array.from({ length }, (_, index) => summary(`c${offset + index}`));
  }

  const shown = () => openDetail(session.store.state)?.id;
  const notice = () => session.store.state.notice.text;
  const tickAll = () => {
    for (const check of ['check1', 'check2', 'check3', 'check4'] as const) session.perform(check);
  };

  it('says it is ready once, and opens the first undecided candidate', async () => {
    await begin();
    assert.deepEqual(host.sent[0], { kind: 'ready' });
    assert.equal(shown(), 'c1');
    assert.equal(remembered.at(-1), 'c1');
  });

  it('comes back to the candidate that was open, or to another when that is gone', async () => {
    make('c2');
    assert.equal(session.store.state.selected, 'c2');
    await host.answer('queue', QUEUE);
    assert.equal(
      host.asked('detail')[0]?.request.candidate,
      'c2',
      'it did not come with the queue',
    );
    await host.refuse('detail', 'not-found', 'There is no c2.');
    assert.equal(host.asked('detail').at(-1)?.request.candidate, 'c1');
  });

  it('begins with the queue and the candidate in one answer', async () => {
    make();
    assert.equal(host.asked('queue')[0]?.request.begin, true);
    await host.answer('queue', { ...QUEUE, opened: detail('c1') });
    assert.equal(shown(), 'c1');
    assert.deepEqual(host.asked('detail'), []);
    host.receive({ kind: 'event', event: { type: 'queueChanged' } });
    assert.equal(host.asked('queue').at(-1)?.request.begin, undefined, 'once');
  });

  it('begins with what somebody wished to see elsewhere, and does there what was wished', async () => {
    make('c2');
    await host.answer('queue', { ...QUEUE, selectedAt: 70_000, opened: detail('c70000') });
    assert.equal(shown(), 'c70000');
    assert.equal(session.store.state.queue.selectedAt, 70_000);
    const event = { type: 'show', candidate: 'c70000', action: 'edit' } as const;
    host.receive({ kind: 'event', event });
    await settled();
    assert.equal(session.store.state.editing, true);
    assert.deepEqual(host.asked('detail'), []);
  });

  it('leaves what it begins with where the reviewer went elsewhere meanwhile', async () => {
    make();
    host.receive({ kind: 'event', event: { type: 'show', candidate: 'c3' } });
    await host.answer('queue', { ...QUEUE, opened: detail('c1') });
    assert.equal(session.store.state.selected, 'c3');
    await host.answer('detail', detail('c3'));
    assert.equal(shown(), 'c3');
  });

  it('reads only the rows that somebody looks at', async () => {
    await begin({ ...QUEUE, total: 100_000 });
    assert.equal(host.asked('queue').length, 1);
    session.look(0, 3);
    assert.equal(host.asked('queue').length, 1, 'these are known');
    session.look(50_199, 50_240);
    await host.answer('queue', { ...QUEUE, total: 100_000, offset: 50_000, items: page(50_000) });
    await host.answer('queue', { ...QUEUE, total: 100_000, offset: 50_200, items: page(50_200) });
    assert.deepEqual(
      host.asked('queue').map(({ request }) => [request.offset, request.limit]),
      [
        [0, 200],
        [50_000, 200],
        [50_200, 200],
      ],
    );
    assert.equal(session.store.state.queue.rows.get(50_239)?.id, 'c50239');
  });

  it('passes over pages that somebody scrolled past', async () => {
    await begin({ ...QUEUE, total: 100_000 });
    for (const start of [10_000, 20_000, 30_000, 40_000]) session.look(start, start + 30);
    await host.answer('queue', { ...QUEUE, total: 100_000, offset: 10_000, items: page(10_000) });
    await host.answer('queue', { ...QUEUE, total: 100_000, offset: 40_000, items: page(40_000) });
    assert.deepEqual(
      host.asked('queue').map(({ request }) => request.offset),
      [0, 10_000, 40_000],
    );
  });

  it('walks on to a row that is not known yet, and stays where the reviewer went meanwhile', async () => {
    await begin({ ...QUEUE, total: 300, items: page(0) });
    session.openAt(199);
    session.perform('next');
    assert.equal(session.store.state.selected, 'c199');
    await host.answer('queue', { ...QUEUE, total: 300, offset: 200, items: page(200, 100) });
    assert.equal(session.store.state.selected, 'c200');
    session.perform('previous');
    assert.equal(session.store.state.selected, 'c199');
    session.openAt(299);
    assert.equal(session.store.state.selected, 'c299', 'the last page came with row 200');
  });

  it('does not ask again and again for rows the extension does not have', async () => {
    await begin({ ...QUEUE, total: 5_000 });
    session.look(400, 430);
    await host.answer('queue', { ...QUEUE, total: 5_000, offset: 400, items: [] });
    assert.equal(host.asked('queue').length, 2);
  });

  it('keeps no more rows than a few pages', async () => {
    await begin({ ...QUEUE, total: 100_000, items: page(0) });
    for (let offset = 200; offset <= 10_000; offset += 200) {
      session.look(offset, offset + 30);
      await host.answer('queue', { ...QUEUE, total: 100_000, offset, items: page(offset) });
    }
    const { rows } = session.store.state.queue;
    assert.ok(rows.size <= 4_000, `${rows.size} rows`);
    assert.ok(rows.has(10_199) && !rows.has(0));
  });

  it('drops answers about candidates that are no longer wanted', async () => {
    await begin();
    session.perform('next');
    session.perform('next');
    const [, second, third] = host.asked('detail').map(({ id }) => id);
    await host.reply(third ?? 0, detail('c3'));
    await host.reply(second ?? 0, detail('c2'));
    assert.equal(shown(), 'c3');
  });

  it('does not send an acceptance with a check missing, and says which', async () => {
    await begin();
    session.perform('check1');
    session.perform('accept');
    assert.equal(host.asked('decide').length, 0);
    assert.match(notice(), /Backed by its source, Nothing private in it/);
    assert.equal(focused.at(-1), 'cited');
  });

  it('accepts what was seen, forgets the draft and goes on', async () => {
    await begin();
    tickAll();
    session.perform('accept');
    assert.deepEqual(host.asked('decide')[0]?.request, {
      type: 'decide',
      action: 'accept',
      candidate: 'c1',
      fingerprint: 'f1',
      on: null,
      checklist: ALL_CHECKED,
    });
    session.perform('reject'); // silent: a decision is under way
    await host.answer('decide', decided('c1', { status: 'accepted', on: 'h1' }, 'c2'));
    assert.equal(host.asked('decide').length, 1);
    assert.equal(host.asked('saveDraft').at(-1)?.request.draft, null);
    assert.equal(session.store.state.selected, 'c2');
    assert.match(notice(), /^Accepted\. Next: “Question of c2”$/);
    assert.equal(session.store.state.queue.counts.accepted, 1);
  });

  it('asks nobody to confirm again what they accepted', async () => {
    make();
    const accepted = { status: 'accepted', confirmed: ALL_CHECKED, on: 'h1' } as const;
    const mine = detail('c1', { ...accepted, approvedByMe: true });
    await host.answer('queue', { ...QUEUE, opened: mine });
    tickAll();
    assert.equal(openDraft(session.store.state), undefined);
    session.perform('accept');
    assert.match(notice(), /^You accepted it already\./u);
  });

  it('approves what somebody else accepted', async () => {
    make();
    const accepted = { status: 'accepted', byScreening: false, on: 'h1' } as const;
    await host.answer('queue', { ...QUEUE, opened: detail('c1', accepted) });
    tickAll();
    session.perform('accept');
    assert.equal(host.asked('decide')[0]?.request.action, 'accept');
    await host.answer('decide', decided('c1', { ...accepted, approvedByMe: true }, 'c2'));
    assert.match(notice(), /^Approved\. Next: /);
  });

  it('decides on what somebody else has reserved only once that was said again', async () => {
    await begin();
    session.perform('reject');
    assert.equal(host.asked('decide').at(-1)?.request.force, undefined);
    await host.refuse('decide', 'reserved', 'c1 is reserved by Ada until 10:40.');
    await host.answer('detail', detail('c1', { remarks: ['reserved by Ada until 10:40'] }));
    assert.match(notice(), /reserved by Ada/u);
    session.perform('next');
    await host.answer('detail', detail('c2'));
    session.perform('reject');
    assert.equal(host.asked('decide').at(-1)?.request.force, undefined);
    await host.refuse('decide', 'reserved', 'c2 is reserved by Ada until 10:40.');
    await host.answer('detail', detail('c2'));
    session.perform('flag');
    assert.equal(host.asked('decide').at(-1)?.request.force, true);
  });

  it('decides on nothing that has not been seen yet', async () => {
    await begin();
    session.perform('next');
    session.perform('reject');
    assert.equal(host.asked('decide').length, 0);
    assert.match(notice(), /no candidate is open yet/);
  });

  it('keeps an edit from being lost by accepting or rejecting', async () => {
    await begin();
    tickAll();
    session.editing.type('query', 'Better question');
    for (const command of ['accept', 'reject', 'flag'] as const) {
      session.perform(command);
      assert.match(notice(), /there is an unsaved edit/);
    }
    assert.equal(host.asked('decide').length, 0);
  });

  it('keeps the draft when a decision is refused, and shows how things stand', async () => {
    await begin();
    session.perform('edit');
    session.editing.type('query', 'Better question');
    session.perform('saveEdit');
    const reads = host.asked('detail').length;
    await host.refuse('decide', 'changed-meanwhile', 'Grace flagged it meanwhile.');
    await host.answer('detail', detail('c1', { status: 'flagged', on: 'h7' }));
    assert.equal(host.asked('detail').length, reads + 1);
    assert.equal(notice(), 'Grace flagged it meanwhile.');
    assert.equal(openDraft(session.store.state)?.text?.query, 'Better question');
    assert.equal(session.store.state.editing, true);
    session.perform('saveEdit');
    assert.equal(host.asked('decide').at(-1)?.request.on, 'h7');
  });

  it('stays on a candidate whose edit was saved', async () => {
    await begin();
    tickAll();
    session.perform('edit');
    session.editing.type('query', 'Better');
    session.perform('saveEdit');
    const text = { query: 'Better', assistant_output: 'Write to ada@acme.dev.' };
    await host.answer(
      'decide',
      decided('c1', { text, edited: true, fingerprint: 'f2', on: 'h1' }, 'c2'),
    );
    assert.equal(shown(), 'c1');
    assert.equal(session.store.state.editing, false);
    assert.equal(openDraft(session.store.state), undefined);
  });

  it('saves drafts after a pause, and at once when another candidate is opened', async () => {
    await begin();
    session.setReason('N');
    session.setReason('No');
    time.pass(299);
    assert.equal(host.asked('saveDraft').length, 0);
    time.pass(1);
    assert.deepEqual(host.asked('saveDraft').at(-1)?.request.draft, { reason: 'No' });
    session.perform('check1');
    session.perform('next');
    const last = host.asked('saveDraft').at(-1)?.request;
    assert.equal(last?.candidate, 'c1');
    assert.equal(last?.draft?.checklist?.factual, true);
    time.pass(300);
    assert.equal(host.asked('saveDraft').length, 2);
  });

  it('screens what is typed after a pause, and forgets answers to older texts', async () => {
    await begin();
    session.perform('edit');
    session.editing.type('assistant_output', 'a');
    time.pass(100);
    session.editing.type('assistant_output', 'ab');
    time.pass(250);
    assert.deepEqual(
      host.asked('screen').map(({ request }) => request.text.assistant_output),
      ['ab'],
    );
    session.editing.type('assistant_output', 'abc');
    await host.answer('screen', [finding()]);
    assert.equal(session.store.state.screening, undefined);
  });

  it('reopens what screening rejected with a reason, and not without', async () => {
    make();
    await host.answer('queue', QUEUE);
    await host.answer('detail', detail('c1', { status: 'rejected', byScreening: true }));
    session.perform('accept');
    await settled();
    assert.match(session.store.state.notice?.text ?? '', /Reopen it first, with a reason/u);
    session.perform('reopen');
    await settled();
    assert.match(session.store.state.notice?.text ?? '', /Write the reason first/u);
    assert.deepEqual(host.asked('decide'), []);
    session.setReason('It is all there is to say.');
    session.perform('reopen');
    await settled();
    const [asked] = host.asked('decide');
    assert.deepEqual(
      [asked?.request.action, asked?.request.reason],
      ['reopen', 'It is all there is to say.'],
    );
    await host.answer('decide', {
      ...decided('c1', { on: 'h2', byScreening: false }),
    });
    assert.equal(openDraft(session.store.state)?.reason, undefined);
  });

  it('redacts into a draft', async () => {
    make();
    await host.answer('queue', QUEUE);
    const email = finding({ start: 9, end: 21, replacement: '[EMAIL_1]' });
    await host.answer('detail', detail('c1', { findings: [email] }));
    session.perform('redact');
    await settled();
    assert.equal(openDraft(session.store.state)?.text?.assistant_output, 'Write to [EMAIL_1].');
    assert.equal(session.store.state.editing, true);
  });

  it('reads queue and candidate again when something changed, without losing what is typed', async () => {
    await begin();
    session.perform('edit');
    session.editing.type('query', 'Typing');
    host.receive({ kind: 'event', event: { type: 'queueChanged' } });
    await host.answer('queue', { ...QUEUE, items: [...QUEUE.items].reverse(), selectedAt: 2 });
    await host.answer('detail', detail('c1', { on: 'h3' }));
    assert.equal(shown(), 'c1');
    assert.equal(session.store.state.editing, true);
    assert.equal(openDraft(session.store.state)?.text?.query, 'Typing');
  });

  it('shows what the extension asks for once a decision under way is written', async () => {
    await begin();
    session.perform('flag');
    host.receive({ kind: 'event', event: { type: 'show', candidate: 'c3' } });
    assert.equal(session.store.state.selected, 'c1');
    await host.answer('decide', decided('c1', { status: 'flagged', on: 'h1' }, 'c2'));
    assert.equal(session.store.state.selected, 'c3');
  });

  it('says that nothing else waits, and closes what was decided on last', async () => {
    await begin();
    session.perform('flag');
    await host.answer('decide', decided('c1', { status: 'flagged', on: 'h1' }));
    assert.equal(notice(), 'Flagged. Nothing else waits for review.');
    assert.equal(shown(), 'c1', 'it waits itself');
    session.perform('reject');
    await host.answer('decide', decided('c1', { status: 'rejected', on: 'h2' }));
    assert.equal(session.store.state.open.phase, 'none');
  });

  it('finds the place of a candidate that was opened from elsewhere', async () => {
    await begin({ ...QUEUE, total: 100_000, items: page(0) });
    host.receive({ kind: 'event', event: { type: 'show', candidate: 'c70000' } });
    await host.answer('detail', detail('c70000'));
    const queue = { ...QUEUE, total: 100_000, items: page(0), selectedAt: 70_000 };
    assert.equal(host.asked('queue').at(-1)?.request.selected, 'c70000');
    await host.answer('queue', queue);
    assert.equal(session.store.state.queue.selectedAt, 70_000);
    session.perform('next');
    await host.answer('queue', { ...queue, offset: 70_000, items: page(70_000) });
    assert.equal(session.store.state.selected, 'c70001');
  });

  it('undoes the last decision and shows what it was about', async () => {
    await begin();
    session.perform('reject');
    await host.answer('decide', decided('c1', { status: 'rejected', on: 'h1' }, 'c2'));
    await host.answer('detail', detail('c2'));
    session.perform('undo');
    await host.answer('undo', { name: 'reject of c1', detail: detail('c1', { on: 'h2' }) });
    assert.equal(shown(), 'c1');
    assert.equal(notice(), 'Undid: reject of “Question of c1”. It is pending now.');
    assert.equal(session.store.state.redoable, 1);
  });

  it('does not silently replace what somebody else wrote meanwhile', async () => {
    await begin();
    session.perform('edit');
    session.editing.type('query', 'Mine');
    const theirs = { query: 'Theirs', assistant_output: 'Answer c1' };
    session.link.receive({ kind: 'event', event: { type: 'queueChanged' } });
    await host.answer('detail', detail('c1', { text: theirs, fingerprint: 'f2', on: 'h1' }));
    session.perform('saveEdit');
    assert.match(notice(), /somebody else changed the text/);
    assert.deepEqual(host.asked('decide'), []);
    session.perform('saveEdit');
    assert.equal(host.asked('decide').length, 1);
  });

  it('undoes and redoes what was done at once, and names it', async () => {
    await begin();
    session.perform('undo');
    const step = { name: 'reject of 37 candidates', detail: detail('c3', { on: 'h3' }) };
    await host.answer('undo', step);
    assert.deepEqual([shown(), notice()], ['c3', 'Undid: reject of 37 candidates.']);
    session.perform('redo');
    await host.answer('redo', { name: 'reject of 37 candidates', detail: null });
    assert.deepEqual([shown(), notice()], ['c3', 'Redid: reject of 37 candidates.']);
    assert.equal(session.store.state.redoable, 0);
    session.perform('undo');
    await host.refuse('undo', 'wrong-usage', 'There is no decision that could be undone.');
    assert.equal(notice(), 'There is no decision that could be undone.');
  });

  it('has nothing to redo after something new was done', async () => {
    await begin();
    session.perform('undo');
    await host.answer('undo', { name: 'flag of c1', detail: detail('c1') });
    session.perform('reject');
    await host.answer('decide', decided('c1', { status: 'rejected' }, 'c2'));
    assert.equal(session.store.state.redoable, 0);
  });

  it('asks for the reason of a rejection, and decides nothing when that is left', async () => {
    await begin();
    session.setReason('See the manual');
    session.perform('rejectFor');
    assert.equal(session.store.state.choosing, 'reject');
    session.choose(undefined);
    assert.equal(session.store.state.choosing, undefined);
    assert.deepEqual(host.asked('decide'), []);
    session.perform('flagFor');
    session.choose('house-style');
    const { action, reason, reasonCode } = host.asked('decide')[0]?.request ?? {};
    assert.deepEqual([action, reason, reasonCode], ['flag', 'See the manual', 'house-style']);
    await host.answer('decide', decided('c1', { status: 'flagged' }, 'c2'));
    assert.equal(session.store.state.selected, 'c2');
  });

  it('asks for no reason while an edit is unsaved', async () => {
    await begin();
    session.perform('edit');
    session.editing.type('query', 'Mine');
    session.perform('rejectFor');
    assert.equal(session.store.state.choosing, undefined);
    assert.match(notice(), /unsaved edit/);
  });

  it('stays on what was decided where the reviewer wants that', async () => {
    await begin();
    session.perform('reject');
    await host.answer('decide', { ...decided('c1', { status: 'rejected' }, 'c2'), advance: false });
    assert.deepEqual([shown(), notice()], ['c1', 'Rejected.']);
  });

  it('sends a comment, and keeps what is typed when it is refused', async () => {
    await begin();
    session.perform('comment');
    assert.deepEqual([session.store.state.commenting, focused.at(-1)], [true, 'comment']);
    session.commenting.type('Write to ada@acme.dev');
    session.perform('sendComment');
    await host.refuse('comment', 'checks-missing', 'The comment was not written: email-address.');
    await host.answer('detail', detail('c1'));
    assert.equal(session.store.state.commenting, true);
    assert.equal(openDraft(session.store.state)?.comment, 'Write to ada@acme.dev');
    session.commenting.type('Ask the author');
    session.perform('sendComment');
    const comments = [{ at: '2026-06-03T14:05:09.000Z', by: 'Ada', text: 'Ask the author' }];
    await host.answer('comment', detail('c1', { comments }));
    assert.equal(openDraft(session.store.state), undefined);
    assert.deepEqual(openDetail(session.store.state)?.comments, comments);
    assert.equal(notice(), 'Comment written.');
  });

  it('keeps an unsent comment through a decision', async () => {
    await begin();
    session.perform('comment');
    session.commenting.type('Half a thought');
    session.perform('leaveComment');
    session.perform('check1');
    session.perform('reject');
    await host.answer('decide', decided('c1', { status: 'rejected' }, 'c2'));
    const draft = session.store.state.drafts.get('c1');
    assert.deepEqual(draft, { comment: 'Half a thought' });
    assert.deepEqual(host.asked('saveDraft').at(-1)?.request.draft, draft);
  });

  it('puts a candidate behind the others, and back', async () => {
    await begin();
    session.perform('skip');
    await host.answer('skip', { isSkipped: true, next: summary('c2') });
    await host.answer('detail', detail('c2'));
    assert.equal(shown(), 'c2');
    assert.match(notice(), /^Put behind the others\. Next: “Question of c2”/);
    session.perform('skip');
    await host.answer('skip', { isSkipped: false, next: summary('c3') });
    assert.deepEqual([shown(), notice()], ['c2', 'It is back in its place.']);
  });

  it('says so when a draft could not be kept', async () => {
    await begin();
    session.perform('check1');
    session.flush();
    await host.refuse('saveDraft', 'not-writable', 'Disk full.');
    assert.equal(notice(), 'The draft could not be kept: Disk full.');
  });
});
