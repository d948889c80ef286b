import type { RecordDocuments } from '../compare/recordDocuments.js';
import type { ErrorReporter } from '../errorReporter.js';
import type { Milestones } from '../help/milestones.js';
import type { JobRunner } from '../jobs/jobRunner.js';
import type { SnapshotReleases } from '../releases/snapshotReleases.js';
import type { RolloutReleases } from './rolloutReleases.js';
import type { TimelineDocument } from './timelineDocument.js';

/** What the commands about rollouts work with. */
export interface RolloutWorld {
  readonly jobs: JobRunner;
  readonly releases: SnapshotReleases;
  readonly rollouts: RolloutReleases;
  readonly timeline: TimelineDocument;
  readonly records: RecordDocuments;
  readonly milestones: Milestones;
  readonly errors: ErrorReporter;
}
