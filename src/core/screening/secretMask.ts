import { CodelumiError } from '../errors.js';
import type { CandidateText, Finding } from '../records/candidate.js';
import { KnownSecrets } from './knownSecrets.js';
import { FIELDS, type TextPolicy } from './recogniser.js';
import { scanText } from './scanText.js';
import type { TextFinding } from './textFinding.js';
import { TokenSpans } from './tokenSpans.js';

interface Place {
  readonly start: number;
  readonly end: number;
}

const BULLETS = '•••••••';
/** Everything that has the form of a mask. */
const MASK = /•{7} \([^()•]{1,80}\)/gu;
/** What may be a mask, or what somebody left of one. */
const BULLET_RUN = /•{3,}/gu;
const PLACEHOLDER = /^\[([A-Z][A-Z_]{0,40})_\d{1,6}\]$/u;
const ACRONYMS = /\b(?:api|jwt|url|ssh|aws|id)\b/gu;
/** What stands under these keys is no free text; a workspace's own rule may take it for a secret. */
const CLOSED = new Set(['field', 'kind', 'log', 'part', 'rule', 'severity', 'sha256', 'where']);

/** A text with masks, and the findings of the text at their places in it. */
export interface MaskedText {
  readonly text: CandidateText;
  readonly findings: readonly Finding[];
}

/**
 * Puts `••••••• (API key)` where a candidate's secrets stand, and takes it back. Equal secrets get equal
 * masks, different ones different numbers; no text holds a mask of its own accord. So a masked text can
 * be edited like any other, and the secrets that are left in it come back when it is saved.
 */
export class SecretMask {
  readonly #policy: TextPolicy;
  readonly #known: string;
  /** By secret. */
  readonly #masks = new Map<string, string>();
  /** By mask. */
  readonly #secrets = new Map<string, string>();
  /** By label: how many masks have it. */
  readonly #counts = new Map<string, number>();
  /** By text: a candidate's own is asked for again and again. */
  readonly #scanned = new Map<string, readonly TextFinding[]>();
  readonly #elsewhere: KnownSecrets;

