import type { VsCode } from './useVsCode.js';

/** VS Code's own themes of each kind, by the name of the kind, with the class that each gives the window. */
const THEMES = {
  light: { theme: 'Light Modern', look: 'vs' },
  'high contrast dark': { theme: 'Default High Contrast', look: 'hc-black' },
  'high contrast light': { theme: 'Default High Contrast Light', look: 'hc-light' },
  // The last, so that the tests go on in what they began with.
  dark: { theme: 'Dark Modern', look: 'vs-dark' },
};

/** Does something once in each of the four kinds of theme, when the window has it. */
export async function inEveryTheme(
  vscode: VsCode,
  work: (kind: string, theme: string) => Promise<void>,
): Promise<void> {
  for (const [kind, { theme, look }] of Object.entries(THEMES)) {
    await vscode.settings({ 'workbench.colorTheme': theme });
    await vscode.page.locator(`.monaco-workbench.${look}`).waitFor({ timeout: 60_000 });
    await work(kind, theme);
  }
}
