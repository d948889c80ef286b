/** The alert or metric of the row, or of what a message names, that a command was called on; undefined: something else. */
export function idIn(target: unknown, key: 'alert' | 'metric'): string | undefined {
  if (typeof target !== 'object' || target === null) return undefined;
  const found: unknown = Reflect.get(target, key);
  return typeof found === 'string' ? found : undefined;
}
