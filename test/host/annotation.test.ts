import * as assert from 'node:assert/strict';
import { workspace } from 'vscode';
import { AnnotationRequests, shownPlace } from '../../src/host/annotation/annotationRequests.js';
import {
  type AnnotationRequest,
  type AnnotationRequestOf,
  type AnnotationResultOf,
  annotationResults,
} from '../../src/shared/annotationProtocol.js';
import {
  activated,
  anotherDesk,
  forgetReview,
  read,
  root,
  uriOf,
  write,
} from './support/workspace.js';

const ANNOTATED = 'training/eval/annotated.jsonl';

describe('what is found', () => {
  before(activated);
  after(forgetReview);

  it('is previewed by the worker, and followed by what is chosen', async () => {
    const { desk, jobs } = await anotherDesk();
    try {
      await jobs.run('extract', {}, root());
      await desk.refresh();
      const { items } = await desk.page({ offset: 0, limit: 1 });
      const id = items[0]?.id ?? '';
      const kept = await desk.impact(id);
      assert.equal(kept.kind, 'keep');
      assert.equal(kept.holdout.n, 84);
      const merged = await desk.impact(id, { kind: 'merge', other: { where: 'kb', id: 'kb-1' } });
      assert.equal(merged.entry?.id, 'kb-1');
      assert.equal(merged.own[0]?.after, 1);
      const gone = desk.impact(id, { kind: 'merge', other: { where: 'kb', id: 'kb-none' } });
      await assert.rejects(gone, /has no entry kb-none/u);
    } finally {
      desk.dispose();
    }
  }).timeout(180_000);

  it('is graded pair by pair, and every grade is kept at once', async () => {
    const before = await read(ANNOTATED);
    const { desk, jobs } = await anotherDesk();
    const requests = new AnnotationRequests();
    const ask = async <Type extends AnnotationRequest['type']>(
      request: AnnotationRequestOf<Type>,
    ): Promise<AnnotationResultOf<Type>> => {
      const schema = annotationResults[request.type];
      return schema.parse(await requests.answer(request)) as AnnotationResultOf<Type>;
    };
    try {
      const { name: sample, file } = await jobs.run(
        'drawSample',
        { size: 5, name: 'host' },
        root(),
      );
      const graded = async () => (await read(ANNOTATED)).slice(before.length);
      await assert.rejects(ask({ type: 'open', sample: null }), /is not open/u);
      requests.choose(sample);
      const first = await ask({ type: 'open', sample: null });
      const pair = first.next?.id ?? '';
      assert.deepEqual([first.sample, first.graded], ['host', 0]);
      const second = await ask({ type: 'grade', sample, pair, grade: 3 });
      assert.equal(second.graded, 1);
      assert.equal(JSON.parse(await graded()).label, 3);
      // A page that did not hear of it sends it again.
      assert.equal((await ask({ type: 'grade', sample, pair, grade: 1 })).graded, 1);
      const third = await ask({ type: 'skip', sample, pair: second.next?.id ?? '' });
      assert.equal(third.skipped, 1);
      assert.notEqual(third.next?.id, second.next?.id);
      const undone = await ask({ type: 'undo', sample });
      assert.deepEqual([undone.undone, undone.place.graded], [true, 0]);
      assert.equal(await graded(), '');
      await assert.rejects(ask({ type: 'undo', sample: 'another' }), /is not open/u);
      const unknown = ask({ type: 'grade', sample, pair: 'none', grade: 0 });
      await assert.rejects(unknown, /no such pair/u);
      assert.ok(Array.isArray(await ask({ type: 'agreement' })));
      // As after a restart: the page knows which sample it showed.
      const again = new AnnotationRequests();
      const place = annotationResults.open.parse(await again.answer({ type: 'open', sample }));
      assert.equal(place.skipped, 0);
      await workspace.fs.delete(uriOf(file));
    } finally {
      desk.dispose();
      await write(ANNOTATED, before);
    }
  }).timeout(180_000);

  it('is told to the page as text in which nothing acts, and without its rank', () => {
    const next = {
      query: '# no heading [link](command:x)',
      candidate: '</code> \u202e',
      id: 'kb-1',
      question: 'Q',
      rank: 1,
      score: 1,
      stratum: 'rank 1, sure',
    };
    const place = { sample: 'a', pairs: 2, graded: 1, skipped: 0, unreadable: 0 };
    const shown = shownPlace({ ...place, next }, 'Ada\u202e <ada@acme.dev>');
    assert.equal(shown.next?.answer, '</code> ⟨U+202E⟩');
    assert.equal(shown.annotator, 'Ada⟨U+202E⟩ <ada@acme.dev>');
    // Who knew what ranking says would follow it.
    assert.doesNotMatch(JSON.stringify(shown), /rank|kb-1|stratum/u);
    assert.equal(shownPlace({ ...place, next: undefined }, 'Ada').next, null);
  });
});
