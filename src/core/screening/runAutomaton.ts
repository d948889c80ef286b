/** Kinds of characters, as bits. */
export const DIGIT = 1;
/** Of Base64, either alphabet (RFC 4648). */
export const BASE64 = 2;
export const COLON = 4;
/** Hexadecimal digits, and the colons between those of an address. */
export const HEX = 8;
export const UNUSUAL = 16;
const ALL_KINDS = 32;

/** Shorter runs of Base64 hold no value that is worth hiding, and no token: `a@b.example` takes 16 characters. */
export const SHORTEST_RUN = 15;
/** `key:1` and `12:30` have one; no address has fewer. */
const FEWEST_COLONS = 2;

const RUN_LENGTHS = SHORTEST_RUN + 2;
const COLON_COUNTS = FEWEST_COLONS + 1;
const STATES = 2 * RUN_LENGTHS * COLON_COUNTS;

/** From here on, a state says that something happened on the way to it. */
export const HAPPENED = 0x8000;

/**
 * What runs of characters a text has, as an automaton: whether the last character was a digit, how long the run of
 * Base64 is, how many colons the run of hexadecimal digits has. So all of it costs one look into a small table a
 * character, without a branch that the processor would mistake at every other word.
 */
interface RunAutomaton {
  /**
   * A state is the place of its row, and the first is 0: add the kinds of the next character to it. `HAPPENED` is set
   * where a run of digits begins or ends, one of Base64 has become long, or one of hexadecimal digits has its second
   * colon.
   */
  readonly states: Uint16Array;
  /** At the same places, which of that happened: `DIGIT`, `BASE64`, `COLON`. */
  readonly events: Uint8Array;
}

export function runAutomaton(): RunAutomaton {
  const states = new Uint16Array(STATES * ALL_KINDS);
  const events = new Uint8Array(STATES * ALL_KINDS);
  for (let state = 0; state < STATES; state += 1) {
    for (let kinds = 0; kinds < ALL_KINDS; kinds += 1) {
      const place = state * ALL_KINDS + kinds;
      const { next, event } = step(state, kinds);
      events[place] = event;
      states[place] = next * ALL_KINDS + (event === 0 ? 0 : HAPPENED);
    }
  }
  return { states, events };
}

function step(state: number, kinds: number): { next: number; event: number } {
  const colons = state % COLON_COUNTS;
  const length = Math.floor(state / COLON_COUNTS) % RUN_LENGTHS;
  const digit = Math.floor(state / (COLON_COUNTS * RUN_LENGTHS));
  const nextDigit = kinds & DIGIT;
  const nextLength = (kinds & BASE64) === 0 ? 0 : Math.min(length + 1, RUN_LENGTHS - 1);
  const more = (kinds & COLON) === 0 ? 0 : 1;
  const nextColons = (kinds & HEX) === 0 ? 0 : Math.min(colons + more, FEWEST_COLONS);
  const isLong = length === SHORTEST_RUN - 1 && nextLength === SHORTEST_RUN;
  const isAddress = colons < FEWEST_COLONS && nextColons === FEWEST_COLONS;
  return {
    next: (nextDigit * RUN_LENGTHS + nextLength) * COLON_COUNTS + nextColons,
    event: (digit === nextDigit ? 0 : DIGIT) | (isLong ? BASE64 : 0) | (isAddress ? COLON : 0),
  };
}
