import { maskPrivate } from '../../screening/maskPrivate.js';
import type { ScreeningPolicy } from '../../screening/recogniser.js';

/** Enough for a private key to be seen as one before it is cut. */
const LOOKED_AT = 8_000;

/**
 * The beginning of a log entry as it may be copied into a candidate: personal data and secrets are
 * masked, and what is cut off stands as an ellipsis.
 *
 * @param length at most so many characters, the ellipsis among them
 */
export function quote(text: string, length: number, policy: ScreeningPolicy): string {
  const whole = text.trim();
  const beginning = Array.from(maskPrivate(whole.slice(0, LOOKED_AT), policy));
  if (whole.length <= LOOKED_AT && beginning.length <= length) return beginning.join('');
  return `${beginning.slice(0, length - 1).join('')}…`;
}
