import { printable } from './printable.js';

/** CSV with names from logs, made safe to show and to open; its line ends stay. */
export function printableCsv(csv: string): string {
  return csv.split('\r\n').map(printable).join('\r\n');
}
