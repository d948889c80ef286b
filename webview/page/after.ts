/** Runs something later, once; the returned function calls it off. A port, so that tests own time. */
export type After = (milliseconds: number, run: () => void) => () => void;

/** With the page's own timers. */
export const after: After = (milliseconds, run) => {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
};
