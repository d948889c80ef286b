import type { CandidateText, Finding } from '../records/candidate.js';

/** What a recogniser may know besides the text. */
export interface ScreeningPolicy {
  readonly minimumAnswerCharacters: number;
}

/** One rule of screening. Pure, and linear in the length of the text. */
export interface Recogniser {
  /** Stable id, shown to reviewers and counted in reports. */
  readonly rule: string;
  find(text: CandidateText, policy: ScreeningPolicy): Finding[];
}

export const FIELDS = ['query', 'assistant_output'] as const;
