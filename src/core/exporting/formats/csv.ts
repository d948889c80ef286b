import { type CsvCell, csvLine } from '../../records/csvLine.js';
import { visibleText } from '../../records/visibleText.js';
import { COLUMNS, type Column } from './columns.js';
import type { ExportFormat } from './format.js';

/**
 * RFC 4180, for people and spreadsheets: invisible characters are shown, and text that a spreadsheet would run begins with an
 * apostrophe, so it is not always the text itself. Lists are JSON.
 */
export const csv: ExportFormat = {
  id: 'csv',
  extension: '.csv',
  open: async () => (split) => [
    {
      path: `${split}.csv`,
      async *write(rows, tally) {
        yield csvLine(COLUMNS.map(({ name }) => name));
        for await (const row of rows) {
          yield csvLine(COLUMNS.map((column) => cell(column.of(row))));
          tally.rows += 1;
        }
      },
    },
  ],
};

function cell(value: ReturnType<Column['of']>): CsvCell {
  if (value === null || typeof value === 'number') return value;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  // A line ends in a line feed alone within a cell.
  return visibleText(text.replaceAll('\r\n', '\n'));
}
