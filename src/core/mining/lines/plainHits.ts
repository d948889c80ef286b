import type { PlainJson, StringBytes } from '../../records/plainJson.js';

const BEGINNING = Buffer.from('[');
const END = Buffer.from(']');
const ID = Buffer.from('{"id":"');
const TITLE = Buffer.from(',"title":"');
const NEXT = Buffer.from('},');
const LAST = Buffer.from('}]');

/** What a list of hits says: the best one that has an id, and whether there is any. */
interface PlainHits {
  readonly id: StringBytes | undefined;
  readonly found: boolean;
}

const NO_HITS: PlainHits = { id: undefined, found: false };

/** Goes past a list of hits as the assistant writes it; undefined: it is written in another way. */
export function plainHits(json: PlainJson): PlainHits | undefined {
  if (!json.passes(BEGINNING)) return undefined;
  if (json.passes(END)) return NO_HITS;
  if (!json.passes(ID) || !json.passesString()) return undefined;
  const id = json.string;
  for (;;) {
    if (json.passes(TITLE) && !json.passesString()) return undefined;
    if (json.passes(LAST)) return { id, found: true };
    if (!json.passes(NEXT) || !json.passes(ID) || !json.passesString()) return undefined;
  }
}
