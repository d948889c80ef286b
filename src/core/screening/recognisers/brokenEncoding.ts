import { decodedRuns, mayBeBroken } from '../hidden/mojibake.js';
import type { Match, Recogniser } from '../recogniser.js';

const LOST = /\ufffd+/gu;
const LOST_CHARACTER = '\ufffd';

/**
 * UTF-8 that was read as Windows-1252 or Latin-1, once or several times over (`â€™` for `’`), with the
 * text as it was meant; and characters that are lost for good.
 */
export const brokenEncoding: Recogniser = {
  rule: 'broken-encoding',
  version: 2,
  kind: 'encoding',
  severity: 'warning',
  description: 'Text that was decoded wrongly, with what was meant; characters that are lost.',
  seesThrough: false,
  find({ text, isPlain, unusual }) {
    if (isPlain || !(mayBeBroken(unusual) || unusual.includes(LOST_CHARACTER))) return [];
    const broken = decodedRuns(text).map(
      ({ start, end, decoded }): Match => ({
        start,
        end,
        score: 0.95,
        message: 'UTF-8 that was read as Windows-1252. The replacement is what was meant.',
        replacement: decoded,
      }),
    );
    const lost = Array.from(
      text.matchAll(LOST),
      ({ index, 0: run }): Match => ({
        start: index,
        end: index + run.length,
        score: 0.9,
        message: 'A character was lost here when the text was decoded.',
      }),
    );
    return [...broken, ...lost].sort((a, b) => a.start - b.start);
  },
};
