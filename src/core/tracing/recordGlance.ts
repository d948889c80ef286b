import type { LinePlace } from '../workspace/linePlace.js';
import type { OwnFileKind } from './ownFile.js';

/** What a line of one of our files says of itself at its beginning or end, without being parsed. */
export interface RecordGlance {
  /** The candidate it is about; undefined for entries of a snapshot that come from the knowledge base. */
  readonly candidate: string | undefined;
  /** Where such an entry stands in the knowledge base. */
  readonly source: LinePlace | undefined;
  /** The record's own name: an id, or what was decided. */
  readonly name: string;
  /** The beginning of the text it is known by, as it stands there: not masked; '' where it has none. */
  readonly text: string;
  /** What its neighbours may have in common with it: where they come from, or what they are about. */
  readonly group: string;
}

/** A record may be megabytes long; what is looked for stands within so many characters of either end. */
const LOOKED_AT = 2048;

const ID = String.raw`(candidate-\d{8}-\d{4,9})`;
// Inside a string every quotation mark has a backslash before it, so none of these is found in one.
const OWN_ID = new RegExp(String.raw`^\s{0,8}\{"id":"${ID}"`, 'u');
const DECIDED_ON = new RegExp(`"candidate":"${ID}"`, 'u');
const ACCEPTED_FROM = new RegExp(String.raw`"origin":\{"candidate":"${ID}"`, 'u');
const TAKEN_FROM = /"origin":\{"file":"([^"\\]{1,300})","line":([0-9]{1,9})\}/u;

/** undefined for a line that does not look like a record of the file it stands in. */
export function glanceAt(kind: OwnFileKind, line: string): RecordGlance | undefined {
  const head = line.slice(0, LOOKED_AT);
  switch (kind) {
    case 'candidates':
    case 'projection':
      return candidateGlance(head);
    case 'journal':
      return decisionGlance(head);
    case 'snapshot':
      return entryGlance(head, line.slice(-LOOKED_AT));
  }
}

function candidateGlance(head: string): RecordGlance | undefined {
  const id = OWN_ID.exec(head)?.[1];
  if (id === undefined) return undefined;
  const group = stringAt(head, 'source') ?? '';
  const text = stringAt(head, 'query') ?? '';
  return { candidate: id, source: undefined, name: id, text, group };
}

function decisionGlance(head: string): RecordGlance | undefined {
  const id = DECIDED_ON.exec(head)?.[1];
  if (id === undefined) return undefined;
  const action = /"action":"([a-z]{1,20})"/u.exec(head)?.[1] ?? 'decision';
  return { candidate: id, source: undefined, name: `${action} ${id}`, text: '', group: id };
}

function entryGlance(head: string, tail: string): RecordGlance | undefined {
  const name = stringAt(head, 'id');
  if (name === undefined) return undefined;
  const candidate = ACCEPTED_FROM.exec(tail)?.[1];
  const [, file, line] = TAKEN_FROM.exec(tail) ?? [];
  const source = file === undefined ? undefined : { file, line: Number(line) };
  const group = candidate === undefined ? (file ?? '') : 'candidates';
  return { candidate, source, name, text: stringAt(head, 'q') ?? '', group };
}

/** The beginning of the string under a key, at most 240 characters of it. */
function stringAt(head: string, key: string): string | undefined {
  const value = new RegExp(
    String.raw`"${key}":"((?:[^"\\]|\\(?:u[0-9a-fA-F]{4}|[^u])){0,240})`,
    'u',
  ).exec(head)?.[1];
  if (value === undefined) return undefined;
  try {
    return JSON.parse(`"${value}"`);
  } catch {
    return undefined; // Damaged: diagnostics say so, and the record goes without a title.
  }
}
