/** What the row, or what a message names, that a command was called on is about; undefined: something else. */
export function idIn(
  target: unknown,
  key: 'alert' | 'metric' | 'rollout' | 'deployment',
): string | undefined {
  if (typeof target !== 'object' || target === null) return undefined;
  const found: unknown = Reflect.get(target, key);
  return typeof found === 'string' ? found : undefined;
}
