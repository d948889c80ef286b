import type { Torment } from './torment.js';
import { brokenLines } from './torments/brokenLines.js';
import { damagedFiles } from './torments/damagedFiles.js';
import { faults } from './torments/faults.js';
import { hostileText } from './torments/hostileText.js';
import { journals } from './torments/journals.js';
import { parsers } from './torments/parsers.js';
import { patterns } from './torments/patterns.js';
import { protocols } from './torments/protocols.js';
import { versions } from './torments/versions.js';

/** All of them; see `main.ts` and `torture.test.ts`. */
export const TORMENTS: readonly Torment[] = [
  brokenLines,
  journals,
  parsers,
  protocols,
  hostileText,
  patterns,
  versions,
  damagedFiles,
  faults,
];
