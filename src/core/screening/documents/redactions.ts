import { jsonEscaped } from '../../records/jsonStringMap.js';
import type { LocatedFinding } from './findingsInDocument.js';
import type { DocumentPosition } from './stretches.js';

/** A change of a document's text. */
export interface TextChange {
  readonly start: DocumentPosition;
  readonly end: DocumentPosition;
  /** Written as the inside of a JSON string is. */
  readonly text: string;
}

/** Whether a finding says what may stand there instead. */
export function isRedactable({ finding }: LocatedFinding): boolean {
  return finding.field?.replacement !== undefined;
}

/**
 * The changes that put every suggested replacement in, in order. Findings that overlap become one
 * change, with the replacement of the first: no piece of any of them stays.
 */
export function redactionsOf(findings: readonly LocatedFinding[]): TextChange[] {
  const inOrder = findings
    .filter(isRedactable)
    .toSorted((a, b) => compare(a.start, b.start) || compare(b.end, a.end));
  const changes: TextChange[] = [];
  for (const { finding, start, end } of inOrder) {
    const last = changes.at(-1);
    if (last === undefined || compare(start, last.end) >= 0) {
      changes.push({ start, end, text: jsonEscaped(finding.field?.replacement ?? '') });
    } else if (compare(end, last.end) > 0) {
      changes.splice(-1, 1, { ...last, end });
    }
  }
  return changes;
}

function compare(a: DocumentPosition, b: DocumentPosition): number {
  return a.line - b.line || a.character - b.character;
}
