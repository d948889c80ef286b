// The command palette and the quick inputs that commands open.
import type { Locator, Page } from 'playwright-core';

/** Runs a command by its full title, e.g. `CodeLumi: Build Snapshot`. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await startCommand(page, title);
  await quickInput(page).waitFor({ state: 'hidden' });
}

/** Runs a command that goes on to ask something in the same place. */
export async function startCommand(page: Page, title: string): Promise<void> {
  // The focused row, and by Enter: until the list is filtered, a row that fits may still move away.
  const row = page.locator('.quick-input-list .monaco-list-row.focused', { hasText: title });
  // The list is made once when it opens, so a command that is contributed a moment later needs another look.
  for (let attempt = 1; ; attempt++) {
    await page.keyboard.press('F1');
    try {
      await quickInput(page).fill(`>${title}`, { timeout: 4000 });
      await row.waitFor({ timeout: 4000 });
      break;
    } catch (error) {
      await page.keyboard.press('Escape');
      if (attempt === 5) throw new Error(`No command “${title}” in the palette.`, { cause: error });
    }
  }
  await page.keyboard.press('Enter');
}

/**
 * The text field of the quick input that is open.
 * @public
 */
export function quickInput(page: Page): Locator {
  return page.locator('.quick-input-widget:visible input[type="text"]').first();
}

/**
 * Answers an input box.
 * @public
 */
export async function answer(page: Page, text: string): Promise<void> {
  await quickInput(page).fill(text);
  await page.keyboard.press('Enter');
}

/**
 * Chooses a row of a quick pick by its label.
 * @public
 */
export async function pick(page: Page, label: string | RegExp): Promise<void> {
  await page.locator('.quick-input-list').getByRole('option', { name: label }).first().click();
}
