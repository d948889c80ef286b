/** A workspace as some generation of the assistant, or some system, leaves it, and what is to come of it. */
export interface Layout {
  readonly name: string;
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  readonly expected: {
    /** Records that were read, by file; every file that is to be read. */
    readonly records: Readonly<Record<string, number>>;
    /** Each fault that is told, as `file:line kind`, in any order. */
    readonly faults?: readonly string[];
    /** Candidates that were added. */
    readonly candidates: number;
    /** Entries of a snapshot that come from the knowledge base. */
    readonly known: number;
    /** What of the knowledge base could not be read, as `file:line`. */
    readonly lost?: readonly string[];
  };
}
