import { strict as assert } from 'node:assert';
import { join } from 'node:path';
import { KeyboardReview } from './support/keyboardReview.js';
import { runCommand } from './support/palette.js';
import { statusItem } from './support/parts.js';
import { codelumi, records, stagedFolder } from './support/records.js';
import { ReviewPanel } from './support/reviewPanel.js';
import { screenshot } from './support/screenshot.js';
import { Stopwatch } from './support/stopwatch.js';
import { useVsCode } from './support/useVsCode.js';

const FIFTY = 50;
const MINE = ' And a sentence of mine.';
const LATER = 'Ask Ada about this one';
const QUESTION = 'Does this hold for pnpm as well?';

const PRIVATE = 'status:flagged finding:pii,secret';

/** Fits exactly this accessible name. */
function named(name: string): RegExp {
  return new RegExp(`^${name.replaceAll(/[^\p{L}\p{N} ]/gu, '.')}$`, 'u');
}

/** What the one journal of a day says, line by line: `candidate action`. */
async function journalled(staged: string): Promise<string[]> {
  const lines = await records(join(staged, 'decisions'), '.jsonl');
  return lines.map(({ candidate, action, reason_code: code, redoes }) =>
    [candidate, action, code, redoes === undefined ? undefined : 'anew']
      .filter((part) => part !== undefined)
      .join(' '),
  );
}

