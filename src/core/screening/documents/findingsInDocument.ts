import type { ScreeningPolicy } from '../recogniser.js';
import type { DocumentFinding } from './documentFinding.js';
import type { DocumentType } from './documentKind.js';
import { readStretch } from './readStretch.js';
import {
  type DocumentLines,
  type DocumentPosition,
  type Stretch,
  StretchPositions,
  stretchesOf,
} from './stretches.js';

/** A finding at its place in the document. */
export interface LocatedFinding {
  readonly finding: DocumentFinding;
  readonly start: DocumentPosition;
  readonly end: DocumentPosition;
}

/**
 * Everything to be seen in a document, in order, stretch by stretch. The caller stops when it likes,
 * and pauses where it must: between two steps lies one stretch, or a bounded search for the next.
 */
export function* findingsInDocument(
  document: DocumentLines,
  type: DocumentType,
  policy: ScreeningPolicy,
): Generator<readonly LocatedFinding[]> {
  for (const stretch of stretchesOf(document, type)) {
    yield stretch === undefined
      ? []
      : locate(stretch, readStretch(stretch.text, type.kind, policy));
  }
}

/** The findings of a stretch at their places in the document. */
export function locate(stretch: Stretch, findings: readonly DocumentFinding[]): LocatedFinding[] {
  if (findings.length === 0) return [];
  const positions = new StretchPositions(stretch);
  return findings.map((finding) => ({
    finding,
    start: positions.at(finding.start),
    end: positions.at(finding.end),
  }));
}
