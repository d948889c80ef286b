// Shows an address in the person's browser, where there is one and a display to show it on.
import { spawn } from 'node:child_process';

/** @returns {string[] | undefined} */
function opener() {
  if (process.platform === 'darwin') return ['open'];
  if (process.platform === 'win32') return ['cmd', '/c', 'start', '""'];
  const display = process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'];
  return display ? ['xdg-open'] : undefined;
}

/**
 * Never fails: the address has been printed as well.
 * @param {string} address
 */
export function openAddress(address) {
  const [command, ...args] = opener() ?? [];
  if (!command) return;
  const shown = process.platform === 'win32' ? address.replaceAll('&', '^&') : address;
  const child = spawn(command, [...args, shown], { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}
