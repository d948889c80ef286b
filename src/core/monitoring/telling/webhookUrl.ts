import { CodelumiError } from '../../errors.js';

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/u;

/**
 * An address that alerts may be sent to. Its path is often a secret: no message quotes it.
 * @throws CodelumiError `wrong-usage` for what is neither https nor on this machine, or holds a password
 */
export function webhookUrl(text: string): string {
  const url = parsed(text);
  if (url === undefined) throw refused('The address of the webhook is none');
  if (url.username !== '' || url.password !== '')
    throw refused('The address of the webhook holds a user or a password');
  const isOpen = url.protocol === 'http:' && LOOPBACK.test(url.hostname);
  if (url.protocol !== 'https:' && !isOpen)
    throw refused('The address of the webhook is neither https nor on this machine');
  return url.href;
}

function parsed(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined; // The caller says so.
  }
}

function refused(what: string): CodelumiError {
  return new CodelumiError({
    reason: 'wrong-usage',
    what,
    remedy: 'Give one like https://hooks.example.org/….',
  });
}
