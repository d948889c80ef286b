/**
 * What a reranker may cost to read. The assistant's own have 20,000 features and 1.5 MB; these bounds
 * are an order of magnitude above, so that only a hostile or broken file meets them.
 */
export const LIMITS = {
  /** Bytes, on the disk and unpacked. */
  fileBytes: 64 * 1024 * 1024,
  /** Pickle opcodes; each makes one value at most, so this bounds the memory as well. */
  operations: 4_000_000,
  memoEntries: 2_000_000,
  /** Values that wait to be put into a container. */
  stackDepth: 1_000_000,
  /** Containers begun and not yet ended. */
  nesting: 64,
  /** Bytes of one string. */
  stringBytes: 1024 * 1024,
  /** Bytes of one whole number. */
  integerBytes: 16,
} as const;
