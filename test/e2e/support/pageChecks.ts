// What every page of ours (webview) has to hold.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { FrameLocator } from 'playwright-core';

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/** Waits until a page has the colours of a theme, by the name that settings give it, and is drawn with them. */
export async function wearsTheme(frame: FrameLocator, theme: string): Promise<void> {
  await frame.locator(`body[data-vscode-theme-id="${theme}"]`).waitFor();
  await frame
    .locator('body')
    .evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))));
}

/**
 * The checks of axe-core that fail, as `rule: element`. Injected code is not bound by the page's policy.
 * @param app the element that draws the page
 */
export async function accessibilityFaults(frame: FrameLocator, app: string): Promise<string[]> {
  const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const owner = await (await frame.locator(app).elementHandle())?.ownerFrame();
  if (!owner) throw new Error('The page has no frame.');
  await owner.evaluate(axe);
  return owner.evaluate(async () => {
    const { axe: engine } = globalThis as unknown as { axe: { run(): Promise<AxeResult> } };
    const { violations } = await engine.run();
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`),
    );
  });
}
