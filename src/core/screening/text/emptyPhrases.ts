/** What a sentence that tells nothing is. */
export type EmptyKind = 'refusal' | 'evasion' | 'filler';

/** No sentence needs to be read further to see that it tells nothing. */
const LOOKED_AT = 240;

const OPENING =
  /^(?:(?:unfortunately|sorry|i['’]?m (?:very |so |really )?sorry|i am (?:very |so |really )?sorry|i apologi[sz]e|my apologies|apologies|hmm+|well|no|as an ai(?: language)?(?: model| assistant)?)\b[,.;:!—–-]?\s{1,3}(?:but\s{1,3})?){1,3}/u;

/** The assistant found or could do nothing. Anchored, without repetition inside repetition. */
const REFUSALS: readonly RegExp[] = [
  /^(?:i|we) (?:can ?not|can['’]?t|could ?n[o'’]t|could not|am (?:not able|unable)|was (?:not able|unable)|wasn['’]t able|were unable) (?:to )?(?:find|locate|see|access|open|read|help|assist|answer|do (?:that|this)|provide|determine|tell|complete|process|browse|view|retrieve)\b/u,
  /^i (?:do not|don['’]?t|did not|didn['’]?t|currently do not|currently don['’]?t) (?:have|see|find|know|understand|currently have|actually have|really know)\b/u,
  /^i(?: am|['’]m) (?:just |only )?(?:an? )?(?:ai|language model|large language model|not (?:sure|certain|aware|able|familiar))\b/u,
  /^(?:there (?:are|is|were|was)|i (?:see|found|find)) no(?:t any)? (?:such |relevant |matching |available |more |other )?(?:files?|results?|match(?:es)?|entries|entry|information|info|data|documents?|context|answers?|hits?|records?|mention)\b/u,
  /^(?:sorry, )?no (?:relevant |matching )?(?:files?|results?|match(?:es)?|entries|information|data|documents?|answers?|hits?|records?)(?: (?:was|were|is|are|found|available|matched|match|for|in|that|could)\b|[.!]?$)/u,
  /^(?:nothing (?:was )?(?:found|matched)|not found|unable to (?:find|locate|answer|help|access|determine|process)|could(?: not|n['’]t) (?:find|locate)|failed to (?:find|locate|load|fetch|answer)|(?:that|this|it) is (?:beyond|outside) (?:my|the scope))\b/u,
  /^(?:the (?:files?|answer|information|document|context) (?:could not|couldn['’]t|cannot|can['’]t|was not|wasn['’]t|is not|isn['’]t) (?:be )?(?:found|available|located|provided|determined))\b/u,
];

/** It passes the question back, or says that it has no answer. */
const EVASIONS: readonly RegExp[] = [
  /^(?:it|that|this) (?:really |all |very much |just )?depends?(?: on (?:the|your|many|several|various|what|how|a number|a lot|context|circumstances|requirements)\b|[.!…]|$)/u,
  /^(?:please )?(?:provide|share|paste|clarify|specify|elaborate|describe|give me|tell me|send me|show me|let me know)\b/u,
  /^(?:please|kindly) (?:try again|check again|contact (?:support|us|me)|ask (?:me )?again|wait|be more|give|tell|send|show|let)\b/u,
  /^(?:could|can|would|will|may) (?:you|i)\b/u,
  /^(?:maybe|perhaps|possibly|probably|yes|no|nope|yep|yeah|sometimes|it might|it may|hard to say|who knows|good question|i guess so|i think so|same here|me too|no idea|not sure)[.!…]{0,3}$/u,
  /^i(?:['’]d| would|['’]ll| will| may| might) need (?:more|some|additional|further|to (?:see|know))\b/u,
  /^i (?:need|require) (?:more|some|additional|further|to (?:see|know))\b/u,
];

/** A question back; a statement may quote one at its end. */
const QUESTION =
  /^(?:and |but |so |also,? |or |in that case,? )?(?:what|which|who|whom|where|when|why|how|could|can|would|will|may|do|does|did|is|are|was|were|have|has|should|any|anything|(?:your|the) (?:version|error)|sorry|pardon|huh)\b[^?]{0,220}\?$/u;

/** Politeness. */
const FILLERS: readonly RegExp[] = [
  /^(?:i(?:['’]m| am) (?:so |very |really )?sorry|sorry|i apologi[sz]e|(?:my )?apologies|oops|thanks?|thank you|you['’]?re welcome|you are welcome|no problem|sure|ok(?:ay)?|of course|certainly|absolutely|got it|understood|great(?: question)?|done|hello|hi|hey|welcome)\b[^.]{0,60}[.!…]{0,3}$/u,
  /^(?:i hope|hope) (?:this|that|it) (?:helps|works|is)\b/u,
  /^(?:feel free|do not hesitate|don['’]t hesitate|let me know|(?:i(?:['’]m| am) )?happy to (?:help|assist)|i(?:['’]m| am) here|is there anything|anything else|have a (?:nice|great|good)|good luck|glad (?:to|i|that|it))\b/u,
  /^(?:let me|i['’]ll|i will) (?:check|look|search|see|think|try|get back|investigate|find out)\b/u,
];

/** undefined: the sentence says something, or may. English only. */
export function emptyKindOf(sentence: string): EmptyKind | undefined {
  const lower = sentence.slice(0, LOOKED_AT).toLowerCase().replaceAll(/\s+/gu, ' ').trim();
  const rest = lower.replace(OPENING, '');
  if (REFUSALS.some((pattern) => pattern.test(rest) || pattern.test(lower))) return 'refusal';
  if (QUESTION.test(rest) || EVASIONS.some((pattern) => pattern.test(rest))) return 'evasion';
  if (rest === '' || FILLERS.some((pattern) => pattern.test(lower))) return 'filler';
  return undefined;
}