  /** @param texts of one candidate: as mined, as it stands; numbered in this order */
  constructor(texts: readonly CandidateText[], policy: TextPolicy) {
    this.#policy = policy;
    const fields = new Set(texts.flatMap((text) => FIELDS.map((field) => text[field])));
    this.#known = [...fields].join('\n');
    const taken = new Set(this.#known.match(MASK));
    for (const field of fields) this.#learn(field, taken);
    this.#elsewhere = new KnownSecrets(this.#masks);
  }

  /** The masks that are used, in order. */
  get masks(): string[] {
    return [...this.#secrets.keys()];
  }

  /** undefined for what is no mask of this candidate. */
  secretOf(mask: string): string | undefined {
    return this.#secrets.get(mask);
  }

  mask(text: CandidateText, findings: readonly Finding[] = []): MaskedText {
    const spans = {
      query: this.#spans(text.query),
      assistant_output: this.#spans(text.assistant_output),
    };
    return {
      text: {
        query: spans.query.replaced,
        assistant_output: spans.assistant_output.replaced,
      },
      findings: findings.map((finding) =>
        this.#movedFinding(finding, ({ start, end }) => ({
          start: spans[finding.field].start(start),
          end: spans[finding.field].end(end),
        })),
      ),
    };
  }

  /** Any other text that is shown beside the candidate. */
  maskLine(text: string): string {
    return this.#spans(text).replaced;
  }

  /** The same for every string in plain data but for the closed words of our own records. */
  maskAll<T>(value: T): T {
    if (typeof value === 'string') return this.maskLine(value) as T;
    if (Array.isArray(value)) return value.map((each) => this.maskAll(each)) as T;
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map(([key, each]) => [
      key,
      CLOSED.has(key) ? each : this.maskAll(each),
    ]);
    return Object.fromEntries(entries) as T;
  }

  /**
   * A masked text that was edited, with the secrets that are left in it.
   * @throws CodelumiError `wrong-usage` when a mask was damaged, or is none of this candidate
   */
  unmask(text: CandidateText): CandidateText {
    const after = {
      query: this.#unmasked(text.query).replaced,
      assistant_output: this.#unmasked(text.assistant_output).replaced,
    };
    const typed = `${after.query}\n${after.assistant_output}`;
    if (bulletRuns(typed) > bulletRuns(this.#known)) throw damagedMask();
    return after;
  }

  /** Where the findings of an unmasked text are in the masked one it came from. */
  placesIn(masked: CandidateText, findings: readonly Finding[]): Finding[] {
    const spans = {
      query: this.#unmasked(masked.query),
      assistant_output: this.#unmasked(masked.assistant_output),
    };
    return findings.map((finding) =>
      this.#movedFinding(finding, ({ start, end }) => ({
        start: spans[finding.field].originalStart(start),
        end: spans[finding.field].originalEnd(end),
      })),
    );
  }

  #movedFinding(finding: Finding, moved: (place: Place) => Place): Finding {
    const { spans } = finding;
    return {
      ...this.maskAll(finding),
      ...moved(finding),
      ...(spans === undefined ? {} : { spans: spans.map(moved) }),
    };
  }

  #learn(text: string, taken: ReadonlySet<string>): void {
    for (const found of this.#secretsIn(text)) {
      const secret = text.slice(found.start, found.end);
      if (secret === '' || this.#masks.has(secret)) continue;
      const mask = this.#freeMask(labelOf(found.placeholder), taken);
      this.#masks.set(secret, mask);
      this.#secrets.set(mask, secret);
    }
  }

  /** @param taken what the texts hold of their own accord */
  #freeMask(label: string, taken: ReadonlySet<string>): string {
    let number = this.#counts.get(label) ?? 0;
    let mask: string;
    do {
      number += 1;
      mask = `${BULLETS} (${number === 1 ? label : `${label} ${number}`})`;
    } while (taken.has(mask) || this.#secrets.has(mask));
    this.#counts.set(label, number);
    return mask;
  }

  #secretsIn(text: string): readonly TextFinding[] {
    const known = this.#scanned.get(text);
    if (known !== undefined) return known;
    const secrets = scanText(text, this.#policy).filter(({ kind }) => kind === 'secret');
    this.#scanned.set(text, secrets);
    return secrets;
  }

  /** Where secrets stand: those found, and known ones wherever else they are. */
  #spans(text: string): TokenSpans {
    const spans = this.#secretsIn(text).map(({ start, end, placeholder }) => {
      const known = this.#masks.get(text.slice(start, end));
      return { start, end, token: known ?? `${BULLETS} (${labelOf(placeholder)})` };
    });
    return new TokenSpans(text, [...spans, ...this.#elsewhere.spansIn(text)]);
  }

  #unmasked(text: string): TokenSpans {
    const spans = [...text.matchAll(MASK)].flatMap(({ 0: mask, index: start }) => {
      const token = this.#secrets.get(mask);
      return token === undefined ? [] : [{ start, end: start + mask.length, token }];
    });
    return new TokenSpans(text, spans);
  }
}

/** `API key` for the placeholder `API_KEY`, or for its whole form `[API_KEY_1]`. */
function labelOf(placeholder: string | undefined): string {
  const name = PLACEHOLDER.exec(placeholder ?? '')?.[1] ?? placeholder ?? 'SECRET';
  return name
    .toLowerCase()
    .replaceAll('_', ' ')
    .replaceAll(ACRONYMS, (word) => word.toUpperCase());
}

function bulletRuns(text: string): number {
  return text.match(BULLET_RUN)?.length ?? 0;
}

function damagedMask(): CodelumiError {
  return new CodelumiError({
    reason: 'wrong-usage',
    what: 'A mask of a secret was changed, so nobody knows what is to stand there',
    remedy: 'Remove it altogether, or put it back as it was.',
  });
}
