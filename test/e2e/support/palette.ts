// The command palette and the quick inputs that commands open.
import type { Locator, Page } from 'playwright-core';

/** Runs a command by its full title, e.g. `CodeLumi: Build Snapshot`. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await startCommand(page, title);
  await quickInput(page).waitFor({ state: 'hidden' });
}

/** Runs a command that goes on to ask something in the same place. */
export async function startCommand(page: Page, title: string): Promise<void> {
  // The list is made once when it opens, so a command that is contributed a moment later needs another look.
  for (let attempt = 1; ; attempt++) {
    await page.keyboard.press('F1');
    try {
      await quickInput(page).fill(`>${title}`, { timeout: 4000 });
      await walkTo(page, title);
      break;
    } catch (error) {
      const shown = await page.locator('.quick-input-list .monaco-list-row').allInnerTexts();
      await page.keyboard.press('Escape');
      // While it is still closing, F1 would open nothing.
      await quickInput(page).waitFor({ state: 'hidden' });
      if (attempt === 5)
        throw new Error(`No command “${title}” in the palette: ${shown.join()}`, { cause: error });
    }
  }
  await page.keyboard.press('Enter');
}

/**
 * To the row of a command, and by keyboard: until the list is filtered, a row that fits may still move away.
 * Others may stand above it, since the palette also finds "Open Saved View" for "Save View".
 */
async function walkTo(page: Page, title: string): Promise<void> {
  const focused = page.locator('.quick-input-list .monaco-list-row.focused');
  await page
    .locator('.quick-input-list .monaco-list-row', { hasText: title })
    .first()
    .waitFor({ timeout: 4000 });
  for (let steps = 0; steps < 8; steps++) {
    // Behind its title a row may say that it was used, or its key.
    if ((await focused.innerText()).split('\n')[0]?.trim() === title) return;
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`“${title}” cannot be reached.`);
}

/**
 * The text field of the quick input that is open.
 * @public
 */
export function quickInput(page: Page): Locator {
  return page.locator('.quick-input-widget:visible input[type="text"]').first();
}

/**
 * Opens a file of the workspace by **Go to File**.
 * @param path from the workspace's root
 * @public
 */
export async function openFile(page: Page, path: string): Promise<void> {
  const name = path.slice(path.lastIndexOf('/') + 1);
  // A busy machine may take a key for what was in front before, or list files before it knows them all.
  for (let attempt = 1; ; attempt++) {
    await page.keyboard.press('Control+p');
    try {
      await quickInput(page).fill(path, { timeout: 4000 });
      const row = page.locator('.quick-input-list .monaco-list-row.focused');
      await row.filter({ hasText: name }).waitFor({ timeout: 8000 });
      break;
    } catch (error) {
      await page.keyboard.press('Escape');
      await quickInput(page).waitFor({ state: 'hidden' });
      if (attempt === 5) throw new Error(`${path} is not found by its name.`, { cause: error });
    }
  }
  await page.keyboard.press('Enter');
  await page.locator('.tab.active', { hasText: name }).waitFor();
}

/**
 * Answers an input box.
 * @public
 */
export async function answer(page: Page, text: string): Promise<void> {
  // The field is that of the list before it; what an input box asks stands below only when it is there.
  await page.locator('.quick-input-message').waitFor();
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
