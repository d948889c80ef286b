import { printableLine } from '../shared/printable.js';

const LONGEST = 400;

/**
 * A message that may hold text from files. VS Code makes `[text](command:…)` in notifications a link
 * that runs; broken up, it is only text.
 */
export function plainMessage(text: string): string {
  return printableLine(text.replaceAll('](', '] ('), LONGEST);
}
