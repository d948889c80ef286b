import { messageOf } from '../../core/errors.js';
import { requireFitComment } from '../../core/review/commentText.js';
import type { ScreeningPolicy } from '../../core/screening/recogniser.js';

/** Why a text may not be kept in a journal, said where it can be mended: an error afterwards would have lost what was typed. */
export function commentFault(text: string, policy: ScreeningPolicy): string | undefined {
  try {
    requireFitComment(text, policy);
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}
