import { addToGroup } from '../records/addToGroup.js';
import type { MemoryEntry } from '../records/memoryEntry.js';
import type { Config } from '../workspace/configSchema.js';
import { CandidateBuilder } from './candidateBuilder.js';
import type { CandidateDraft } from './candidateDraft.js';
import { type Conversation, ConversationCutter } from './conversation.js';
import { exchangesOf, sessionOf } from './exchange.js';
import type { KbUse } from './kbUse.js';
import {
  countDrop,
  type Drop,
  type Drops,
  type Mined,
  RULES,
  type RuleName,
  type RuleOutcome,
  type Verdict,
} from './mined.js';
import { QuerySpace } from './querySpace.js';
import { queryKey } from './queryText.js';
import { ratedAnswers } from './ratedAnswer.js';
import { FrequentMemory } from './rules/frequentMemory.js';
import { KnowledgeGaps } from './rules/knowledgeGap.js';
import { minePositiveFeedback } from './rules/positiveFeedback.js';
import { RepeatedHits } from './rules/repeatedHit.js';
import type { RuleReport } from './runReport.js';

/** How far a search may be from the answer it was made for. */
const JOIN_MS = 60_000;

export interface MiningResult {
  readonly drafts: readonly CandidateDraft[];
  /** Distinct pairs before what is about the same thing was joined. */
  readonly pairs: number;
  readonly rules: readonly RuleReport[];
  /** Answers that users complained about last, by fingerprint. */
  readonly complained: ReadonlySet<string>;
  /** What every rule made of everything it looked at. */
  readonly verdicts: readonly Verdict[];
}

/** All rules over one pass of the logs: give it the uses, then the conversation, then ask. */
export class Miner {
  readonly #policy: Config['mining'];
  readonly #cutter: ConversationCutter;
  readonly #builder = new CandidateBuilder();
  readonly #space = new QuerySpace();
  readonly #hits = new RepeatedHits();
  readonly #gaps = new KnowledgeGaps();
  readonly #memory = new FrequentMemory();
  /** Searches by query, for the join with the answers they were made for. */
  readonly #uses = new Map<string, KbUse[]>();
  readonly #joined = new Set<KbUse>();
  readonly #feedback = { considered: 0, kept: 0, dropped: {} as Drops };
  readonly #verdicts: Verdict[] = [];

  constructor(policy: Config['mining']) {
    this.#policy = policy;
    this.#cutter = new ConversationCutter(policy.conversationGapMinutes * 60_000);
  }

  addUse(use: KbUse): void {
    addToGroup(this.#uses, queryKey(use.query), use);
    this.#space.add(use.query);
    this.#hits.addUse(use);
  }

  addEntry(entry: MemoryEntry): void {
    const closed = this.#cutter.push(entry);
    if (closed !== undefined) this.#mine(closed);
  }

  /** @param now milliseconds since the epoch, for logs that carry no time at all */
  finish(now: number): MiningResult {
    const open = this.#cutter.finish();
    if (open !== undefined) this.#mine(open);
    for (const uses of this.#uses.values()) {
      for (const use of uses) if (!this.#joined.has(use)) this.#gaps.addUse(use);
    }
    const { repeatedHit, frequentMemory, knowledgeGap } = this.#policy;
    const hits = this.#hits.outcome(repeatedHit, this.#space);
    const memory = this.#memory.outcome(frequentMemory, this.#space);
    const known = new Set(memory.mined.flatMap(queriesOf).map(queryKey));
    const isKnown = (queries: readonly string[]) =>
      2 * queries.filter((query) => known.has(queryKey(query))).length >= queries.length;
    const gaps = this.#gaps.outcome(knowledgeGap, this.#space, isKnown);
    for (const mined of [...hits.mined, ...memory.mined, ...gaps.mined]) this.#builder.add(mined);
    return {
      drafts: this.#builder.drafts(now),
      pairs: this.#builder.pairs,
      complained: this.#builder.complained,
      verdicts: [this.#verdicts, hits.verdicts, memory.verdicts, gaps.verdicts].flat(),
      rules: [
        { ...RULES.positiveFeedback, ...this.#feedback },
        reportOf('repeatedHit', hits),
        reportOf('frequentMemory', memory),
        reportOf('knowledgeGap', gaps),
      ],
    };
  }

  #mine(conversation: Conversation): void {
    const rated = ratedAnswers(conversation);
    this.#takeFeedback(conversation, rated);
    for (const exchange of exchangesOf(conversation, rated)) {
      this.#space.add(exchange.query);
      const use = this.#useFor(exchange.query, exchange.time);
      const joined =
        exchange.hits.length > 0 || use === undefined ? exchange : { ...exchange, hits: use.ids };
      this.#hits.addExchange(joined);
      this.#gaps.addExchange(joined, use?.found ?? false);
      this.#memory.addExchange(joined);
    }
    for (const entry of conversation.entries) {
      this.#memory.addEntry(entry, sessionOf(conversation), this.#uses.has(queryKey(entry.text)));
    }
  }

  #takeFeedback(conversation: Conversation, rated: ReturnType<typeof ratedAnswers>): void {
    const outcome = minePositiveFeedback(conversation, rated);
    const counts = this.#feedback;
    for (const pair of outcome.takenBack) {
      const signals = this.#builder.takeBack(pair);
      counts.kept -= signals;
      if (signals > 0) countDrop(counts.dropped, 'cancelled', signals);
    }
    for (const mined of outcome.mined) this.#builder.add(mined);
    this.#verdicts.push(...outcome.verdicts);
    counts.considered += outcome.considered;
    counts.kept += outcome.mined.length;
    for (const [reason, count] of Object.entries(outcome.dropped))
      countDrop(counts.dropped, reason as Drop, count);
  }

  /** The search made for a question: same words, and close in time. */
  #useFor(query: string, time: number | undefined): KbUse | undefined {
    if (time === undefined) return undefined;
    const near =
      this.#uses.get(queryKey(query))?.filter((use) => Math.abs(use.time - time) <= JOIN_MS) ?? [];
    for (const use of near) this.#joined.add(use);
    return near.find(({ found }) => found) ?? near[0];
  }
}

function queriesOf({ query, variants }: Mined): string[] {
  return [query, ...variants];
}

function reportOf(name: RuleName, { mined, considered, dropped }: RuleOutcome): RuleReport {
  return { ...RULES[name], considered, kept: mined.length, dropped };
}
