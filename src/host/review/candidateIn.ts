/** Commands are called with anything: by tree rows, by CodeLens, by other extensions. */
export function idIn(target: unknown): string | undefined {
  if (typeof target === 'string') return target;
  if (typeof target !== 'object' || target === null || !('summary' in target)) return undefined;
  const { summary } = target;
  if (typeof summary !== 'object' || summary === null || !('id' in summary)) return undefined;
  return typeof summary.id === 'string' ? summary.id : undefined;
}
