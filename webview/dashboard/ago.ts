const UNITS = [
  { seconds: 86_400, one: 'day', many: 'days' },
  { seconds: 3_600, one: 'hour', many: 'hours' },
  { seconds: 60, one: 'minute', many: 'minutes' },
] as const;

/** `3 hours ago`, `just now`. @param at ISO 8601 */
export function agoWords(at: string, now: Date): string {
  const seconds = (now.getTime() - Date.parse(at)) / 1000;
  const unit = UNITS.find((each) => seconds >= each.seconds);
  if (unit === undefined) return 'just now';
  const count = Math.floor(seconds / unit.seconds);
  return `${count} ${count === 1 ? unit.one : unit.many} ago`;
}
