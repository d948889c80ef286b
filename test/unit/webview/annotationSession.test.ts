import assert from 'node:assert/strict';
import type {
  AnnotationEvent,
  AnnotationRequest,
  ShownPlace,
} from '../../../src/shared/annotationProtocol.js';
import {
  annotationResults,
  fromAnnotationSchema,
  toAnnotationSchema,
} from '../../../src/shared/annotationProtocol.js';
import {
  AnnotationSession,
  type KeptState,
} from '../../../webview/annotation/annotationSession.js';
import { actFor } from '../../../webview/annotation/keys.js';
import { FakeHost, FakeTime, settled } from './fakeHost.js';

function place(changes: Partial<ShownPlace> = {}): ShownPlace {
  return {
    sample: 'sample-1',
    annotator: 'Ada <ada@acme.dev>',
    pairs: 3,
    graded: 0,
    skipped: 0,
    unreadable: 0,
    next: { id: 'p1', question: 'Q', answer: 'A' },
    ...changes,
  };
}

const second = place({ graded: 1, next: { id: 'p2', question: 'Q2', answer: 'A2' } });

describe('the page on which samples are graded', () => {
  let host: FakeHost<AnnotationRequest, AnnotationEvent>;
  let time: FakeTime;
  let kept: KeptState;
  let session: AnnotationSession;

  const begin = (from: KeptState = { sample: null, pending: null }) => {
    host = new FakeHost();
    time = new FakeTime();
    kept = from;
    session = new AnnotationSession({
      post: host.post,
      after: time.after,
      kept: from,
      keep: (state) => {
        kept = state;
      },
    });
    host.receive = (message) => session.link.receive(message);
    session.start();
  };

  beforeEach(async () => {
    begin();
    await host.answer('open', place());
  });

  it('keeps a grade before it is sent, and forgets it once it is in the file', async () => {
    session.perform('3');
    assert.deepEqual(host.asked('grade').at(-1)?.request, {
      type: 'grade',
      sample: 'sample-1',
      pair: 'p1',
      grade: 3,
    });
    assert.deepEqual(kept.pending, { sample: 'sample-1', pair: 'p1', grade: 3 });
    await host.answer('grade', second);
    assert.deepEqual(kept, { sample: 'sample-1', pending: null });
    assert.equal(session.state.place?.next?.id, 'p2');
    assert.match(session.state.notice.text, /^Graded 3, answers it\. 1 of 3 graded\.$/u);
  });

  it('grades nothing that is not shown yet', async () => {
    session.perform('2');
    session.perform('1');
    session.perform('undo');
    assert.equal(host.asked('grade').length, 1);
    assert.equal(host.asked('undo').length, 0);
    await host.answer('grade', second);
    session.perform('0');
    assert.equal(host.asked('grade').at(-1)?.request.pair, 'p2');
  });

  it('holds on to a grade that could not be written, and sends it again when asked to', async () => {
    session.perform('1');
    await host.refuse('grade', 'locked', 'Another run holds the lock.');
    assert.equal(session.state.notice.isRefusal, true);
    assert.equal(session.state.pending?.grade, 1);
    assert.equal(kept.pending?.grade, 1);
    assert.equal(session.state.place?.next?.id, 'p1');
    session.retry();
    await host.answer('grade', second);
    assert.equal(session.state.pending, undefined);
    session.perform('1');
    time.pass(60_000);
    await settled();
    assert.equal(kept.pending?.pair, 'p2');
    session.discard();
    assert.equal(kept.pending, null);
  });

  it('sends what a page before it did not get kept, and gives up what the sample lost', async () => {
    begin({ sample: 'sample-1', pending: { sample: 'sample-1', pair: 'p1', grade: 2 } });
    assert.equal(host.asked('open')[0]?.request.sample, 'sample-1');
    await host.answer('open', place());
    assert.equal(host.asked('grade').at(-1)?.request.grade, 2);
    await host.refuse('grade', 'changed-meanwhile', 'The sample has no such pair any more.');
    assert.equal(session.state.pending, undefined);
    assert.equal(session.state.isBusy, false);
  });

  it('skips, and takes back, and does what the palette says', async () => {
    session.perform('skip');
    await host.answer('skip', place({ skipped: 1, next: second.next }));
    host.receive({ kind: 'event', event: { type: 'act', act: 'undo' } });
    await host.answer('undo', { undone: false, place: place() });
    assert.equal(session.state.notice.text, 'Nothing to undo.');
    host.receive({ kind: 'event', event: { type: 'opened' } });
    assert.equal(host.asked('open').length, 2);
  });

  it('says how far people agree when asked, and by itself at the end', async () => {
    const agreement = [
      {
        annotators: ['Ada', 'Bob'] as [string, string],
        n: 4,
        same: 0.5,
        kappa: 0.4,
        interval: null,
      },
    ];
    session.toggleAgreement();
    await host.answer('agreement', agreement);
    assert.deepEqual(session.state.agreements, agreement);
    session.toggleAgreement();
    assert.equal(session.state.agreements, undefined);
    session.perform('3');
    await host.answer('grade', place({ graded: 3, next: null }));
    assert.equal(host.asked('agreement').length, 2);
    session.perform('3');
    assert.equal(host.asked('grade').length, 1);
  });

  it('says why there is no sample, and asks again', async () => {
    begin();
    await host.refuse('open', 'wrong-usage', 'No sample is open.');
    assert.equal(session.state.failure, 'No sample is open.');
    void session.open();
    await host.answer('open', place());
    assert.equal(session.state.failure, undefined);
  });

  it('has one key for each choice, and none for keys that are held or belong to VS Code', () => {
    const press = (key: string, changes = {}) =>
      actFor({
        key,
        ctrlKey: false,
        metaKey: false,
        altKey: false,
        repeat: false,
        isComposing: false,
        ...changes,
      });
    assert.deepEqual(
      ['0', '1', '2', '3', 's', 'u', 'a', 'x', 'constructor'].map((key) => press(key)),
      ['0', '1', '2', '3', 'skip', 'undo', 'agreement', undefined, undefined],
    );
    for (const held of ['ctrlKey', 'metaKey', 'altKey', 'repeat', 'isComposing'])
      assert.equal(press('3', { [held]: true }), undefined);
  });

  it('and the extension say nothing else', () => {
    const said = (request: unknown) =>
      fromAnnotationSchema.safeParse({ kind: 'request', id: 1, request }).success;
    const grade = { type: 'grade', sample: 's', pair: 'p', grade: 3 };
    assert.equal(said(grade), true);
    for (const other of [
      { ...grade, grade: 4 },
      { ...grade, grade: '3' },
      { ...grade, annotator: 'Eve' },
      { ...grade, query: 'Q' },
      { type: 'decide' },
    ])
      assert.equal(said(other), false, JSON.stringify(other));
    const event = { type: 'act', act: '4' };
    assert.equal(toAnnotationSchema.safeParse({ kind: 'event', event }).success, false);
    const knowing = { ...place(), next: { id: 'p', question: 'Q', answer: 'A', rank: 1 } };
    assert.equal(annotationResults.open.safeParse(knowing).success, false);
  });
});
