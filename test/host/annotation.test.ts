import * as assert from 'node:assert/strict';
import { commands, window, workspace } from 'vscode';
import { placeMarkdown } from '../../src/host/annotation/annotationDocument.js';
import { COMMANDS } from '../../src/shared/ids.js';
import {
  activated,
  anotherDesk,
  forgetReview,
  read,
  root,
  until,
  uriOf,
  write,
} from './support/workspace.js';

const ANNOTATED = 'training/eval/annotated.jsonl';

/** The document that grades are about has such a text. */
function shows(pattern: RegExp): Promise<void> {
  const text = () => window.activeTextEditor?.document.getText() ?? '';
  return until(() => pattern.test(text()), `the document shows ${pattern.source}`);
}

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

  it('is graded pair by pair in a document, and every grade is kept at once', async () => {
    const before = await read(ANNOTATED);
    const { desk, jobs } = await anotherDesk();
    try {
      const { name, file } = await jobs.run('drawSample', { size: 5, name: 'host' }, root());
      const graded = async () => (await read(ANNOTATED)).slice(before.length);
      await commands.executeCommand(COMMANDS.annotate);
      await shows(/^0 of \d graded by you \(host\)/mu);
      await commands.executeCommand(COMMANDS.gradePair, 3);
      await shows(/^1 of \d graded by you/mu);
      assert.equal(JSON.parse(await graded()).label, 3);
      await commands.executeCommand(COMMANDS.gradePair, 'skip');
      await shows(/^1 of \d graded by you, 1 skipped/mu);
      await commands.executeCommand(COMMANDS.gradePair, 'undo');
      await shows(/^0 of \d graded by you, 1 skipped/mu);
      assert.equal(await graded(), '');
      assert.equal(name, 'host');
      await workspace.fs.delete(uriOf(file));
    } finally {
      desk.dispose();
      await commands.executeCommand('workbench.action.closeActiveEditor');
      await write(ANNOTATED, before);
    }
  }).timeout(180_000);

  it('stands as text, whatever it is', () => {
    const next = {
      query: '# no heading [link](command:x)',
      candidate: '```\n</code> \u202e',
      id: 'kb-1',
      question: 'Q',
      rank: 1,
      score: 1,
      stratum: 'rank 1, sure',
    };
    const place = { sample: 'a', pairs: 2, graded: 1, skipped: 0, unreadable: 0 };
    const text = placeMarkdown({ ...place, next });
    assert.ok(text.includes('```text\n# no heading [link](command:x)\n```'));
    assert.ok(text.includes('````text\n```\n</code> ⟨U+202E⟩\n````'));
    // Who knew what ranking says would follow it.
    assert.doesNotMatch(text, /rank|kb-1/u);
    assert.match(placeMarkdown({ ...place, next: undefined }), /All pairs are graded/u);
  });
});
