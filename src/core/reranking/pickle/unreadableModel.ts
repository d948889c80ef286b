interface UnreadableModelDetails {
  /** Where in the pickle, in bytes from its beginning; undefined when no one byte is to blame. */
  readonly offset?: number;
  /** What to do about it, where that is not to train the model anew. One sentence with its full stop. */
  readonly remedy?: string | undefined;
  readonly cause?: unknown;
}

/**
 * What is in a model file is not what a reranker is made of. Says so in the words of the format; who
 * opened the file knows its name and makes a CodelumiError of it.
 */
export class UnreadableModel extends Error {
  /** As the rest of the sentence "It …", without a full stop. */
  readonly what: string;
  readonly remedy: string | undefined;

  constructor(what: string, { offset, remedy, cause }: UnreadableModelDetails = {}) {
    super(offset === undefined ? what : `${what}, at byte ${offset} of its pickle`, { cause });
    this.name = 'UnreadableModel';
    this.what = what;
    this.remedy = remedy;
  }
}
