import { ContextWords } from '../contextWords.js';
import type { Match, Recogniser } from '../recogniser.js';
import type { ScannedText } from '../scannedText.js';
import { degreesIn } from './geoDegrees.js';

const WORDS = new ContextWords(
  'lat, latitude, lon, lng, long, longitude, gps, geo, coordinates, coordinate, coords, ' +
    'geolocation, location, maps, geopoint, latlng, latlon, breitengrad, position, ' +
    'whereabouts, koordinaten, coordenadas, coordonnées',
);
const REACH = { before: 50, after: 30 };

/** A number with a fraction of four digits (11 metres) or more, then the other half of the pair. */
const PAIR =
  /(-?\d{1,3}\.\d{4,15})( ?°)?( ?[NS])?(?:, ?|; ?| |%2C|[ ,;"'\]}|]{0,4}(?:lon|lng|long|longitude)["']?[ :=]{1,3}["']?)(-?\d{1,3}\.\d{4,15})(?: ?°)?( ?[EW])?/iuy;
/** City centres, as maps in documentation show them; nobody's in the profile `code`. */
const CENTRES = new Set(
  (
    '37.7749 40.7128 51.5074 51.5072 48.8566 52.52 52.5200 35.6762 35.6895 34.0522 41.8781 47.6062 37.4220 ' +
    '37.4219 -33.8688 55.7558 19.4326 -23.5505 28.6139 1.3521 48.8584 40.6892 12.9716 39.9042 31.2304 ' +
    '43.6532 45.4215 59.3293 41.9028 40.4168'
  ).split(' '),
);
const FOUND = {
  score: 0.85,
  message: 'Coordinates that tell a place to within a few metres.',
  placeholder: 'LOCATION',
};

/**
 * Pairs of degrees, precise enough for a house: decimal ones beside a word that speaks of places, and those
 * with minutes and the sides of the globe.
 */
export const geoCoordinates: Recogniser = {
  rule: 'geo-coordinates',
  version: 2,
  kind: 'pii',
  severity: 'blocking',
  description: 'Geographic coordinates precise enough to tell a house.',
  find(scanned, { profile }) {
    const { numbers, text, unusual } = scanned;
    const degrees = unusual.includes('\u00b0') ? degreesIn(text) : [];
    const matches: Match[] = degrees.map((span) => ({ ...span, ...FOUND }));
    let last = 0;
    for (let run = 0; run + 1 < numbers.count; run += 1) {
      if (numbers.length(run) > 3 || text[numbers.end(run)] !== '.') continue;
      if (numbers.length(run + 1) < 4) continue;
      const found = pairAt(scanned, numbers.start(run));
      if (found === undefined || found.start < last) continue;
      if (profile === 'code' && CENTRES.has(found.latitude)) continue;
      const { start, end } = found;
      matches.push({ start, end, ...FOUND });
      last = end;
    }
    return matches;
  },
};

function pairAt(
  scanned: ScannedText,
  digits: number,
): { start: number; end: number; latitude: string } | undefined {
  const { text } = scanned;
  const start = text[digits - 1] === '-' ? digits - 1 : digits;
  if (/[\p{L}\p{N}_.]/u.test(text[start - 1] ?? ' ')) return undefined;
  PAIR.lastIndex = start;
  const [, latitude = '', degrees, north, longitude = '', east] = PAIR.exec(text) ?? [];
  if (latitude === '' || Math.abs(Number(latitude)) > 90 || Math.abs(Number(longitude)) > 180)
    return undefined;
  const end = PAIR.lastIndex;
  if (/[\p{L}\p{N}]/u.test(text[end] ?? ' ')) return undefined;
  const isMarked = degrees !== undefined || (north !== undefined && east !== undefined);
  if (!isMarked && !scanned.near(WORDS, start, end, REACH)) return undefined;
  return { start, end, latitude };
}
