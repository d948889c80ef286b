import { RE2JS, RE2JSException } from 're2js';

/**
 * Instructions of the compiled pattern. Each may be looked at once a character, so this bounds what a
 * pattern can cost; `\p{L}{2,50}-\d+` has about a hundred.
 */
const MOST_INSTRUCTIONS = 500;

/**
 * Compiles a pattern of the settings for an engine that takes linear time on any text (RE2): settings
 * are shared in repositories, so patterns are as hostile as texts.
 *
 * @throws Error saying what is wrong: what RE2 does not know (look-around, back references), or a size
 *   that no rule needs
 */
export function linearPattern(pattern: string): RE2JS {
  let compiled: RE2JS;
  try {
    compiled = RE2JS.compile(pattern);
  } catch (error) {
    if (error instanceof RE2JSException)
      throw new Error(`not a pattern RE2 knows: ${error.message}`);
    throw error;
  }
  if (compiled.programSize() > MOST_INSTRUCTIONS) {
    throw new Error('the pattern is too large; use smaller repetitions, or words');
  }
  if (compiled.matches(''))
    throw new Error('the pattern matches nothing at all, that is everywhere');
  return compiled;
}
