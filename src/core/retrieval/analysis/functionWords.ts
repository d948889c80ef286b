/**
 * English words that say how a sentence is built and little of what it is about. Negations are not among
 * them: `without sudo` and `with sudo` are different questions.
 */
const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  `a an the
  about as at by for from in into of on onto to with
  and but if or so than then that this these those there
  i me my mine we us our you your he him his she her it its they them their
  am is are was were be been being do does did doing have has had having
  can could may might must shall should will would
  how what when where which who whom whose why
  any some such`.split(/\s+/u),
);

/** @param word lower case, not stemmed */
export function isFunctionWord(word: string): boolean {
  return FUNCTION_WORDS.has(word);
}
