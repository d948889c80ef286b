/** For a race: undefined where the other is not there by then. */
export function afterMs(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(undefined), milliseconds);
  });
}
