import { csvLine } from '../../records/csvLine.js';
import type { Plot } from './plot.js';
import { tableOf } from './plotTable.js';

/**
 * The table of a plot as RFC 4180 has it: lines end in CR LF, and the first one names the columns. Numbers are written in
 * full, shares from 0 to 1, what is not known is empty. Text that a spreadsheet would run as a formula begins with an apostrophe.
 */
export function csvOf(plot: Plot): string {
  const { columns, rows } = tableOf(plot);
  return [columns, ...rows].map(csvLine).join('');
}
