import { diffWordsWithSpace } from 'diff';

export interface DiffPart {
  readonly kind: 'same' | 'added' | 'removed' | 'skipped';
  readonly text: string;
}

/** A text that was rewritten from end to end is compared no longer than this. */
const PATIENCE = 200;
/** How much of a long unchanged stretch is shown beside each change. */
const CONTEXT = 120;

/** What became of `before`, word by word. Long unchanged stretches are left out. Equal texts have no parts. */
export function wordDiff(before: string, after: string): DiffPart[] {
  if (before === after) return [];
  const parts = wordChanges(before, after);
  return parts.flatMap((part, index) =>
    part.kind === 'same' ? condense(part, index === 0, index === parts.length - 1) : [part],
  );
}

/** Both texts in full, word by word: without what was added it is `before`, without what was removed `after`. */
export function wordChanges(before: string, after: string): DiffPart[] {
  const changes = diffWordsWithSpace(before, after, { timeout: PATIENCE });
  if (changes === undefined) {
    return [
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ];
  }
  return changes.map(({ value, added, removed }) => ({
    kind: kindOf(added, removed),
    text: value,
  }));
}

function kindOf(added: boolean, removed: boolean): DiffPart['kind'] {
  if (added) return 'added';
  return removed ? 'removed' : 'same';
}

function condense(part: DiffPart, isFirst: boolean, isLast: boolean): DiffPart[] {
  const { text } = part;
  if (text.length <= 2 * CONTEXT + 20) return [part];
  const head = isFirst ? '' : text.slice(0, CONTEXT);
  const tail = isLast ? '' : text.slice(-CONTEXT);
  const skipped = text.slice(head.length, text.length - tail.length);
  return (
    [
      { kind: 'same', text: head },
      { kind: 'skipped', text: skipped },
      { kind: 'same', text: tail },
    ] satisfies DiffPart[]
  ).filter((piece) => piece.text !== '');
}
