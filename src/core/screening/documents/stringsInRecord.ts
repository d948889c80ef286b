import { visit } from 'jsonc-parser';
import { JsonStringMap } from '../../records/jsonStringMap.js';
import type { FieldPath } from './documentKind.js';

/** A string of a record and where it stands. */
export interface RecordString {
  readonly path: FieldPath;
  readonly map: JsonStringMap;
  /** Of its opening quote, in code units of the record's text. */
  readonly start: number;
  /** One past its closing quote. */
  readonly end: number;
}

/**
 * The strings at wanted places of a record, in the order in which they are written; one that is
 * written twice comes twice.
 * @param record valid JSON
 */
export function stringsInRecord(
  record: string,
  isWanted: (path: FieldPath) => boolean,
): RecordString[] {
  const strings: RecordString[] = [];
  visit(
    record,
    {
      onLiteralValue: (value, start, length, _line, _character, pathOf) => {
        if (typeof value !== 'string') return;
        const path = pathOf();
        if (!isWanted(path)) return;
        const end = start + length;
        strings.push({ path, map: new JsonStringMap(record.slice(start, end)), start, end });
      },
    },
    { disallowComments: true },
  );
  return strings;
}
