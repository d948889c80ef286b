import type { CandidateText, Finding } from '../records/candidate.js';
import type { Config } from '../workspace/configSchema.js';
import type { FirstDigits } from './numberRuns.js';
import type { ScannedText } from './scannedText.js';

/** What the workspace's settings say about screening. */
export type ScreeningPolicy = Config['screening'];

/** The part of it that concerns any text, be it of a candidate, a log or the knowledge base. */
export type TextPolicy = Pick<ScreeningPolicy, 'profile' | 'custom' | 'allow' | 'hostile'>;

/** What a recogniser found in one string. */
export interface Match {
  /** UTF-16 code units of the scanned text, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** How sure the rule is: from 0.5 (worth a look) over 0.9 (certain) to 1. */
  readonly score: number;
  /** One sentence for the reviewer; it never repeats what was found. */
  readonly message: string;
  /** `EMAIL` for `[EMAIL_1]`; left out: nothing may stand there instead. */
  readonly placeholder?: string;
  /** What is to stand there, where that is no placeholder: the text as it was meant, or nothing. */
  readonly replacement?: string;
  /** What was found, where that is not just the characters of the span: the key by which equal values get one number. */
  readonly value?: string;
}

/**
 * A rule that looks at one string. Pure, and linear in the length of the string, however hostile.
 * One that throws is reported as a finding, never as clean.
 */
export interface Recogniser {
  /** Stable id, shown to reviewers, counted in reports, and the anchor of its line in `docs/screening.md`. */
  readonly rule: string;
  /** Raised whenever the rule finds something else than before. */
  readonly version: number;
  readonly kind: Finding['kind'];
  readonly severity: Finding['severity'];
  /** One sentence: what it finds. */
  readonly description: string;
  /** Also finds what is written so that machines overlook it (see `views/`); default: true. */
  readonly seesThrough?: boolean;
  /** Forms of numbers without one of which it finds nothing; left out: it looks at something else, too. */
  readonly firstDigits?: readonly FirstDigits[];
  find(scanned: ScannedText, policy: TextPolicy): readonly Match[];
}

/** A rule that needs the question and the answer together. Pure and linear, too. */
export interface CandidateRule {
  readonly rule: string;
  readonly version: number;
  readonly description: string;
  find(text: CandidateText, policy: ScreeningPolicy): Finding[];
}

export const FIELDS = ['query', 'assistant_output'] as const;
