import { throwIfCancelled } from '../../errors.js';
import type { Job } from '../../job.js';
import type { ScreeningPolicy } from '../recogniser.js';
import type { DocumentFinding } from './documentFinding.js';
import type { DocumentKind } from './documentKind.js';
import { readStretch } from './readStretch.js';

export interface StretchesInput {
  readonly texts: readonly string[];
  readonly kind: DocumentKind;
  readonly policy: ScreeningPolicy;
}

/** Reads stretches that are too long to be read between two keystrokes. */
export const readStretches: Job<StretchesInput, DocumentFinding[][]> = async (
  { texts, kind, policy },
  { signal },
) =>
  texts.map((text) => {
    throwIfCancelled(signal);
    return readStretch(text, kind, policy);
  });
