import { lookalikesIn, mayLookAlike } from '../hidden/lookalikes.js';
import type { Recogniser } from '../recogniser.js';

/** `pаypal` with a Cyrillic `а`. */
export const mixedScript: Recogniser = {
  rule: 'mixed-script',
  version: 1,
  kind: 'hostile',
  severity: 'warning',
  description: 'A word in which letters of another alphabet pass for Latin ones.',
  seesThrough: false,
  find({ text, isPlain, unusual }) {
    if (isPlain || !mayLookAlike(unusual)) return [];
    return lookalikesIn(text).map(({ start, end, plain }) => ({
      start,
      end,
      score: 0.9,
      message: 'Letters of another alphabet pass for Latin ones in this word.',
      replacement: plain,
    }));
  },
};
