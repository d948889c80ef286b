import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { checkout } from './machine.js';

/** A path in `test-results/`, named after what it shows. */
export function resultFile(name: string, extension: string): string {
  const folder = join(checkout, 'test-results');
  mkdirSync(folder, { recursive: true });
  const plain = name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return join(folder, `${plain.slice(0, 100)}.${extension}`);
}

/** Keeps what a person sees right now as `test-results/<name>.png`, and returns that path. */
export async function screenshot(page: Page, name: string): Promise<string> {
  const path = resultFile(name, 'png');
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  return path;
}
