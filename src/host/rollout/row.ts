import { ThemeIcon, TreeItem } from 'vscode';
import { printable, printableLine } from '../../shared/printable.js';
import type { ReleaseRow } from '../releases/releasesTree.js';

/** Characters of a row's description; the tooltip has all of it. */
export const LONGEST = 200;

interface RowParts {
  readonly id: string;
  readonly label: string;
  /** Beside the label; may come from a file. */
  readonly words: string;
  /** Name of a codicon, which takes its colour from the theme. */
  readonly icon: string;
  /** Left out: label and words. */
  readonly tooltip?: string;
}

/** A row without children. Its tooltip is plain text: nothing in it is markup. */
export function row({ id, label, words, icon, tooltip }: RowParts): ReleaseRow {
  const item = new TreeItem(printableLine(label, LONGEST));
  item.id = id;
  item.description = printableLine(words, LONGEST);
  item.tooltip = printable(tooltip ?? `${label}: ${words}`);
  item.iconPath = new ThemeIcon(icon);
  return { item, children: [] };
}
