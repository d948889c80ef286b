import { FAULTS } from '../records/readFault.js';
import type { JsonObject } from '../records/readItem.js';
import { sha256 } from '../records/sha256.js';
import { fieldsOf } from './fieldChanges.js';
import type { IndexedRecord } from './indexRecords.js';

/** Of one value; what is behind is told by its length and digest, so that a change there shows. */
const LONGEST = 20_000;

/**
 * A record as lines to read: its name, then one field a line, lists an element a line. Characters that drive a
 * terminal or hide are still in it: whoever shows it makes them visible.
 */
export function recordLines(record: IndexedRecord, value: JsonObject | undefined): string[] {
  if (record.damage !== undefined)
    return [`▌ damaged: ${FAULTS[record.damage].message} (${record.length} bytes)`];
  if (value === undefined) return ['▌ changed while it was read'];
  const fields = [...fieldsOf(value)].flatMap(([path, field]) => fieldLines(path, field));
  return [`▌ ${record.id === undefined ? 'record without an id' : oneLine(record.id)}`, ...fields];
}

/** A field as lines: further lines of a text are indented behind its name. */
export function fieldLines(path: string, value: unknown): string[] {
  const name = oneLine(path);
  if (Array.isArray(value))
    return value.length === 0
      ? [`${name}: []`]
      : value.flatMap((each) => valueLines(`${name}[]`, each));
  return valueLines(name, value);
}

function valueLines(name: string, value: unknown): string[] {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const [first = '', ...rest] = cut(text).split(/\r?\n/u);
  return [`${name}: ${first}`, ...rest.map((line) => `  | ${line}`)];
}

function cut(text: string): string {
  if (text.length <= LONGEST) return text;
  const left = text.length - LONGEST;
  return `${text.slice(0, LONGEST)}\n… ${left} more characters, sha256 ${sha256(text).slice(0, 12)}`;
}

function oneLine(text: string): string {
  return text.slice(0, 200).replaceAll(/\s+/gu, ' ');
}
