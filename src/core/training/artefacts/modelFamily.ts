import { MODELS_FOLDER } from '../../workspace/paths.js';

/** Artefacts of one kind, whose versions follow each other. */
export type ModelFamily = 'joblib' | 'builtin';

const SEMVER = '(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})';

const NAMES: Readonly<Record<ModelFamily, RegExp>> = {
  joblib: new RegExp(`^reranker\\.joblib\\.v${SEMVER}$`, 'u'),
  builtin: new RegExp(`^reranker\\.v${SEMVER}\\.json$`, 'u'),
};

export type Version = readonly [major: number, minor: number, patch: number];

export function artefactFile(family: ModelFamily, version: Version): string {
  const number = versionText(version);
  const name = family === 'joblib' ? `reranker.joblib.v${number}` : `reranker.v${number}.json`;
  return `${MODELS_FOLDER}/${name}`;
}

/** undefined for what is no versioned artefact. */
export function artefactOf(
  name: string,
): { readonly family: ModelFamily; readonly version: Version } | undefined {
  for (const family of ['joblib', 'builtin'] as const) {
    const found = NAMES[family].exec(name);
    if (found === null) continue;
    const [, major, minor, patch] = found;
    return { family, version: [Number(major), Number(minor), Number(patch)] };
  }
  return undefined;
}

export function versionText(version: Version): string {
  return version.join('.');
}

export function compareVersions(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}
