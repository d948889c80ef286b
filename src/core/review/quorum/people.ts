import type { Decision } from '../../records/decision.js';
import { foldedAddress } from '../samePerson.js';
import type { SignedDecisions } from './signedDecisions.js';

type By = Pick<Decision, 'hash' | 'reviewer'>;

/**
 * Tells the people behind decisions apart: two decisions are one person's when they share an address, or a
 * key, or are joined by others that do. Who gives no address is told apart from nobody.
 */
export class People {
  readonly #signed: SignedDecisions;
  readonly #parents = new Map<string, string>();

  /** @param decisions all that are asked about */
  constructor(decisions: Iterable<By>, signed: SignedDecisions) {
    this.#signed = signed;
    for (const decision of decisions) {
      const [first, ...others] = this.#marksOf(decision);
      for (const other of others) if (first !== undefined) this.#join(first, other);
    }
  }

  /** How many people at least must have made these. */
  count(decisions: readonly By[]): number {
    const named = decisions.filter((each) => this.#addressesOf(each).length > 0);
    const known = new Set(named.flatMap((each) => this.#personOf(each) ?? []));
    return Math.max(known.size, Math.min(decisions.length, 1));
  }

  isSame(one: By, other: By): boolean {
    const [a, b] = [this.#personOf(one), this.#personOf(other)];
    return a === undefined || b === undefined ? one.reviewer.name === other.reviewer.name : a === b;
  }

  #personOf(decision: By): string | undefined {
    const [mark] = this.#marksOf(decision);
    return mark === undefined ? undefined : this.#root(mark);
  }

  #marksOf(decision: By): string[] {
    const signed = this.#signed.get(decision.hash);
    return [
      ...this.#addressesOf(decision).map((address) => `mail ${address}`),
      ...(signed === undefined ? [] : [`key ${signed.keyid}`]),
    ];
  }

  #addressesOf({ hash, reviewer }: By): string[] {
    const addresses = [reviewer.email, this.#signed.get(hash)?.principal ?? ''];
    return addresses.map(foldedAddress).filter((address) => address !== '');
  }

  #join(one: string, other: string): void {
    const [a, b] = [this.#root(one), this.#root(other)];
    if (a !== b) this.#parents.set(a, b);
  }

  #root(mark: string): string {
    let root = mark;
    for (let next = this.#parents.get(root); next !== undefined; next = this.#parents.get(root))
      root = next;
    return root;
  }
}
