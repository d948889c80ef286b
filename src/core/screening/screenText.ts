import type { CandidateStatus, CandidateText, Finding } from '../records/candidate.js';
import type { Recogniser, ScreeningPolicy } from './recogniser.js';
import { emailAddress } from './recognisers/emailAddress.js';
import { noAnswer } from './recognisers/noAnswer.js';
import { tooShort } from './recognisers/tooShort.js';
import { urlCredentials } from './recognisers/urlCredentials.js';

/** All rules of screening. Adding one is one file and one line here. */
const RECOGNISERS: readonly Recogniser[] = [tooShort, noAnswer, emailAddress, urlCredentials];

/** Everything screening sees in a question and answer, in text order per rule. */
export function screenText(text: CandidateText, policy: ScreeningPolicy): Finding[] {
  return RECOGNISERS.flatMap((recogniser) => recogniser.find(text, policy));
}

/**
 * The verdict: what cannot be mended is rejected, what a person can redact or judge is flagged.
 * Nothing disappears: a rejected candidate stays in its file and can be reopened.
 */
export function verdictOf(findings: readonly Finding[]): CandidateStatus {
  if (findings.some((finding) => finding.kind === 'uninformative')) return 'rejected';
  return findings.length > 0 ? 'flagged' : 'pending';
}
