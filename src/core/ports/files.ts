/** What a path points at; links are followed. */
export type FileKind = 'file' | 'folder' | 'other';

export interface FileStat {
  readonly kind: FileKind;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly modifiedMs: number;
}

export interface FolderEntry {
  readonly name: string;
  /** Links to files inside the workspace are followed; others, and those to folders, are `other`. */
  readonly kind: FileKind;
}

export interface ByteRange {
  /** First byte, from 0. */
  readonly start: number;
  /** One past the last byte. */
  readonly end: number;
}

type Piece = string | Uint8Array;

export type Content = Piece | AsyncIterable<Piece> | Iterable<Piece>;

/**
 * The files of one workspace. Paths are relative to its root, with `/` between the parts; a path
 * that leaves the root, by `..` or through a link, is refused with reason `outside-workspace`.
 * All methods reject with CodelumiError.
 */
export interface Files {
  /** The root as a person knows it, for messages only. */
  readonly root: string;
  /** undefined when nothing is there. */
  stat(path: string): Promise<FileStat | undefined>;
  /** Sorted by name; empty when the folder is missing. */
  list(folder: string): Promise<readonly FolderEntry[]>;
  /** The bytes in pieces of bounded size. */
  readChunks(path: string, range?: ByteRange): AsyncIterable<Uint8Array>;
  /**
   * The same, for whoever keeps nothing of a piece once the next one is asked for: its memory is used
   * again.
   */
  readPassing(path: string, range?: ByteRange): AsyncIterable<Uint8Array>;
  /**
   * Several stretches of one file, in the order asked for, with the file opened once. A stretch comes
   * shorter where the file has become shorter.
   */
  readRanges(path: string, ranges: Iterable<ByteRange>): AsyncIterable<Uint8Array>;
  /** The whole file; only for files whose size is known to be small. */
  read(path: string): Promise<Uint8Array>;
  /**
   * Replaces or creates a file so that, whatever happens, readers see the old bytes or the new
   * ones and never a mixture: temp file beside it, flush, rename, flush of the folder.
   * @param access `private`: nobody but its owner may read it, from its first byte on (where the system
   *   knows such rights); left out: as the file was before
   */
  replace(path: string, content: Content, access?: 'private'): Promise<void>;
  /** Adds bytes at the end in one write and flushes them to the disk before it resolves. */
  append(path: string, content: string | Uint8Array): Promise<void>;
  /** Cuts a file to `size` bytes and flushes. */
  truncate(path: string, size: number): Promise<void>;
  /** Creates one folder (and its parents); false when it is already there. Atomic: of two callers one wins. */
  makeFolder(path: string): Promise<boolean>;
  /**
   * Gives a folder another name, all at once; false when the name is taken by a folder that holds
   * something, or when `from` is gone. Of several callers who want one name, one gets it.
   */
  claimFolder(from: string, to: string): Promise<boolean>;
  /** Removes a file or a whole folder; nothing happens when it is missing. */
  remove(path: string): Promise<void>;
}

/** What reading a file from its beginning to its end takes. */
export type ReadableFiles = Pick<Files, 'stat' | 'readChunks' | 'readPassing'>;
