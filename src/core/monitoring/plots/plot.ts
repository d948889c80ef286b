/** Places in files that a figure was counted from. */
export interface PlotSource {
  readonly file: string;
  /** Lines, from 1. */
  readonly first: number;
  readonly last: number;
}

/** Something that happened at a place of the x axis. */
export interface PlotMark {
  /** Index into `labels`. */
  readonly at: number;
  readonly label: string;
  readonly kind: 'release' | 'rollback' | 'alert';
}

export interface PlotSeries {
  readonly name: string;
  /** `now` is held against `reference`; `limit` is a threshold; the others stand beside each other. */
  readonly role: 'now' | 'reference' | 'limit' | 'plain';
  /** One a label; null: nothing is known. */
  readonly values: readonly (number | null)[];
}

/**
 * A picture of figures, its table and its CSV alike: whoever draws it knows nothing of what it is about. One without labels
 * has nothing to draw; `says` tells why.
 */
export interface Plot {
  readonly id: string;
  readonly title: string;
  /** What the picture shows, as a sentence, for who does not see it. */
  readonly says: string;
  /** `bars` stand along a scale, `rows` lie below each other, one a name. */
  readonly shape: 'bars' | 'rows' | 'lines';
  readonly x: { readonly title: string; readonly labels: readonly string[] };
  readonly y: {
    readonly title: string;
    readonly unit: 'count' | 'share' | 'bytes' | 'milliseconds' | 'score';
  };
  readonly series: readonly PlotSeries[];
  readonly marks: readonly PlotMark[];
  /** By label: what it was counted from; the newest few. */
  readonly sources: readonly (readonly PlotSource[])[];
}

export const PLOT_GROUPS = ['Answers', 'Users', 'Knowledge', 'Review'] as const;

/** What the dashboard shows. */
export interface DashboardPlots {
  readonly group: (typeof PLOT_GROUPS)[number];
  readonly plots: readonly Plot[];
}
