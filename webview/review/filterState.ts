/** What is typed into the filter and not active, or not yet. */
export interface FilterState {
  /** undefined: the field shows the active filter. */
  readonly typed: string | undefined;
  /** Why what is typed cannot be understood. */
  readonly problem: string | undefined;
}

export const NO_FILTER: FilterState = { typed: undefined, problem: undefined };
