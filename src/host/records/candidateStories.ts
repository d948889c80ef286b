import { type Disposable, EventEmitter } from 'vscode';
import type { CandidateStory } from '../../core/review/candidateStory.js';
import type { ReviewDesk } from '../review/reviewDesk.js';

/** More than any screen shows; one line asks for the same story several times. */
const MOST = 2_000;

type StoryDesk = Pick<ReviewDesk, 'story' | 'onDidChange' | 'overview' | 'state'>;

/** Stories of candidates, each asked for once until the queue changes. */
export class CandidateStories implements Disposable {
  readonly #desk: StoryDesk;
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #stories = new Map<string, Promise<CandidateStory | undefined>>();
  readonly #listening: Disposable;

  constructor(desk: StoryDesk) {
    this.#desk = desk;
    this.#listening = desk.onDidChange(() => {
      this.#stories.clear();
      this.#changed.fire();
    });
  }

  /** False while a candidate that is not known may only not have been read yet. */
  get isComplete(): boolean {
    return this.#desk.state === 'read' && this.#desk.overview.isComplete;
  }

  /** undefined while it is not known. */
  of(id: string): Promise<CandidateStory | undefined> {
    const known = this.#stories.get(id);
    if (known !== undefined) return known;
    if (this.#stories.size >= MOST) this.#stories.clear();
    const story = this.#desk.story(id);
    this.#stories.set(id, story);
    // What failed is asked for again; whoever asked hears of the failure.
    story.catch(() => this.#stories.delete(id));
    return story;
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changed.dispose();
    this.#stories.clear();
  }
}