// Candidates are mined from the sample's logs, not made up: only then are there log lines to prove them by.
describe('fifty candidates, by keyboard only', function () {
  this.timeout(600_000);
  const vscode = useVsCode({
    git: true,
    prepare: async (folder) => {
      await codelumi(folder, 'extract');
    },
  });
  const watch = new Stopwatch();
  const times: number[] = [];
  let review: KeyboardReview;
  /** The accessible name of the candidate whose draft must last to the end. */
  let kept: string;
  let started: number;

  const timed = async (...acts: readonly (() => Promise<unknown>)[]) => {
    const before = performance.now();
    for (const act of acts) await act();
    times.push(performance.now() - before);
  };

  const accept = () => review.accept();
  const undone = async (act: () => Promise<void>) => {
    const id = await review.open();
    await act();
    await review.undo(id);
    return id;
  };

  /** Ten decisions of every kind there is. */
  const ten = async () => {
    await timed(accept);
    await timed(() => review.reject());
    await timed(accept);
    await timed(() => review.rejectAsOutdated());
    await timed(() => review.comment('See the handbook.'), accept);
    await timed(() => review.flag());
    await timed(() => review.skip(), accept);
    await timed(() => undone(() => review.reject()), accept);
    await timed(async () => review.redoAcceptance(await undone(accept)));
    await timed(() => review.edit(' Tried in July.'), accept);
  };

  before(async () => {
    await runCommand(vscode.page, 'CodeLumi: Focus on Candidates View');
    review = new KeyboardReview(await ReviewPanel.open(vscode.page));
    started = performance.now();
  });

  after(() => {
    watch.note('each with all its keys', ...times);
    watch.print(`${times.length} decisions by keyboard`);
  });

  it('decides on twenty, and puts one off that is half done', async () => {
    const id = await review.open();
    kept = (await review.panel.current.getAttribute('aria-label')) ?? '';
    await review.panel.press('1', '2', 'm');
    await review.panel.frame.locator('input:focus').waitFor();
    await review.panel.type(LATER, 'Enter');
    await review.skip();
    review.keeps.add(id);
    await ten();
    await ten();
  });

  it('goes on after a restart in the middle of an edit, with everything half done still there', async () => {
    const half = await review.open();
    const halfName = (await review.panel.current.getAttribute('aria-label')) ?? '';
    await review.panel.press('1', '2');
    await review.beginComment(QUESTION);
    await review.panel.type('', 'Escape');
    await review.panel.button('Continue Comment').waitFor();
    await review.panel.press('j');
    const edited = await review.open();
    assert.notEqual(edited, half);
    await review.panel.press('3');
    await review.beginEdit(MINE);
    await screenshot(vscode.page, 'fifty before the restart');
    await watch.time('restart', async () => {
      await vscode.restart();
      review.panel = await ReviewPanel.shown(vscode.page);
    });
    await review.panel.button('Continue Editing').waitFor();
    await screenshot(vscode.page, 'fifty after the restart');
    assert.equal(await review.shown(), edited);
    assert.ok(await review.panel.checkbox('Nothing private in it').isChecked());
    await review.panel.press('e');
    assert.ok((await review.panel.field('Answer').inputValue()).endsWith(MINE));
    await timed(() => review.saveEdit(), accept);
    await review.panel.walkTo(named(halfName));
    assert.equal(await review.shown(), half);
    assert.ok(await review.panel.checkbox('Factually right').isChecked());
    assert.ok(await review.panel.checkbox('Backed by its source').isChecked());
    assert.ok(!(await review.panel.checkbox('Nothing private in it').isChecked()));
    await review.beginComment('');
    const comment = review.panel.frame.getByRole('textbox', { name: 'Comment' });
    assert.equal(await comment.inputValue(), QUESTION);
    await timed(
      () => review.sendComment(QUESTION),
      () => review.accept(['3', '4']),
    );
  });

  it('redacts what is private and accepts it', async () => {
    await review.panel.press('/');
    await review.panel.frame.locator('#filter:focus').waitFor();
    await review.panel.type(PRIVATE, 'Enter');
    await review.panel.matches(/^\d+ of/u);
    const count = await review.panel.matching();
    assert.ok(count >= 5, `${count} with something private`);
    for (let left = count; left > 0; left -= 1) await timed(() => review.redact(), accept);
    await review.panel.frame.getByText('No candidate fits the filter.').waitFor();
    await review.panel.press('Control+Backspace');
    await review.panel.matches(/^$/u);
  });

  it('decides on the others', async () => {
    // The last act left nothing open.
    await review.panel.press('j');
    await ten();
    await ten();
    while (review.decided.size < FIFTY) await timed(() => review.reject());
    watch.note('all of it', performance.now() - started);
    assert.equal(review.decided.size, FIFTY);
  });

  it('has lost no draft', async () => {
    await review.panel.walkTo(named(kept));
    assert.ok(await review.panel.checkbox('Factually right').isChecked());
    assert.ok(await review.panel.checkbox('Backed by its source').isChecked());
    assert.ok(!(await review.panel.checkbox('Clear and complete by itself').isChecked()));
    assert.equal(await review.panel.field('Reason').inputValue(), LATER);
    await screenshot(vscode.page, 'fifty decided');
  });

  it('has written every decision, and only those, and `verify` proves it', async () => {
    const { folder } = vscode;
    const staged = await stagedFolder(folder);
    assert.deepEqual(await journalled(staged), review.written);
    for (const status of ['accepted', 'rejected', 'flagged'] as const) {
      const ids = (await records(staged, `${status}.jsonl`)).map(({ id }) => String(id));
      assert.deepEqual(ids.sort(), review.idsOf(status), status);
    }
    const proven = await codelumi(folder, 'verify');
    assert.match(proven, /\b0 faults,/u);
    assert.match(proven, new RegExp(`${review.idsOf('accepted').length} accepted`, 'u'));
  });

  it('says the same numbers everywhere', async () => {
    const { page, folder } = vscode;
    const { counts } = JSON.parse(await codelumi(folder, 'review', 'stats', '--json'));
    for (const [status, count] of Object.entries(counts)) {
      await review.panel.counts(Number(count), status);
    }
    const waiting = counts.pending + counts.flagged;
    await statusItem(page, 'queue')
      .getByText(new RegExp(`^\\s*${waiting} waiting\\b`, 'u'))
      .waitFor();
    await page
      .locator('.activitybar')
      .getByRole('tab', { name: new RegExp(`^CodeLumi - ${waiting} candidates wait`, 'u') })
      .waitFor();
  });
});
