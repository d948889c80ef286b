import type { Erased } from '../../core/erasure/applyErasure.js';
import type { ErasurePlan } from '../../core/erasure/erasurePlan.js';
import { erasedLines, foundLines, planLines } from '../../core/erasure/erasureText.js';
import type { Found } from '../../core/erasure/findPerson.js';
import { printable } from '../../shared/printable.js';
import { say } from '../terminal.js';

export function printFound(found: Found): void {
  sayAll(foundLines(found));
}

export function printPlan(plan: ErasurePlan): void {
  sayAll([...foundLines(plan.found), ...planLines(plan)]);
  say(`plan ${plan.id}; nothing was done. To do it: codelumi erase apply --plan ${plan.id} --yes`);
}

export function printErased(erased: Erased): void {
  sayAll(erasedLines(erased));
}

function sayAll(lines: readonly string[]): void {
  for (const line of lines) say(printable(line));
}
