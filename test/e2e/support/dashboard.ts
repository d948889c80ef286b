import type { FrameLocator, Locator, Page } from 'playwright-core';
import { accessibilityFaults, wearsTheme } from './pageChecks.js';
import { runCommand } from './palette.js';
import { webviewFrame } from './parts.js';

const SHOWN = { timeout: 90_000 };

/** The dashboard as a person with a keyboard sees it. */
export class Dashboard {
  readonly frame: FrameLocator;

  private constructor(frame: FrameLocator) {
    this.frame = frame;
  }

  /** Opens it from the palette, and waits until it is drawn. */
  static async open(page: Page): Promise<Dashboard> {
    await runCommand(page, 'CodeLumi: Open Dashboard');
    return Dashboard.shown(page);
  }

  /** The one that is on the screen already. */
  static async shown(page: Page): Promise<Dashboard> {
    const dashboard = new Dashboard(await webviewFrame(page, 'cl-dashboard', 90_000));
    await dashboard.frame.locator('main[aria-busy="false"]').waitFor(SHOWN);
    return dashboard;
  }

  /** A plot by its id. */
  plot(id: string): Plot {
    return new Plot(this.frame.locator(`cl-plot[data-plot="${id}"]`));
  }

  /** The first plot whose id begins so. */
  plotLike(id: string): Plot {
    return new Plot(this.frame.locator(`cl-plot[data-plot^="${id}"]`).first());
  }

  button(name: string | RegExp): Locator {
    return this.frame.getByRole('button', { name }).first();
  }

  get messages(): Locator {
    return this.frame.getByRole('log', { name: 'Messages' });
  }

  wears(theme: string): Promise<void> {
    return wearsTheme(this.frame, theme);
  }

  accessibilityFaults(): Promise<string[]> {
    return accessibilityFaults(this.frame, 'cl-dashboard');
  }
}

export class Plot {
  readonly card: Locator;

  constructor(card: Locator) {
    this.card = card;
  }

  /** What its arrow keys move. */
  get cursor(): Locator {
    return this.card.getByRole('slider');
  }

  /** Where it is read, as a screen reader says it. */
  async place(): Promise<string> {
    return (await this.cursor.getAttribute('aria-valuetext')) ?? '';
  }

  get figures(): Locator {
    return this.card.getByRole('status', { name: 'Figures' });
  }

  button(name: string | RegExp): Locator {
    return this.card.getByRole('button', { name });
  }

  get table(): Locator {
    return this.card.getByRole('table');
  }
}
