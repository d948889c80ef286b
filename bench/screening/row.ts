/** What a rule found of what was there to find, and of what was not. */
export interface Row {
  readonly what: string;
  readonly found: number;
  readonly of: number;
  readonly falseAlarms: number;
  readonly among: number;
}
