/** This process and its neighbours, as far as locks and writer names need them. */
export interface Processes {
  readonly pid: number;
  /** The machine's name. */
  readonly host: string;
  isAlive(pid: number): boolean;
  /** 128 random bits as 32 hexadecimal digits. */
  randomId(): string;
  sleep(milliseconds: number): Promise<void>;
}
