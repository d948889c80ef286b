import type { Plot } from './plot.js';
import { type Cell, tableOf } from './plotTable.js';

/** What spreadsheets take for the beginning of a formula. https://owasp.org/www-community/attacks/CSV_Injection */
const FORMULA = /^[=+\-@＝＋－＠\t\r]/u;

/**
 * The table of a plot as RFC 4180 has it: lines end in CR LF, and the first one names the columns. Numbers are written in
 * full, shares from 0 to 1, what is not known is empty. Text that a spreadsheet would run as a formula begins with an apostrophe.
 */
export function csvOf(plot: Plot): string {
  const { columns, rows } = tableOf(plot);
  return [columns, ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

function field(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
