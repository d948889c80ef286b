const FORM = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?Z$/u;

/**
 * A time in `allowed_signers`: `YYYYMMDDZ` or `YYYYMMDDHHMM[SS]Z`. OpenSSH takes one without the Z in the zone
 * of the machine that looks, so that the same file would say different things in different places: such a time is none
 * here.
 *
 * @returns milliseconds since the epoch; undefined for anything else
 */
export function parseKeyTime(text: string): number | undefined {
  const [, year, month, day, hour = '00', minute = '00', second = '00'] = FORM.exec(text) ?? [];
  if (year === undefined) return undefined;
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
  const time = new Date(iso);
  // A day that the month does not have would be taken for one of the next.
  return Number.isNaN(time.getTime()) || time.toISOString() !== iso ? undefined : time.getTime();
}

/** `20260101120000Z`. Parts of a second are dropped. */
export function formatKeyTime(time: Date): string {
  return `${time.toISOString().slice(0, 19).replaceAll(/[-:T]/gu, '')}Z`;
}
