import type { TextPolicy } from '../../../src/core/screening/recogniser.js';
import { scanText } from '../../../src/core/screening/scanText.js';
import { configSchema } from '../../../src/core/workspace/configSchema.js';

export const POLICY = configSchema.parse({}).screening;
export const GENERAL: TextPolicy = { ...POLICY, profile: 'general' };

/** Rule and text of everything private that is found, in text order. */
export function found(text: string, policy: TextPolicy = POLICY): [rule: string, text: string][] {
  const isPrivate = ({ kind }: { kind: string }) => kind === 'pii' || kind === 'secret';
  const findings = scanText(text, policy).filter(isPrivate);
  return findings.map(({ rule, start, end }) => [rule, text.slice(start, end)]);
}

/** What one rule finds. */
export function foundBy(rule: string, text: string, policy: TextPolicy = POLICY): string[] {
  return found(text, policy).flatMap(([each, value]) => (each === rule ? [value] : []));
}
