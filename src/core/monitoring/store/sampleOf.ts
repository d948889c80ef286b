import type { Sample, Span } from '../samples.js';
import type { HourRow } from './hourRow.js';

/** Adds rows up. */
export function sampleOf(rows: readonly HourRow[], span: Span): Sample {
  const sum = (name: 'searches' | 'sessions' | 'zero_hits' | 'negative' | 'positive' | 'errors') =>
    rows.reduce((total, row) => total + row[name], 0);
  const hits = new Map<string, number>();
  for (const row of rows)
    for (const [id, count] of Object.entries(row.hits)) hits.set(id, (hits.get(id) ?? 0) + count);
  return {
    span,
    sessions: sum('sessions'),
    searches: sum('searches'),
    zeroHits: sum('zero_hits'),
    negative: sum('negative'),
    positive: sum('positive'),
    errors: sum('errors'),
    top: rows.flatMap((row) => row.top),
    margin: rows.flatMap((row) => row.margin),
    hits,
    latency: rows.flatMap((row) => row.latency),
  };
}
