import type { Polarity } from './feedbackSignal.js';

export interface DetectedWords {
  readonly polarity: Polarity;
  /** The words that matched, as they stand in the message. */
  readonly matched: string;
}

/** People praise and complain at the beginning; further on they ask about the next thing. */
const LOOKED_AT = 240;

/**
 * Complaints are looked for first: "thanks, but it still fails" is one. Word borders are spelled out
 * with look-arounds because `\b` takes `ü` for a border.
 */
const COMPLAINTS =
  /^(?:wrong|incorrect)(?![\p{L}\p{N}])|^no[,.:!]|(?<![\p{L}\p{N}])(?:(?:does|did|do|is|was|are|were)(?:n['’]?t| not) (?:\p{L}{1,12} ){0,2}(?:work|works|help|helping|right|correct|true|what i (?:asked|meant|wanted))|(?:still|again) (?:fails|failing|broken|crashes|the same error|not working)|not (?:what i|helpful|right|correct|true|working)|(?:that|this|it)['’]?s (?:wrong|incorrect|nonsense|useless|not it)|(?:that|this|it) (?:is|was) (?:wrong|incorrect|nonsense|useless)|wrong answer|no,? that|made it worse|still broken|nope|useless|funktioniert nicht|geht nicht|stimmt nicht|falsch)(?![\p{L}\p{N}])/iu;

const PRAISE =
  /(?<![\p{L}\p{N}])(?:thank(?:s| you)(?: (?:a lot|so much|very much))?|thx|cheers|much appreciated|(?:this|that|it) (?:worked|works|did it|fixed it|helped|solved it)|that['’]?s (?:it|exactly it|right|perfect|great)|exactly what i (?:needed|wanted|was looking for)|works (?:perfectly|now|like a charm|great)|problem solved|solved it|fixed it|perfect|brilliant|excellent|awesome|lifesaver|saved (?:me|my day)|very helpful|did the trick|love it|great answer|nice,? (?:that|it)|danke|super,? danke|merci|gracias)(?![\p{L}\p{N}])/iu;

/** Praise inside a question asks for something: "what works perfectly with…?", "is that right?" */
const ASKS_FIRST = /^[^.!\n]{0,240}\?/u;

/**
 * Whether a user's message praises or complains about the answer before it. Weighs only what people
 * say first, so a message that thanks and goes on to ask is praise.
 */
export function detectWords(message: string): DetectedWords | undefined {
  const text = message.slice(0, LOOKED_AT);
  const complaint = COMPLAINTS.exec(text);
  if (complaint !== null) return { polarity: 'negative', matched: complaint[0] };
  const praise = PRAISE.exec(text);
  if (praise === null) return undefined;
  const question = ASKS_FIRST.exec(text);
  const isInQuestion = question !== null && praise.index > 0 && praise.index < question[0].length;
  return isInQuestion ? undefined : { polarity: 'positive', matched: praise[0] };
}
