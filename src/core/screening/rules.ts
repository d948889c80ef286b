import { noAnswer } from './candidateRules/noAnswer.js';
import { tooShort } from './candidateRules/tooShort.js';
import type { CandidateRule, Recogniser } from './recogniser.js';
import { emailAddress } from './recognisers/emailAddress.js';
import { urlCredentials } from './recognisers/urlCredentials.js';

/** The rules that look at any text. Adding one is one file and one line here. */
export const RECOGNISERS: readonly Recogniser[] = [emailAddress, urlCredentials];

/** The rules that look at a candidate as a whole. */
export const CANDIDATE_RULES: readonly CandidateRule[] = [tooShort, noAnswer];
