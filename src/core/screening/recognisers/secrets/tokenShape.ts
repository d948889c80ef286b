import { type CharacterClass, characterClass } from './characterClass.js';

/** So many characters of one class. */
export interface Run {
  readonly set: CharacterClass;
  readonly least: number;
  readonly most: number;
}

/** What replaces a token: `[API_KEY_1]`, `[TOKEN_1]`, … */
export type SecretPlaceholder = 'API_KEY' | 'TOKEN' | 'PASSWORD' | 'PRIVATE_KEY' | 'WEBHOOK_URL';

/** How the tokens of one kind are written: a row of the tables in `shapes/`. */
export interface TokenShape {
  /** What the reviewer is told, such as `GitHub personal access token`. */
  readonly name: string;
  /** How every token of the kind begins. It is searched for literally; at least two characters. */
  readonly prefix: string;
  /** What follows it: runs of characters, and what separates them. */
  readonly body: readonly (Run | string)[];
  readonly placeholder: SecretPlaceholder;
  /** True where the prefix only leads to the secret and is no part of it: `sig=`. */
  readonly prefixOutside?: true;
  /** Bits a character that the body must have at least; default: 2.8, less for short bodies. */
  readonly leastEntropy?: number;
  /** Tells whether the token carries a right checksum. One that does is certain. */
  readonly checksum?: (token: string) => boolean;
  /** Many other things look alike: one of these words (lower case) must stand near. */
  readonly near?: readonly string[];
}

/** A token whose literal part, `prefix`, stands in its middle: a run of characters comes before it. */
export interface InfixShape extends TokenShape {
  readonly before: Run;
  /** Holds characters that do not count as part of a run, so that it may have no long one. */
  readonly inPieces?: true;
}

type Runs = (least: number, most?: number) => Run;

function runsOf(members: string): Runs {
  const set = characterClass(members);
  return (least, most = least) => ({ set, least, most });
}

export const digits = runsOf('0-9');
export const hex = runsOf('0-9a-f');
export const anyHex = runsOf('0-9a-fA-F');
export const lowerAlphanumeric = runsOf('0-9a-z');
export const upperAlphanumeric = runsOf('0-9A-Z');
export const letters = runsOf('A-Za-z');
export const alphanumeric = runsOf('0-9A-Za-z');
export const base32 = runsOf('A-Z2-7');
export const base64 = runsOf('0-9A-Za-z+/=');
/** Base64 in its form for URLs (RFC 4648 §5), without padding. */
export const base64url = runsOf('0-9A-Za-z_-');
export const wordCharacters = runsOf('0-9A-Za-z_');
/** Of client secrets that Microsoft Entra makes. */
export const entraCharacters = runsOf('0-9A-Za-z_~.-');
/** Base64 in a URL: `+`, `/` and `=` are written `%2B`, `%2F`, `%3D`. */
export const escapedBase64 = runsOf('0-9A-Za-z%+/=');
/** BIP 173: Bech32, in capitals. */
export const bech32 = runsOf('02-9AC-HJ-NP-Z');

/** A UUID: five runs of hexadecimal digits. */
export const uuid: readonly (Run | string)[] = [
  anyHex(8),
  '-',
  anyHex(4),
  '-',
  anyHex(4),
  '-',
  anyHex(4),
  '-',
  anyHex(12),
];
