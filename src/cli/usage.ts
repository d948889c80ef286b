import { InvalidArgumentError } from 'commander';
import {
  CHECKLIST_ITEMS,
  type Checklist,
  checklistOf,
  type Reviewer,
} from '../core/records/decision.js';
import { type LinePlace, linePlaceOf } from '../core/workspace/linePlace.js';
import { isDay } from '../core/workspace/paths.js';

export function parseDay(text: string): string {
  if (isDay(text)) return text;
  throw new InvalidArgumentError('A day is written YYYY-MM-DD.');
}

/** A whole number from 1. */
export function parseCount(text: string): number {
  if (/^[1-9]\d{0,8}$/u.test(text)) return Number(text);
  throw new InvalidArgumentError('A count is a whole number from 1.');
}

/** `userData/lumi_memory.jsonl:207`, also as Windows and shells write it. */
export function parsePlace(text: string): LinePlace {
  const place = linePlaceOf(text);
  if (place === undefined)
    throw new InvalidArgumentError('Name a line like userData/lumi_memory.jsonl:207.');
  return { ...place, file: place.file.replaceAll('\\', '/').replace(/^\.\//u, '') };
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

/** @returns ISO 8601 in UTC @throws InvalidArgumentError */
export function parseTime(text: string): string {
  if (!Number.isNaN(Date.parse(text)) && /^\d{4}-/u.test(text)) return new Date(text).toISOString();
  throw new InvalidArgumentError('A time is written like 2026-02-01T09:00:00Z.');
}
