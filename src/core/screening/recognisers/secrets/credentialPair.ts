import type { Match } from '../../recogniser.js';
import { characterClass, isIn } from './characterClass.js';
import { isPlaceholder } from './placeholderValue.js';

/** Names of what takes a user name and a password: `auth=(…)`, `login(…)`, `NetworkCredential(…)`. */
const TAKES_BOTH = /(?:auth|login|credentials?|authentication|authenticationtoken)$/iu;
const PAIR =
  /[ \t]?[=:]?[ \t]?[([]\s{0,12}["']([^"'\n]{1,80})["']\s{0,12},\s{0,12}["']([^"'\n\s]{4,128})["']/uy;

const FOLLOWS = characterClass(' \t=:([');

/** The second of two literals given to the name at `[start, end)`, if that takes a login. */
export function secondOfPair(text: string, start: number, end: number): Match | undefined {
  if (!isIn(FOLLOWS, text.charCodeAt(end))) return undefined;
  PAIR.lastIndex = end;
  const [whole, user, password] = PAIR.exec(text) ?? [];
  if (whole === undefined || password === undefined || !TAKES_BOTH.test(text.slice(start, end)))
    return undefined;
  if (password === user || isPlaceholder(password)) return undefined;
  const to = end + whole.length - 1;
  return {
    start: to - password.length,
    end: to,
    score: 0.85,
    message: 'A password given to a function beside a user name.',
    placeholder: 'PASSWORD',
  };
}
