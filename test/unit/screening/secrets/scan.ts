import type { Recogniser, TextPolicy } from '../../../../src/core/screening/recogniser.js';
import { RECOGNISERS } from '../../../../src/core/screening/rules.js';
import { scanText } from '../../../../src/core/screening/scanText.js';
import { configSchema } from '../../../../src/core/workspace/configSchema.js';

export const POLICY: TextPolicy = configSchema.parse({}).screening;

/** What the rules find in a text, as it stands there. */
export function found(text: string, recognisers: readonly Recogniser[]): string[] {
  return scanText(text, POLICY, recognisers).map(({ start, end }) => text.slice(start, end));
}

const SECRET_RULES = RECOGNISERS.filter(({ kind }) => kind === 'secret');

/** What all rules for secrets find. */
export function secretsIn(text: string): string[] {
  return found(text, SECRET_RULES);
}

/** Letters and digits that no vendor made; the same for the same arguments. */
export function mixed(length: number, alphabet = MIXED, seed = 7): string {
  let state = seed;
  let made = '';
  while (made.length < length) {
    state = (state * 48_271) % 2_147_483_647;
    made += alphabet[state % alphabet.length] ?? '';
  }
  return made;
}

const MIXED = 'a7Zk2LmP9xVt4RwB8nYcQ3dHs6FgJ5eT';
export const HEX = '0123456789abcdef';
