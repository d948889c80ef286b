/** Lines of a file, from 1: the first and the last. */
export interface LineStretch {
  file: string;
  first: number;
  last: number;
}

/** Widens the stretch of a file to what is added, or begins one. */
export function addLines(stretches: LineStretch[], { file, first, last }: LineStretch): void {
  const known = stretches.find((each) => each.file === file);
  if (known === undefined) stretches.push({ file, first, last });
  else {
    known.first = Math.min(known.first, first);
    known.last = Math.max(known.last, last);
  }
}
