import type { Place } from '../core/errors.js';
import { printable } from '../shared/printable.js';

/**
 * Something that is wrong in a file, in the one form that the problem matcher `$codelumi` of the editor, and compilers'
 * matchers elsewhere, read: `file:line: error: message`. Without colour, always on one line.
 */
export function diagnostic(
  { file, line = 1 }: Place,
  severity: 'error' | 'warning',
  message: string,
): string {
  const words = printable(message)
    .split('\n')
    .map((line) => line.trim())
    .join(' ');
  return `${printable(file).replaceAll('\n', ' ')}:${line}: ${severity}: ${words}`;
}
