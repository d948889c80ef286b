import type { TextPolicy } from '../../../src/core/screening/recogniser.js';
import { scanText } from '../../../src/core/screening/scanText.js';
import { configSchema } from '../../../src/core/workspace/configSchema.js';

export const POLICY = configSchema.parse({}).screening;
export const GENERAL: TextPolicy = { ...POLICY, profile: 'general' };

/** Rule and text of everything found, in text order. */
export function found(text: string, policy: TextPolicy = POLICY): [rule: string, text: string][] {
  return scanText(text, policy).map(({ rule, start, end }) => [rule, text.slice(start, end)]);
}

/** What one rule finds. */
export function foundBy(rule: string, text: string, policy: TextPolicy = POLICY): string[] {
  return found(text, policy).flatMap(([each, value]) => (each === rule ? [value] : []));
}
