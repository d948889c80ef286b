import { termsOf } from '../../retrieval/analyser.js';
import { type Claim, claimKey, claimsIn } from './claims.js';

/**
 * The specific words of texts: what an answer's claims are held against. Knows words, not facts: a figure
 * that stands anywhere counts as known.
 */
export class Vocabulary {
  readonly #keys = new Set<string>();

  add(text: string): void {
    for (const { key } of claimsIn(text)) this.#keys.add(key);
    for (const term of termsOf(text)) this.#keys.add(term);
  }

  /** Whether a claim stands here; of `fs.promises.open` and of a path, what it ends in is enough. */
  supports({ kind, key }: Claim): boolean {
    if (this.#keys.has(key)) return true;
    if (kind === 'path') return this.#keys.has(key.slice(key.lastIndexOf('/') + 1));
    if (kind === 'identifier') return this.#keys.has(key.slice(key.lastIndexOf('.') + 1));
    if (kind === 'flag') return this.#keys.has(key.replace(/=.*$/u, ''));
    return kind === 'url' && this.#keys.has(claimKey(key.split('/')[0] ?? key));
  }
}

/** Names that every JavaScript engine has: an answer about code may use them without proof. */
export const ENGINE_NAMES: Vocabulary = namesOfEngine();

function namesOfEngine(): Vocabulary {
  const vocabulary = new Vocabulary();
  for (const name of Object.getOwnPropertyNames(globalThis)) vocabulary.add(name);
  const values = [Array, Date, Error, Function, JSON, Map, Math, Number, Object, Promise];
  for (const value of [...values, Reflect, RegExp, Set, String, Symbol, WeakMap, Intl]) {
    const members = 'prototype' in value ? Object.getOwnPropertyNames(value.prototype) : [];
    for (const name of [...Object.getOwnPropertyNames(value), ...members]) vocabulary.add(name);
  }
  return vocabulary;
}
