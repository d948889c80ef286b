import type { JsonObject } from '../records/readItem.js';
import { isJsonObject } from '../records/readItem.js';
import { canonicalJson } from './indexRecords.js';

/** A field that is not the same on both sides. */
export interface FieldChange {
  /** `metadata.tokens.query` */
  readonly path: string;
  /** Left out where the field was not there. */
  readonly before?: unknown;
  /** Left out where the field is not there. */
  readonly after?: unknown;
}

/** Deeper objects are compared as a whole. */
const DEEPEST = 8;

/** Every field of a record, those of objects in it one by one, lists as a whole; in the record's order. */
export function fieldsOf(value: JsonObject): Map<string, unknown> {
  const fields = new Map<string, unknown>();
  const collect = (each: JsonObject, prefix: string, depth: number): void => {
    for (const [key, inner] of Object.entries(each)) {
      const path = `${prefix}${key}`;
      const isNested = isJsonObject(inner) && Object.keys(inner).length > 0 && depth < DEEPEST;
      if (isNested) collect(inner, `${path}.`, depth + 1);
      else fields.set(path, inner);
    }
  };
  collect(value, '', 1);
  return fields;
}

/** What differs between two records, in the order of the second, then what only the first has. */
export function fieldChanges(before: JsonObject, after: JsonObject): FieldChange[] {
  const [old, now] = [fieldsOf(before), fieldsOf(after)];
  const changes: FieldChange[] = [];
  for (const [path, value] of now) {
    if (!old.has(path)) changes.push({ path, after: value });
    else if (canonicalJson(old.get(path)) !== canonicalJson(value))
      changes.push({ path, before: old.get(path), after: value });
  }
  for (const [path, value] of old) if (!now.has(path)) changes.push({ path, before: value });
  return changes;
}
