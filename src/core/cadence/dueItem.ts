export const DUE_KINDS = [
  'extraction',
  'review',
  'snapshot',
  'training',
  'rollout',
  'monitoring',
] as const;

export type DueKind = (typeof DUE_KINDS)[number];

/** Something that the policies of the settings ask for from time to time. */
export interface DueItem {
  readonly kind: DueKind;
  readonly isDue: boolean;
  /** As a sentence: what it comes from. */
  readonly why: string;
  /** When it will be due, or was, where that is known; ISO 8601. */
  readonly since?: string;
  /** What a shell types to do it, without `codelumi`; undefined: a person has to look. */
  readonly command?: string;
  /** Whether the editor does it without being asked. */
  readonly isAutomatic: boolean;
  /** It cannot be told, and `why` says what is in the way. Then `isDue` is true: somebody has to look. */
  readonly isUnknown?: true;
}
