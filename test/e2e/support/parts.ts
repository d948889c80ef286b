// The parts of the window that an extension fills.
import type { FrameLocator, Locator, Page } from 'playwright-core';

/**
 * Opens a view container by its name in the activity bar.
 * @public
 */
export async function openContainer(page: Page, name: string): Promise<void> {
  // Its accessible name also carries the badge: "CodeLumi - 12 candidates wait".
  const tab = page.locator('.activitybar').getByRole('tab', { name: new RegExp(`^${name}`) });
  if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
}

/**
 * A view inside the open container, by the title in its header.
 * @public
 */
export function view(page: Page, title: string): Locator {
  return page.locator(`.pane:has(.pane-header[aria-label^="${title}"])`);
}

/**
 * A row of a tree view. Only rows that are scrolled into sight exist.
 * @public
 */
export function treeRow(page: Page, viewTitle: string, name: string | RegExp): Locator {
  return view(page, viewTitle).getByRole('treeitem', { name }).first();
}

/**
 * Presses an inline button of a tree row; such buttons appear only under the pointer.
 * @public
 */
export async function rowAction(row: Locator, name: string): Promise<void> {
  await row.hover();
  await row.getByRole('button', { name }).click();
}

/**
 * A button in the title of a view; these too appear only under the pointer.
 * @public
 */
export async function viewAction(page: Page, viewTitle: string, name: string): Promise<void> {
  const pane = view(page, viewTitle);
  await pane.hover();
  await pane.locator('.pane-header').getByRole('button', { name }).click();
}

/**
 * An item of the status bar, by the id given to `createStatusBarItem`.
 * @public
 */
export function statusItem(page: Page, id: string): Locator {
  return page.locator(`[id="codelumi.codelumi-pipeline.${id}"]`);
}

/**
 * A notification that shows as a toast.
 * @public
 */
export function toast(page: Page, text: string | RegExp): Locator {
  return page.locator('.notification-toast', { hasText: text });
}

/**
 * Presses a button of a modal dialog.
 * @public
 */
export async function confirm(page: Page, button: string): Promise<void> {
  await page.locator('.monaco-dialog-box').getByRole('button', { name: button }).click();
}

/**
 * The document of the webview that contains `inside`. All webviews live in one overlay, each in two
 * nested frames, so a position says nothing: the content has to tell them apart.
 * @public
 */
export async function webviewFrame(
  page: Page,
  inside: string,
  timeout = 40_000,
): Promise<FrameLocator> {
  const outer = page.locator('iframe.webview.ready');
  const deadline = Date.now() + timeout;
  while (Date.now() < deadline) {
    for (let index = 0; index < (await outer.count()); index++) {
      const frame = outer.nth(index).contentFrame().frameLocator('iframe#active-frame');
      if ((await frame.locator(inside).count()) > 0) return frame;
    }
    await page.waitForTimeout(100);
  }
  throw new Error(`No webview contains “${inside}”.`);
}
