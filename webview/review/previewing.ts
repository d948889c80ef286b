import type { ImpactChoice } from '../../src/shared/impactProtocol.js';
import { messageOf } from '../page/hostLink.js';
import {
  choiceKey,
  impactOf,
  impactStamp,
  missingReranked,
  type PreviewedImpact,
  wantedImpacts,
} from './impactState.js';
import type { PanelContext } from './panelContext.js';
import { openDetail, type PanelState } from './panelState.js';

type Context = Pick<PanelContext, 'store' | 'link' | 'after'>;

/** Who goes through the queue does not want to know it of every candidate on the way. */
const PAUSE = 300;
const MOST_TIMES = 20;

/** Looks, one after the other and once the candidate is on the screen, at what it would change about what is found. */
export class Previewing {
  readonly #context: Context;
  #stop: (() => void) | undefined;
  #isAsking = false;
  #isReranking = false;
  /** How often the reranker's order gave way to something else. */
  #gaveWay = { stamp: '', times: 0 };

  constructor(context: Context) {
    this.#context = context;
    context.store.subscribe(() => this.#look());
  }

  /** Something else in the queue changed, and with it what everything is held against. */
  outdate(): void {
    this.#context.store.update((state) => ({ ...state, impactVersion: state.impactVersion + 1 }));
  }

  /** Looks again after a failure. */
  retry(choice: ImpactChoice | undefined): void {
    this.#context.store.update((state) => {
      const impacts = new Map(state.impacts);
      impacts.delete(choiceKey(choice));
      return { ...state, impacts };
    });
  }

  #look(): void {
    if (this.#isAsking || this.#stop !== undefined) return;
    if (this.#next() === undefined && this.#missingReranked() === undefined) return;
    this.#stop = this.#context.after(PAUSE, () => {
      this.#stop = undefined;
      void this.#askAll();
    });
  }

  async #askAll(): Promise<void> {
    this.#isAsking = true;
    for (let next = this.#next(); next !== undefined; next = this.#next()) await this.#ask(next);
    this.#isAsking = false;
    // Not waited for: what is asked next goes before it.
    void this.#askReranked();
  }

  #missingReranked() {
    const { state } = this.#context.store;
    const detail = openDetail(state);
    if (this.#isReranking || detail === undefined) return undefined;
    return missingReranked(state, impactStamp(state, detail));
  }

  /** Where it gives way to something that was asked meanwhile, it is asked for again after that. */
  async #askReranked(): Promise<void> {
    const missing = this.#missingReranked();
    const { store, link } = this.#context;
    const detail = openDetail(store.state);
    if (missing === undefined || detail === undefined) return;
    const { choice } = missing;
    const stamp = impactStamp(store.state, detail);
    const keep = (known: Pick<PreviewedImpact, 'reranked' | 'rerankFailure'>) =>
      store.update((state) => {
        const before = impactOf(state, choice);
        if (before?.stamp !== stamp) return state;
        return withImpact(state, detail.id, choice, { ...before, ...known });
      });
    this.#isReranking = true;
    try {
      const request = { type: 'rerankedImpact', candidate: detail.id } as const;
      const reranked = await link.request(choice === undefined ? request : { ...request, choice });
      this.#isReranking = false;
      if (reranked !== null) keep({ reranked });
      else if (this.#mayAskAgain(stamp)) this.#look();
      else keep({ rerankFailure: 'Something else was looked at each time.' });
    } catch (error) {
      this.#isReranking = false;
      keep({ rerankFailure: messageOf(error) });
    }
  }

  #mayAskAgain(stamp: string): boolean {
    this.#gaveWay = { stamp, times: this.#gaveWay.stamp === stamp ? this.#gaveWay.times + 1 : 1 };
    return this.#gaveWay.times < MOST_TIMES;
  }

  #next(): { readonly choice: ImpactChoice | undefined } | undefined {
    const { state } = this.#context.store;
    const detail = openDetail(state);
    if (detail === undefined) return undefined;
    const stamp = impactStamp(state, detail);
    const missing = wantedImpacts(state).filter((each) => impactOf(state, each)?.stamp !== stamp);
    return missing.length === 0 ? undefined : { choice: missing[0] };
  }

  async #ask({ choice }: { readonly choice: ImpactChoice | undefined }): Promise<void> {
    const { store, link } = this.#context;
    const detail = openDetail(store.state);
    if (detail === undefined) return;
    const stamp = impactStamp(store.state, detail);
    const known = impactOf(store.state, choice)?.impact;
    const keep = (previewed: Omit<PreviewedImpact, 'stamp'>) =>
      store.update((state) => withImpact(state, detail.id, choice, { stamp, ...previewed }));
    keep({ phase: 'asked', impact: known, failure: undefined });
    try {
      const request = { type: 'impact', candidate: detail.id } as const;
      const impact = await link.request(choice === undefined ? request : { ...request, choice });
      keep({ phase: 'ready', impact, failure: undefined });
    } catch (error) {
      keep({ phase: 'failed', impact: undefined, failure: messageOf(error) });
    }
  }
}

/** What is known of a candidate that is no longer open is of no use to anybody. */
function withImpact(
  state: PanelState,
  candidate: string,
  choice: ImpactChoice | undefined,
  previewed: PreviewedImpact,
): PanelState {
  if (openDetail(state)?.id !== candidate) return state;
  return { ...state, impacts: new Map(state.impacts).set(choiceKey(choice), previewed) };
}
