import { addToGroup } from '../../records/addToGroup.js';
import type { CandidateText } from '../../records/candidate.js';
import { answerKey, fingerprintOf } from '../../records/fingerprint.js';
import { type KbEntry, questionsOf } from '../../records/kbEntry.js';
import { kbIdOf } from '../../retrieval/knowledgeBase.js';
import { type NearDuplicate, NearDuplicates } from '../../retrieval/nearDuplicates.js';
import { queryKey } from '../../retrieval/queryText.js';
import type { ReviewedCandidate } from '../../review/reviewedCandidates.js';
import { comparable, type Screenable } from '../../screening/context/screenable.js';
import type { CandidateDraft } from '../candidateDraft.js';
import type { KnownText } from './knownText.js';

/**
 * What a draft is held against: candidates with what was decided about them, and the knowledge base.
 */
export class KnownTexts {
  /** By the fingerprint of question and answer. */
  readonly #pairs = new Map<string, KnownText[]>();
  /** Candidates by an answer they have or had, as `answerKey` has it: another question makes no other answer. */
  readonly #answers = new Map<string, KnownText[]>();
  /** Gaps, and accepted candidates, by every way in which they were asked. */
  readonly #questions = new Map<string, KnownText[]>();
  readonly #near = new NearDuplicates<KnownText>();
  /** Not in `#near` yet: in most runs every draft is known, and nobody asks what resembles what. */
  #unindexed: { readonly known: KnownText; readonly answer: string }[] = [];

  /** The candidates themselves, without what nobody compares. */
  readonly candidates: Screenable[] = [];

  addCandidate({ candidate, state }: Pick<ReviewedCandidate, 'candidate' | 'state'>): void {
    const { id, query, assistant_output, metadata } = candidate;
    this.candidates.push(comparable(candidate));
    const known: KnownText = {
      where: 'candidate',
      id,
      state: state.status,
      // Screening rejects texts; only a person rejects what they say.
      rejectedBy: state.status === 'rejected' ? state.decidedBy?.decision.hash : undefined,
      sessions: metadata.corroboration?.sessions ?? 0,
    };
    // What was edited away stays known: it must not come back as it was.
    for (const text of distinct({ query, assistant_output }, state.text)) {
      addToGroup(this.#pairs, fingerprintOf(text), known);
      if (text.assistant_output.trim() === '') continue;
      addToGroup(this.#answers, answerKey(text.assistant_output), known);
      this.#unindexed.push({ known, answer: text.assistant_output });
    }
    if (assistant_output !== '' && state.status !== 'accepted') return;
    const asked = new Set([query, state.text.query, ...(metadata.variants ?? [])].map(queryKey));
    for (const key of asked) addToGroup(this.#questions, key, known);
  }

  addKbEntry(entry: KbEntry): void {
    const known: KnownText = {
      where: 'kb',
      id: kbIdOf(entry),
      state: undefined,
      rejectedBy: undefined,
      sessions: 0,
    };
    const { answer } = entry;
    for (const query of questionsOf(entry))
      addToGroup(this.#pairs, fingerprintOf({ query, assistant_output: answer }), known);
    this.#unindexed.push({ known, answer });
  }

  /**
   * What a draft would be a second copy of. For entries of the knowledge base every question must be
   * there as well: another way to ask for what they say is worth knowing.
   */
  copiesOf(draft: CandidateDraft): KnownText[] {
    const { query, assistant_output, metadata } = draft;
    const asked = [query, ...(metadata.variants ?? [])];
    const pairs = asked.map(
      (each) => this.#pairs.get(fingerprintOf({ query: each, assistant_output })) ?? [],
    );
    const [same = []] = pairs;
    const isAllThere = pairs.every((each) => each.length > 0);
    const others =
      assistant_output === ''
        ? this.#gapsAskedLike(asked)
        : (this.#answers.get(answerKey(assistant_output)) ?? []);
    const copies = same.filter(({ where }) => where === 'candidate' || isAllThere);
    return [...new Set([...copies, ...others])];
  }

  /** Whose answer is nearly the same, most similar first. */
  resembling({ assistant_output }: CandidateDraft): NearDuplicate<KnownText>[] {
    for (const { known, answer } of this.#unindexed) this.#near.add(known, answer);
    this.#unindexed = [];
    const nearest = new Map<KnownText, NearDuplicate<KnownText>>();
    for (const near of this.#near.find(assistant_output))
      if (!nearest.has(near.id)) nearest.set(near.id, near);
    return [...nearest.values()];
  }

  /**
   * Candidates that users complained about, by id.
   * @param complained answers, as `answerKey` has them
   */
  complainedAbout(complained: ReadonlySet<string>): string[] {
    const known = [...complained].flatMap((answer) => this.#answers.get(answer) ?? []);
    return [...new Set(known.map(({ id }) => id))].sort();
  }

  /** Gaps grow and drift: one that shares half of its questions is the same one. */
  #gapsAskedLike(asked: readonly string[]): KnownText[] {
    const known = asked.map((each) => this.#questions.get(queryKey(each)) ?? []);
    const found = known.filter((each) => each.length > 0);
    return 2 * found.length >= asked.length ? found.flat() : [];
  }
}

function distinct(original: CandidateText, current: CandidateText): CandidateText[] {
  return fingerprintOf(original) === fingerprintOf(current) ? [original] : [original, current];
}
