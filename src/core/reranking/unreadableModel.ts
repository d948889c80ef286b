/**
 * What is in a model file is not what a reranker is made of. Says so in the words of the format; who
 * opened the file knows its name and makes a CodelumiError of it.
 */
export class UnreadableModel extends Error {
  /** As the rest of the sentence "The reranker …", without a full stop. */
  readonly what: string;
  /** Where in the pickle, in bytes from its beginning; undefined when no one byte is to blame. */
  readonly offset: number | undefined;

  constructor(what: string, offset?: number, cause?: unknown) {
    super(offset === undefined ? what : `${what} at byte ${offset}`, { cause });
    this.name = 'UnreadableModel';
    this.what = what;
    this.offset = offset;
  }
}
