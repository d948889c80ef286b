// The pictures that the demo in the README is made of; `npm run demo` sets where they go. Tests leave them out.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

const folder = process.env['CODELUMI_SCENES'];
let taken = 0;

/**
 * Keeps what a person sees right now with a line below it that says what was done.
 * @param seconds how long the demo stays here
 */
export async function scene(page: Page, caption: string, seconds = 1.5): Promise<void> {
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await page.evaluate((words) => {
    const line = document.createElement('div');
    line.id = 'codelumi-caption';
    line.textContent = words;
    line.style.cssText =
      'position:fixed;left:50%;bottom:44px;transform:translateX(-50%);z-index:2147483647;padding:10px 22px;border-radius:8px;background:#0078d4;color:#ffffff;font:600 22px sans-serif;white-space:nowrap;';
    document.body.append(line);
  }, caption);
  taken += 1;
  const name = `${String(taken).padStart(2, '0')}-${Math.round(seconds * 1000)}.png`;
  await page.screenshot({ path: join(folder, name), animations: 'disabled', caret: 'hide' });
  await page.evaluate(() => document.getElementById('codelumi-caption')?.remove());
}
