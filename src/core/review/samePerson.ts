import type { Reviewer } from '../records/decision.js';

/** By address, in any case; by name where one of them has none. */
export function isSamePerson(one: Reviewer, other: Reviewer): boolean {
  const [mail, otherMail] = [foldedAddress(one.email), foldedAddress(other.email)];
  return mail === '' || otherMail === '' ? one.name === other.name : mail === otherMail;
}

/** As addresses are told apart: people write their own in any case. */
export function foldedAddress(email: string): string {
  return email.trim().toLowerCase();
}
