import type { ReviewPanel } from './reviewPanel.js';

type Decided = 'accepted' | 'rejected' | 'flagged';

const TICKS = ['1', '2', '3', '4'];

/**
 * A reviewer with nothing but a keyboard, who keeps account of what was done: afterwards the journals must say
 * the same. Each act waits until the panel shows what came of it.
 */
export class KeyboardReview {
  panel: ReviewPanel;
  /** What each candidate was decided to be. */
  readonly decided = new Map<string, Decided>();
  /** What the journals have to hold, in this order: `candidate action`. */
  readonly written: string[] = [];
  /** Candidates that are put off wherever they turn up, for they hold a draft that has to last. */
  readonly keeps = new Set<string>();

  constructor(panel: ReviewPanel) {
    this.panel = panel;
  }

  /** The id of the candidate that is open; those to be kept are skipped. */
  async open(): Promise<string> {
    for (;;) {
      const id = await this.shown();
      if (!this.keeps.has(id)) return id;
      await this.#leave(id, 'n');
    }
  }

  async shown(): Promise<string> {
    await this.panel.frame.locator('main[aria-busy="false"]').waitFor();
    return (await this.#id.innerText()).trim();
  }

  /** Confirms what is not confirmed yet, and accepts. */
  async accept(ticks: readonly string[] = TICKS): Promise<void> {
    const id = await this.open();
    await this.#leave(id, ...ticks, 'a');
    this.#note(id, 'accept', 'accepted');
  }

  async reject(): Promise<void> {
    const id = await this.open();
    await this.#leave(id, 'r');
    this.#note(id, 'reject', 'rejected');
  }

  /** For the reason that stands second in the chooser. */
  async rejectAsOutdated(): Promise<void> {
    const id = await this.open();
    await this.panel.press('Shift+R');
    await this.panel.frame.getByRole('dialog', { name: 'Reject: why?' }).waitFor();
    await this.#leave(id, '2');
    this.#note(id, 'reject outdated', 'rejected');
  }

  async flag(): Promise<void> {
    const id = await this.open();
    await this.#leave(id, 'f');
    this.#note(id, 'flag', 'flagged');
  }

  async skip(): Promise<void> {
    await this.#leave(await this.open(), 'n');
  }

  async comment(words: string): Promise<void> {
    await this.open();
    await this.beginComment(words);
    await this.sendComment(words);
  }

  /** @param words how the comment reads in full */
  async sendComment(words: string): Promise<void> {
    const id = await this.shown();
    await this.panel.type('', 'Control+Enter');
    await this.panel.frame.getByRole('list', { name: 'Comments' }).getByText(words).waitFor();
    this.written.push(`${id} comment`);
  }

  async beginComment(words: string): Promise<void> {
    await this.panel.press('c');
    await this.#focused('textarea').waitFor();
    await this.panel.type(words);
  }

  async edit(words: string): Promise<void> {
    await this.open();
    await this.beginEdit(words);
    await this.saveEdit();
  }

  async beginEdit(words: string): Promise<void> {
    await this.panel.press('e');
    await this.#focused('textarea').waitFor();
    await this.panel.type('', 'Control+End');
    await this.panel.type(words);
  }

  async redact(): Promise<void> {
    await this.open();
    await this.panel.press('x');
    await this.panel.frame.getByRole('group', { name: 'Changes to the logged text' }).waitFor();
    await this.saveEdit();
  }

  async saveEdit(): Promise<void> {
    const id = await this.shown();
    await this.panel.press('Control+Enter');
    await this.panel.frame.getByRole('heading', { name: /, edited$/u }).waitFor();
    this.written.push(`${id} edit`);
  }

  /** Takes back what was decided on a candidate, which opens again. */
  async undo(id: string): Promise<void> {
    await this.panel.press('u');
    await this.#id.filter({ hasText: id }).waitFor();
    await this.panel.frame.getByRole('heading', { name: /^Pending/u }).waitFor();
    this.written.push(`${id} undo`);
    this.decided.delete(id);
  }

  /** Makes an acceptance anew that was undone, and goes to the top of the queue. */
  async redoAcceptance(id: string): Promise<void> {
    await this.panel.press('Shift+U');
    await this.panel.frame.getByRole('heading', { name: /^Accepted/u }).waitFor();
    this.#note(id, 'accept anew', 'accepted');
    await this.#leave(id, 'Home');
  }

  /** The candidates that were decided to be so, in order of their ids. */
  idsOf(status: Decided): string[] {
    return [...this.decided].flatMap(([id, is]) => (is === status ? [id] : [])).sort();
  }

  get #id() {
    return this.panel.frame.locator('header .id');
  }

  #focused(element: string) {
    return this.panel.frame.locator(`${element}:focus`);
  }

  async #leave(id: string, ...keys: readonly string[]): Promise<void> {
    await this.panel.press(...keys);
    await this.#id.filter({ hasText: id }).waitFor({ state: 'hidden' });
  }

  #note(id: string, action: string, status: Decided): void {
    this.written.push(`${id} ${action}`);
    this.decided.set(id, status);
  }
}
