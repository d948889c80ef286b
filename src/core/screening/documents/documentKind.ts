import { KB_TEXT_KEYS, VARIANTS_KEY } from '../../records/kbEntry.js';
import type { JsonObject } from '../../records/readItem.js';

/**
 * What an open file holds. `staged`: a projection of journals, made anew from them; `journal`:
 * decisions, chained line by line. Neither may be changed by hand.
 */
export type DocumentKind = 'candidates' | 'training' | 'staged' | 'journal';

export interface DocumentType {
  readonly kind: DocumentKind;
  /** `document`: JSON; `lines`: JSON Lines. */
  readonly format: 'lines' | 'document';
}

/** A place in a record: `['metadata', 'variants', 2]`. */
export type FieldPath = readonly (string | number)[];

/**
 * undefined for files that are not looked at.
 * @param path relative to the workspace, with `/` between its parts
 * @param knowledgeBase the folder that the settings name; `training` is looked at as well
 */
export function documentTypeOf(path: string, knowledgeBase: string): DocumentType | undefined {
  const kind = kindOf(path, knowledgeBase);
  if (kind === undefined) return undefined;
  return { kind, format: path.endsWith('.json') ? 'document' : 'lines' };
}

function kindOf(path: string, knowledgeBase: string): DocumentKind | undefined {
  if (/^candidates\/[^/]+\.jsonl$/u.test(path)) return 'candidates';
  if (/^training\/[^/]+\.jsonl?$/u.test(path)) return 'training';
  if (/^staging_kb\/(?:[^/]+\/)*decisions\/[^/]+\.jsonl$/u.test(path)) return 'journal';
  if (/^staging_kb\/(?:[^/]+\/)*[^/]+\.jsonl$/u.test(path)) return 'staged';
  return isDirectlyIn(knowledgeBase, path) && /\.jsonl?$/u.test(path) ? 'training' : undefined;
}

/** As the knowledge base is read: not the folders below. */
function isDirectlyIn(folder: string, path: string): boolean {
  const slash = path.lastIndexOf('/');
  return folder === (slash < 0 ? '.' : path.slice(0, slash));
}

/** Whether a file of this kind may be changed where it stands; in the others decisions are made in review. */
export function isEditedInPlace(kind: DocumentKind): boolean {
  return kind === 'training';
}

/** Whether people, or the assistant, get to read what stands at a place of a record. */
export function isScreenedField(kind: DocumentKind, path: FieldPath): boolean {
  const [first, second] = path;
  switch (kind) {
    case 'training':
      if (path.length === 2) return first === VARIANTS_KEY;
      return path.length === 1 && KB_TEXT_KEYS.includes(String(first));
    case 'journal':
      return first === 'reason' || (first === 'after' && isPairField(second));
    case 'candidates':
    case 'staged':
      if (path.length === 1) return isPairField(first);
      return first === 'metadata' && second === 'variants';
  }
}

function isPairField(name: unknown): boolean {
  return name === 'query' || name === 'assistant_output';
}

/** Tells a record from an object inside one, where a line is damaged. */
export function looksLikeRecordOf(kind: DocumentKind): (value: JsonObject) => boolean {
  if (kind === 'training') return (value) => KB_TEXT_KEYS.some((key) => key in value);
  return kind === 'journal' ? (value) => 'action' in value : (value) => 'id' in value;
}
