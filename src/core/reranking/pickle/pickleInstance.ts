import { Buildable, PickleDict } from './pickleValues.js';
import { UnreadableModel } from './unreadableModel.js';

/** An object of Python as a bag of attributes. */
export class PickleInstance extends Buildable {
  readonly className: string;
  #state = new PickleDict();

  constructor(className: string) {
    super();
    this.className = className;
  }

  /** By name. Made anew at each call: a hostile file can build one instance a million times. */
  attributes(): ReadonlyMap<string, unknown> {
    return this.#state.byName();
  }

  build(state: unknown): this {
    if (!(state instanceof PickleDict)) {
      throw new UnreadableModel(`gives ${this.className} a content that is not a dictionary`);
    }
    this.#state = state;
    return this;
  }
}
