import { isKnowledgeContext, type PromptMessage } from './promptMessage.js';

/** A recorded message and the one that was answered in its place; one of the two may be missing. */
export interface MessagePair {
  /** From 0, in the recording. */
  readonly recordedAt: number | undefined;
  /** From 0, in the answer. */
  readonly answeredAt: number | undefined;
}

/**
 * Which answered message stands for which recorded one: a longest run of the same ones in the same order, and between
 * these, in order, messages of the same role (those about the knowledge base apart). Time grows with the product of
 * both lengths.
 */
export function alignMessages(
  recorded: readonly PromptMessage[],
  answered: readonly PromptMessage[],
): MessagePair[] {
  const pairs: MessagePair[] = [];
  let [from, at] = [0, 0];
  for (const [recordedAt, answeredAt] of [
    ...commonRun(recorded, answered),
    [recorded.length, answered.length] as const,
  ]) {
    pairs.push(...pairedGap(recorded, answered, [from, recordedAt], [at, answeredAt]));
    if (recordedAt < recorded.length) pairs.push({ recordedAt, answeredAt });
    [from, at] = [recordedAt + 1, answeredAt + 1];
  }
  return pairs;
}

/** Messages that stand for each other: their texts are the same, or a rule looks at them instead. */
function isSame(one: PromptMessage, other: PromptMessage): boolean {
  return isAlike(one, other) && (isKnowledgeContext(one) || one.content === other.content);
}

function isAlike(one: PromptMessage, other: PromptMessage): boolean {
  return one.role === other.role && isKnowledgeContext(one) === isKnowledgeContext(other);
}

/** A longest common subsequence, as places in both. */
function commonRun(
  recorded: readonly PromptMessage[],
  answered: readonly PromptMessage[],
): (readonly [recordedAt: number, answeredAt: number])[] {
  const width = answered.length + 1;
  const longest = new Uint16Array((recorded.length + 1) * width);
  const at = (row: number, column: number) => longest[row * width + column] ?? 0;
  for (let row = recorded.length - 1; row >= 0; row -= 1)
    for (let column = answered.length - 1; column >= 0; column -= 1)
      longest[row * width + column] = isSameAt(recorded, answered, row, column)
        ? at(row + 1, column + 1) + 1
        : Math.max(at(row + 1, column), at(row, column + 1));
  const run: (readonly [number, number])[] = [];
  let [row, column] = [0, 0];
  while (row < recorded.length && column < answered.length) {
    if (isSameAt(recorded, answered, row, column)) {
      run.push([row, column]);
      row += 1;
      column += 1;
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  return run;
}

function isSameAt(
  recorded: readonly PromptMessage[],
  answered: readonly PromptMessage[],
  row: number,
  column: number,
): boolean {
  const [one, other] = [recorded[row], answered[column]];
  return one !== undefined && other !== undefined && isSame(one, other);
}

type Range = readonly [from: number, to: number];

/** Pairs what is alike between two places; the rest is missing or added. */
function pairedGap(
  recorded: readonly PromptMessage[],
  answered: readonly PromptMessage[],
  [from, to]: Range,
  [start, end]: Range,
): MessagePair[] {
  const pairs: MessagePair[] = [];
  let answeredAt = start;
  for (let recordedAt = from; recordedAt < to; recordedAt += 1) {
    const match = firstAlike(recorded[recordedAt], answered, [answeredAt, end]);
    if (match === undefined) pairs.push({ recordedAt, answeredAt: undefined });
    else {
      for (; answeredAt < match; answeredAt += 1) pairs.push({ recordedAt: undefined, answeredAt });
      pairs.push({ recordedAt, answeredAt });
      answeredAt = match + 1;
    }
  }
  for (; answeredAt < end; answeredAt += 1) pairs.push({ recordedAt: undefined, answeredAt });
  return pairs;
}

function firstAlike(
  wanted: PromptMessage | undefined,
  answered: readonly PromptMessage[],
  [from, to]: Range,
): number | undefined {
  for (let at = from; at < to; at += 1) {
    const other = answered[at];
    if (wanted !== undefined && other !== undefined && isAlike(wanted, other)) return at;
  }
  return undefined;
}
