import { type DecodedRun, decodedRuns } from '../hidden/mojibake.js';
import type { Match, Recogniser } from '../recogniser.js';

const ANY_CONTROL = /\p{Cc}/u;
const CONTROL = new RegExp(ANY_CONTROL, 'gu');
/** Tab, line feed, carriage return and next line are text. */
const PLAIN = new Set([0x09, 0x0a, 0x0d, 0x85]);
const ESCAPE = 0x1b;
/** ECMA-48 §5.4 (control sequences), §5.6 (strings such as titles and links), §5.5; behind the escape. */
const SEQUENCE =
  /\[[0-?]{0,30}[ -/]{0,8}[@-~]|[\]PX^_]\P{Cc}{0,300}(?:\p{Cc}\\?)?|[ -/]{0,3}[0-~]/uy;

/** What would drive a terminal that shows the answer. */
export const controlSequence: Recogniser = {
  rule: 'control-sequence',
  version: 1,
  kind: 'hostile',
  severity: 'warning',
  description: 'Control characters and escape sequences that drive a terminal.',
  seesThrough: false,
  find({ text, isPlain, unusual }) {
    if (isPlain || !ANY_CONTROL.test(unusual)) return [];
    const matches: Match[] = [];
    let mended: readonly DecodedRun[] | undefined;
    for (const { index } of text.matchAll(CONTROL)) {
      const code = text.charCodeAt(index);
      if (PLAIN.has(code) || index < (matches.at(-1)?.end ?? 0)) continue;
      // Half of a wrongly decoded character: what mends that mends this.
      mended ??= decodedRuns(text);
      if (mended.some(({ start, end }) => start < index && index < end)) continue;
      const length = code === ESCAPE ? sequenceLength(text, index + 1) : 0;
      matches.push({
        start: index,
        end: index + 1 + length,
        score: 0.85,
        message: 'Control characters that would drive a terminal.',
        replacement: '',
      });
    }
    return matches;
  },
};

function sequenceLength(text: string, from: number): number {
  SEQUENCE.lastIndex = from;
  return SEQUENCE.exec(text)?.[0].length ?? 0;
}
