export interface LinePlace {
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** `userData/lumi_memory.jsonl:207`; undefined where that names no line of a file. */
export function linePlaceOf(text: string): LinePlace | undefined {
  const [, file, digits] = /^(.{1,500}):([0-9]{1,9})$/u.exec(text.trim()) ?? [];
  const line = Number(digits);
  return file !== undefined && line > 0 ? { file, line } : undefined;
}
