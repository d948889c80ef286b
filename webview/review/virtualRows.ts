/** A list whose rows are all of one height, of which only those in view are drawn. */
export interface Viewport {
  readonly scrollTop: number;
  readonly height: number;
}

export const ROW_HEIGHT = 24;
const OVERSCAN = 8;

export interface RowRange {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

export function rowsInView({ scrollTop, height }: Viewport, count: number): RowRange {
  const first = Math.floor(scrollTop / ROW_HEIGHT) - OVERSCAN;
  const last = Math.ceil((scrollTop + height) / ROW_HEIGHT) + OVERSCAN;
  const end = Math.min(Math.max(last, 0), count);
  return { start: Math.min(Math.max(first, 0), end), end };
}

/** The least scrolling that brings a row into view. */
export function scrollTopShowing({ scrollTop, height }: Viewport, index: number): number {
  const top = index * ROW_HEIGHT;
  const bottom = top + ROW_HEIGHT;
  if (top < scrollTop) return top;
  return bottom > scrollTop + height ? bottom - height : scrollTop;
}

export function isInView({ scrollTop, height }: Viewport, index: number): boolean {
  const top = index * ROW_HEIGHT;
  return index >= 0 && top + ROW_HEIGHT > scrollTop && top < scrollTop + height;
}

/** The row a navigation key leads to; undefined for other keys. */
export function rowForKey(
  key: string,
  index: number,
  count: number,
  height: number,
): number | undefined {
  const page = Math.max(Math.floor(height / ROW_HEIGHT) - 1, 1);
  switch (key) {
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    case 'PageUp':
      return Math.max(index - page, 0);
    case 'PageDown':
      return Math.min(index + page, count - 1);
    default:
      return undefined;
  }
}
