import { codeSpan, fenceFor } from '../records/markdownText.js';
import type { DiffCounts } from './alignRecords.js';
import type { RecordChange } from './recordChanges.js';
import { fieldLines } from './recordLines.js';

const TITLES = { changed: 'Changed', added: 'Added', removed: 'Removed' } as const;

/** The beginning: what was compared, and how much differs. */
export function markdownHead(
  names: { readonly before: string; readonly after: string },
  counts: DiffCounts,
): string {
  return `# ${code(names.before)} → ${code(names.after)}\n\n${countWords(counts)}\n`;
}

/** `2 changed, 1 added, 0 removed; 40 the same, 3 of all moved` */
export function countWords({ changed, added, removed, same, moved, damaged }: DiffCounts): string {
  const broken = damaged.before + damaged.after;
  const parts = [
    `${changed} changed, ${added} added, ${removed} removed; ${same} the same`,
    ...(moved === 0 ? [] : [`${moved} moved`]),
    ...(broken === 0 ? [] : [`damaged lines: ${damaged.before} before, ${damaged.after} after`]),
  ];
  return parts.join(', ');
}

/** One change as a heading and a fenced block: text from a log is never markup in it. Invisible characters are left. */
export function markdownChange(change: RecordChange): string {
  const { kind, moved, id, before, after, damage, fields } = change;
  const place = [before, after].map((line) => line ?? '–').join(' → ');
  const name = id === undefined ? `line ${after ?? before}` : code(id);
  const title = `## ${TITLES[kind]} ${name}${moved ? ', moved' : ''} (line ${place})`;
  if (damage !== undefined) return `\n${title}\n\nDamaged: ${damage}.\n`;
  const lines = fields.flatMap(({ path, before: old, after: now }) => [
    ...(old === undefined ? [] : fieldLines(path, old).map((line) => `- ${line}`)),
    ...(now === undefined ? [] : fieldLines(path, now).map((line) => `+ ${line}`)),
  ]);
  const fence = fenceFor(lines);
  return `\n${title}\n\n${fence}diff\n${lines.join('\n')}\n${fence}\n`;
}

/** A code span that nothing in it ends. */
function code(text: string): string {
  const [line = ''] = fieldLines('', text.replaceAll(/\s+/gu, ' ').slice(0, 200));
  return codeSpan(line.slice(2));
}
