import { InvalidArgumentError } from 'commander';
import {
  CHECKLIST_ITEMS,
  type Checklist,
  checklistOf,
  type Reviewer,
} from '../core/records/decision.js';
import { isDay } from '../core/workspace/paths.js';

export function parseDay(text: string): string {
  if (isDay(text)) return text;
  throw new InvalidArgumentError('A day is written YYYY-MM-DD.');
}

/** `userData/lumi_memory.jsonl:207` */
export function parsePlace(text: string): { readonly file: string; readonly line: number } {
  const [, file, digits] = /^(.{1,500}):([0-9]{1,9})$/u.exec(text.trim()) ?? [];
  if (file === undefined || Number(digits) < 1)
    throw new InvalidArgumentError('Name a line like userData/lumi_memory.jsonl:207.');
  return { file: file.replaceAll('\\', '/').replace(/^\.\//u, ''), line: Number(digits) };
}

/** `Ada Lovelace <ada@example.org>`, as Git writes people. */
export function parseReviewer(text: string): Reviewer {
  const [, name, email] = /^([^<>]{1,200}?)\s*(?:<([^<>]{0,200})>)?$/u.exec(text.trim()) ?? [];
  if (name === undefined || name === '')
    throw new InvalidArgumentError('Write it as "Name <mail>".');
  return { name, email: email ?? '' };
}

/** `factual,cited,no_pii,clear`, or `all`. */
export function parseConfirmations(text: string): Checklist {
  const named = text === 'all' ? [...CHECKLIST_ITEMS] : text.split(',').map((item) => item.trim());
  const unknown = named.find((item) => !CHECKLIST_ITEMS.some((known) => known === item));
  if (unknown !== undefined) {
    throw new InvalidArgumentError(`"${unknown}" is none of ${CHECKLIST_ITEMS.join(', ')}, all.`);
  }
  return checklistOf(named);
}
