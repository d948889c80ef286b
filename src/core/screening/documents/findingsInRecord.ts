import type { CandidateText } from '../../records/candidate.js';
import { Placeholders } from '../placeholders.js';
import type { ScreeningPolicy } from '../recogniser.js';
import { scanText } from '../scanText.js';
import { screenText } from '../screenText.js';
import type { DocumentFinding } from './documentFinding.js';
import { type DocumentKind, type FieldPath, isScreenedField } from './documentKind.js';
import { type RecordString, stringsInRecord } from './stringsInRecord.js';

type Found = Pick<DocumentFinding, 'kind' | 'rule' | 'severity' | 'message' | 'start' | 'end'> & {
  readonly replacement?: string | undefined;
};

/**
 * What screening finds in one record, at its place in the record's text.
 * @param record valid JSON
 */
export function findingsInRecord(
  record: string,
  kind: DocumentKind,
  policy: ScreeningPolicy,
): DocumentFinding[] {
  const strings = stringsInRecord(record, (path) => isScreenedField(kind, path));
  const pair = kind === 'candidates' ? pairOf(strings) : undefined;
  const inPair = pair === undefined ? [] : pairFindings(pair, policy);
  const others = strings.filter((each) => pair === undefined || !isOf(pair, each));
  return [...inPair, ...stringFindings(others, policy)].sort((a, b) => a.start - b.start);
}

type Pair = { readonly [Field in keyof CandidateText]: RecordString };

function pairOf(strings: readonly RecordString[]): Pair | undefined {
  // Of two fields with one name the last counts, as it does for JSON.parse.
  const last = (name: string) =>
    strings.findLast(({ path }) => path.length === 1 && path[0] === name);
  const query = last('query');
  const answer = last('assistant_output');
  if (query === undefined || answer === undefined) return undefined;
  return { query, assistant_output: answer };
}

function isOf(pair: Pair, each: RecordString): boolean {
  return each === pair.query || each === pair.assistant_output;
}

/** Question and answer of a candidate are screened together, by the rules of candidates as well. */
function pairFindings(pair: Pair, policy: ScreeningPolicy): DocumentFinding[] {
  const text = { query: pair.query.map.text, assistant_output: pair.assistant_output.map.text };
  return screenText(text, policy).map((found) => placed(found, pair[found.field]));
}

function stringFindings(
  strings: readonly RecordString[],
  policy: ScreeningPolicy,
): DocumentFinding[] {
  const placeholders = new Placeholders(strings.map(({ map }) => map.text));
  return strings.flatMap((each) =>
    scanText(each.map.text, policy).map((found) => {
      const replacement = found.replacement ?? placeholders.replacementOf(found);
      return placed({ ...found, replacement }, each);
    }),
  );
}

function placed(
  { kind, rule, severity, message, start, end, replacement }: Found,
  { map, path, start: literal, end: literalEnd }: RecordString,
): DocumentFinding {
  // What is said of an empty text is shown at its quotes.
  const isEmpty = start >= end;
  return {
    kind,
    rule,
    severity,
    message,
    start: isEmpty ? literal : literal + map.rawOffset(start),
    end: isEmpty ? literalEnd : literal + map.rawOffset(end),
    field: { name: nameOf(path), text: map.text, start, end, replacement },
  };
}

function nameOf(path: FieldPath): string {
  return path.reduce<string>((name, part) => {
    if (typeof part === 'number') return `${name}[${part}]`;
    return name === '' ? part : `${name}.${part}`;
  }, '');
}
