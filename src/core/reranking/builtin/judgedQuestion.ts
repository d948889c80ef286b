/** A question of which it is known which entries answer it. */
export interface JudgedQuestion {
  readonly query: string;
  /** Questions of one group (an entry's variants, a thread) are never on both sides of a split. */
  readonly group: string;
  /** By id of an entry, its grade; relevant above 0. */
  readonly relevant: ReadonlyMap<string, number>;
  /** Ids of entries that reviewers said do not answer it. */
  readonly rejected?: readonly string[] | undefined;
}
