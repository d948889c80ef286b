import type { CSSResult } from 'lit';
import { baseStyles } from '../page/base.styles.js';
import { waitingStyles } from '../page/waiting.styles.js';
import { attentionStyles } from './attentionView.js';
import { comparisonStyles } from './comparison.styles.js';
import { factStyles } from './facts.styles.js';
import { filterStyles } from './filter.styles.js';
import { impactStyles } from './impact.styles.js';
import { layoutStyles } from './layout.styles.js';
import { queueStyles } from './queue.styles.js';
import { signatureStyles } from './signatureView.js';
import { stateStyles } from './states.styles.js';
import { markStyles } from './statusMark.js';
import { textStyles } from './text.styles.js';

/** How the panel is laid out. Colours are VS Code's, so that every theme is followed. */
export function reviewStyles(kitStyles: CSSResult): CSSResult[] {
  return [
    baseStyles,
    kitStyles,
    markStyles,
    signatureStyles,
    attentionStyles,
    textStyles,
    factStyles,
    comparisonStyles,
    impactStyles,
    queueStyles,
    filterStyles,
    waitingStyles,
    stateStyles,
    // Last, because a narrow panel is laid out differently.
    layoutStyles,
  ];
}
