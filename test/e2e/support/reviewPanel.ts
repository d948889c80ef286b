import type { FrameLocator, Locator, Page } from 'playwright-core';
import { accessibilityFaults, wearsTheme } from './pageChecks.js';
import { runCommand } from './palette.js';
import { webviewFrame } from './parts.js';

/** An element that carries what is measured from one look to the next. */
interface Watched extends HTMLElement {
  took?: Promise<number>;
}

/** The review panel as a person with a keyboard sees it. */
export class ReviewPanel {
  readonly #page: Page;
  readonly frame: FrameLocator;

  private constructor(page: Page, frame: FrameLocator) {
    this.#page = page;
    this.frame = frame;
  }

  /** Opens it from the palette; the focus goes into it. */
  static async open(page: Page): Promise<ReviewPanel> {
    await runCommand(page, 'CodeLumi: Open Review Panel');
    return ReviewPanel.shown(page);
  }

  /** The panel that is on the screen already, whatever it shows. */
  static async opened(page: Page): Promise<ReviewPanel> {
    return new ReviewPanel(page, await webviewFrame(page, 'cl-review'));
  }

  /** The panel that is on the screen already, with a queue. */
  static async shown(page: Page): Promise<ReviewPanel> {
    const panel = await ReviewPanel.opened(page);
    await panel.list.waitFor();
    await panel.list.focus();
    return panel;
  }

  get list(): Locator {
    return this.frame.getByRole('listbox', { name: 'Candidates' });
  }

  get current(): Locator {
    return this.list.getByRole('option', { selected: true });
  }

  get messages(): Locator {
    return this.frame.getByRole('log', { name: 'Messages' });
  }

  field(name: 'Question' | 'Answer' | 'Reason'): Locator {
    return this.frame.getByRole('textbox', { name });
  }

  get filter(): Locator {
    return this.frame.locator('#filter');
  }

  /** Waits until the count beside the filter is such. */
  async matches(count: RegExp): Promise<void> {
    const shown = this.frame.getByRole('status', { name: 'Matches' });
    await shown.filter({ hasText: count }).waitFor({ state: 'attached' });
  }

  /** How many candidates fit the filter, as the panel says. */
  async matching(): Promise<number> {
    const shown = await this.frame.getByRole('status', { name: 'Matches' }).innerText();
    return Number(shown.split(' ')[0]?.replaceAll(',', ''));
  }

  /** Types a filter in the place of the one there is, and goes to what fits. */
  async setFilter(query: string): Promise<void> {
    await this.filter.press('Control+Backspace');
    await this.matches(/^$/u);
    if (query === '') return;
    await this.filter.fill(query);
    await this.filter.press('Enter');
    await this.matches(/^[\d,]+ of/u);
    await this.frame.locator('main[aria-busy="false"]').waitFor();
  }

  /** Milliseconds from Enter until the panel shows how many fit, as the page itself sees it. */
  async timeFilter(query: string): Promise<number> {
    const app = this.frame.locator('cl-review');
    await app.evaluate((element: Watched, wanted) => {
      const root = element.shadowRoot;
      const input = root?.querySelector<HTMLInputElement>('#filter');
      const shown = () => root?.querySelector('.matches')?.textContent ?? '';
      if (!input) return;
      const before = shown();
      input.value = wanted;
      input.dispatchEvent(new Event('input'));
      input.focus();
      element.took = new Promise((done) => {
        const begin = () => {
          const pressed = performance.now();
          const look = () => {
            if (shown() === before) requestAnimationFrame(look);
            else done(performance.now() - pressed);
          };
          look();
        };
        addEventListener('keydown', begin, { once: true, capture: true });
      });
      input.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }),
      );
    }, query);
    return app.evaluate((element: Watched) => element.took ?? Number.NaN);
  }

  checkbox(name: string): Locator {
    return this.frame.getByRole('checkbox', { name });
  }

  button(name: string | RegExp): Locator {
    return this.frame.getByRole('button', { name }).first();
  }

  /** Presses keys one after the other, each once the panel is ready for it. */
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      await this.frame.locator('main[aria-busy="false"]').waitFor();
      await this.#page.keyboard.press(key);
    }
  }

  /** Types into the field that has the focus, and then presses keys there. */
  async type(text: string, ...keys: readonly string[]): Promise<void> {
    await this.#page.keyboard.type(text);
    for (const key of keys) await this.#page.keyboard.press(key);
  }

  /** When the page of the panel showed something first, in milliseconds from its beginning. */
  async firstPaint(): Promise<number> {
    return this.frame.locator('cl-review').evaluate(() => {
      const [paint] = performance.getEntriesByName('first-contentful-paint');
      return paint?.startTime ?? Number.NaN;
    });
  }

  /** Milliseconds from a key until another candidate is open in full, as the page itself sees it. */
  async timeKey(key: string): Promise<number> {
    await this.frame.locator('main[aria-busy="false"]').waitFor();
    const app = this.frame.locator('cl-review');
    await app.evaluate((element: Watched) => {
      const shown = () => element.shadowRoot?.querySelector('header .id')?.textContent;
      const isBusy = () => element.shadowRoot?.querySelector('main')?.ariaBusy !== 'false';
      const before = shown();
      element.took = new Promise((done) => {
        const begin = () => {
          const pressed = performance.now();
          const look = () => {
            const after = shown();
            if (after === undefined || after === before || isBusy()) requestAnimationFrame(look);
            else done(performance.now() - pressed);
          };
          look();
        };
        addEventListener('keydown', begin, { once: true, capture: true });
      });
    });
    await this.#page.keyboard.press(key);
    return app.evaluate((element: Watched) => element.took ?? Number.NaN);
  }

  /** Waits until `count` candidates have a status. */
  async counts(count: number, status: string): Promise<void> {
    const progress = this.frame.getByRole('status', { name: 'Progress' });
    await progress.filter({ hasText: new RegExp(`(^|\\D)${count}\\s+${status}`) }).waitFor();
  }

  /** Walks down from the top to the first candidate whose accessible name fits. */
  async walkTo(name: RegExp): Promise<void> {
    await this.list.focus();
    await this.press('Home');
    for (let steps = 0; steps < 200; steps += 1) {
      if (name.test((await this.current.getAttribute('aria-label')) ?? '')) return;
      await this.press('j');
    }
    throw new Error(`No candidate is called ${name}.`);
  }

  /** Waits until the page has the colours of a theme. */
  wears(theme: string): Promise<void> {
    return wearsTheme(this.frame, theme);
  }

  /** The checks of axe-core that fail, as `rule: element`. */
  accessibilityFaults(): Promise<string[]> {
    return accessibilityFaults(this.frame, 'cl-review');
  }
}
