import { entropy } from './entropy.js';
import { isPlaceholder } from './placeholderValue.js';

const SHORTEST_PASSWORD = 3;
/** So long and so mixed, it is credentials even if it does not decode. */
const LONG = 40;
const LONG_ENTROPY = 4;

/** RFC 7617: a user name and a password, joined by a colon, in Base64. */
export function isBasicCredentials(value: string): boolean {
  if (value.length < 8 || !/^[A-Za-z0-9+/]{6,}={0,2}$/u.test(value)) return false;
  if (value.length >= LONG && /\d/u.test(value) && entropy(value) >= LONG_ENTROPY) return true;
  const decoded = Buffer.from(value, 'base64').toString('latin1');
  const colon = decoded.indexOf(':');
  if (colon < 0 || /[^\x20-\x7e\xa0-\xff]/u.test(decoded)) return false;
  const password = decoded.slice(colon + 1);
  return password.length >= SHORTEST_PASSWORD && !isPlaceholder(password);
}
