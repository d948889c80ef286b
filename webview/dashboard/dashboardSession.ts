import type { FromDashboard } from '../../src/shared/dashboardProtocol.js';
import type { After } from '../page/after.js';
import { messageOf } from '../page/hostLink.js';
import { type DashboardLink, dashboardLink } from './dashboardLink.js';
import { type DashboardState, FIRST_STATE } from './dashboardState.js';

interface SessionPorts {
  readonly post: (message: FromDashboard) => void;
  readonly after: After;
  /** Plots whose tables were open when the page was left. */
  readonly tables: readonly string[];
  /** Keeps them for the next time. */
  readonly remember: (tables: readonly string[]) => void;
}

/** The dashboard's behaviour, without a screen. */
export class DashboardSession {
  readonly link: DashboardLink;
  readonly #ports: SessionPorts;
  readonly #listeners = new Set<() => void>();
  #state: DashboardState;
  #asked = 0;

  constructor(ports: SessionPorts) {
    this.#ports = ports;
    this.#state = { ...FIRST_STATE, tables: new Set(ports.tables) };
    const { post, after } = ports;
    this.link = dashboardLink({ post, after, onEvent: () => void this.#read(false) });
  }

  get state(): DashboardState {
    return this.#state;
  }

  /** @returns what ends it */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  start(): void {
    this.link.ready();
    void this.#read(false);
  }

  /** Reads the logs now. */
  lookAgain(): void {
    if (!this.#state.isLooking) void this.#read(true);
  }

  toggleTable(plot: string): void {
    const tables = new Set(this.#state.tables);
    if (!tables.delete(plot)) tables.add(plot);
    this.#change({ tables });
    this.#ports.remember([...tables]);
  }

  openRows(plot: string, at: number): void {
    void this.#try(() => this.link.request({ type: 'openRows', plot, at }));
  }

  saveCsv(plot: string): void {
    void this.#try(async () => {
      const { saved } = await this.link.request({ type: 'saveCsv', plot });
      if (saved !== null) this.#tell(`Saved ${saved}.`, false);
    });
  }

  acknowledge(alert: string): void {
    void this.#try(() => this.link.request({ type: 'acknowledge', alert }));
  }

  explain(about: string): void {
    void this.#try(() => this.link.request({ type: 'explain', about }));
  }

  run(command: 'extract' | 'showLog'): void {
    void this.#try(() => this.link.request({ type: 'run', command }));
  }

  /** What was shown stays until there is something newer; of several questions the last one counts. */
  async #read(again: boolean): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    this.#change({ isLooking: true });
    try {
      const shown = await this.link.request({ type: 'dashboard', again });
      if (asked === this.#asked) this.#change({ shown, failure: undefined, isLooking: false });
    } catch (error) {
      if (asked === this.#asked) this.#change({ failure: messageOf(error), isLooking: false });
    }
  }

  async #try(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#tell(messageOf(error), true);
    }
  }

  #tell(text: string, isRefusal: boolean): void {
    this.#change({ notice: { number: this.#state.notice.number + 1, text, isRefusal } });
  }

  #change(changes: Partial<DashboardState>): void {
    this.#state = { ...this.#state, ...changes };
    for (const listener of this.#listeners) listener();
  }
}
