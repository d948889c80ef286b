// What `codelumi-pipeline/runtime` declares. This file is copied as it stands to dist/runtime/runtime.d.ts, so it
// imports nothing; a test holds the implementation against it.

/** A file of the workspace, and what its bytes must be. */
export interface Artefact {
  /** Relative to the workspace, with `/` between the parts. */
  readonly path: string;
  /** 64 lower-case hexadecimal digits. */
  readonly sha256: string;
}

/** Who is served. The first id that is there counts; without any it is always what is stable. */
export interface Subject {
  readonly installation?: string | undefined;
  readonly user?: string | undefined;
  readonly session?: string | undefined;
  /** `stable` or `candidate`, to try one; such answers are left out of what rollouts are judged by. */
  readonly pin?: string | undefined;
}

/** The same with an id that is a key already, as `targetingKey` makes them. */
export interface KeyedSubject {
  readonly targetingKey?: string | undefined;
  readonly pin?: string | undefined;
}

/**
 * Why a variant is served: nothing is rolled out (STATIC), it was asked for (PINNED), by lot (SPLIT), or there is no
 * id to draw with (DEFAULT). SPLIT counts when a rollout is judged, and STATIC once everybody has what was rolled out.
 */
export type Reason = 'STATIC' | 'PINNED' | 'SPLIT' | 'DEFAULT';

/** What a subject is served. Keep it for a whole conversation, so that nobody changes sides in the middle of one. */
export interface Resolution {
  readonly deploymentId: string;
  readonly variant: 'stable' | 'candidate';
  /** null: what the assistant has of its own; nothing was in production before. */
  readonly kb: Artefact | null;
  /** null: entries are ranked by BM25F alone. */
  readonly reranker: Artefact | null;
  readonly reason: Reason;
  /** These two only while something is rolled out. */
  readonly rolloutId?: string;
  readonly stage?: string;
  /**
   * Where `reason` is SPLIT, or STATIC and there is an id: a name for the subject in this rollout alone, or with this
   * deployment alone, so that several lines of one subject can be told from lines of several. 16 hexadecimal digits.
   */
  readonly unit?: string;
  /** Of the file of flags this was read from. */
  readonly revision: string;
}

/** An entry of a snapshot; further keys are as they stand there. */
export interface KnowledgeEntry {
  readonly id: string;
  readonly q: string;
  readonly a: string;
  readonly variants?: readonly string[];
  readonly [key: string]: unknown;
}

export interface RerankerFile {
  /** Absolute. Whoever can write there can change the file after it was checked; `content` they cannot. */
  readonly path: string;
  readonly content: Uint8Array;
}

/** A search, as a line of `kb_usage.jsonl` tells it. */
export interface Exposure {
  readonly query: string;
  /** `kbContext`, `kbFirst`, … */
  readonly source: string;
  /** Best first. */
  readonly hits: readonly { readonly id?: string; readonly title?: string }[];
  /** Of the hits, in their order. */
  readonly scores?: readonly number[] | undefined;
  /** How long the answer took, in milliseconds; where it is given, slower answers count when a rollout is judged. */
  readonly latencyMs?: number | undefined;
  /**
   * What went wrong, if anything did, in a word. `load`, `schema`, `pii` and `crash` of a candidate end its rollout; any other
   * word counts like a complaint.
   */
  readonly error?: string | undefined;
  /** Milliseconds since the epoch; left out: now. */
  readonly ts?: number | undefined;
}

/** What methods here reject with: what happened, where, and what to do. */
export interface RuntimeError extends Error {
  readonly name: 'CodelumiError';
  /** `invalid-input` where bytes are not what was deployed; `not-found`, `outside-workspace`, `not-readable`, … */
  readonly reason: string;
  readonly place: { readonly file: string; readonly line?: number } | undefined;
  readonly remedy: string;
}

export interface Deployments {
  /**
   * Which deployment a subject is served now; undefined where nothing was ever deployed here. A file of flags that
   * cannot be used never makes it fail: the last good one stays in use, and `problem` says so.
   * @throws RuntimeError `wrong-usage` for an id that is no text
   */
  resolve(subject?: Subject): Promise<Resolution | undefined>;
  /** The same for who has a key already. */
  resolveKey(subject: KeyedSubject): Promise<Resolution | undefined>;
  /** Why the file of flags, as it was when last looked at, is not in use. */
  readonly problem: RuntimeError | undefined;
  /**
   * The entries of the knowledge base, if its bytes are those that were deployed; undefined where the assistant answers by
   * what it has of its own.
   * @throws RuntimeError
   */
  loadKnowledge(resolution: Resolution): Promise<readonly KnowledgeEntry[] | undefined>;
  /**
   * The reranker, if its bytes are those that were deployed; undefined where there is none.
   * @throws RuntimeError
   */
  readReranker(resolution: Resolution): Promise<RerankerFile | undefined>;
  /**
   * Appends a line to the log of searches that says which deployment answered.
   * @throws RuntimeError
   */
  logExposure(resolution: Resolution, exposure: Exposure): Promise<void>;
}

export interface OpenOptions {
  /** The folder that holds `.codelumi`. */
  readonly workspace: string;
  /** The log of searches; left out: `userData/kb_usage.jsonl` in the workspace. */
  readonly kbUsageFile?: string | undefined;
}

/** Nothing is read before it is asked for. Open it once and keep it. */
export declare function openDeployments(options: OpenOptions): Deployments;

/** What traffic is split by: the SHA-256 of the first id that is there, for whoever asks a flagd or an OpenFeature SDK. */
export declare function targetingKey(
  subject: Pick<Subject, 'installation' | 'user' | 'session'>,
): string | undefined;
