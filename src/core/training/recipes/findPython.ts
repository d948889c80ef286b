import * as z from 'zod';
import { CodelumiError } from '../../errors.js';
import { visibleLine } from '../../records/visibleText.js';
import type { TrainingContext } from './recipe.js';

/** Asked as the trainer will be run: what is not found so is not there for it either. */
const ASK = `
import json, platform, joblib, numpy, scipy, sklearn
print(json.dumps({"python": platform.python_version(), "sklearn": sklearn.__version__}))
`;
/** Importing scikit-learn takes a second; on a loaded machine from a cold disk, many. */
const PATIENCE_MS = 120_000;
const OUTPUT_LIMIT = 64 * 1024;

const answerSchema = z.object({ python: z.string(), sklearn: z.string() });

/** A Python that has scikit-learn. */
export interface Python {
  /** Absolute. */
  readonly file: string;
  readonly sklearn: string;
}

type Context = Pick<TrainingContext, 'programs' | 'signal'>;

/** One thread adds numbers up in one order, so that the same data gives the same bytes. */
export const PYTHON_ENVIRONMENT = {
  PYTHONHASHSEED: '0',
  PYTHONNOUSERSITE: '1',
  PYTHONDONTWRITEBYTECODE: '1',
  OMP_NUM_THREADS: '1',
  OPENBLAS_NUM_THREADS: '1',
  MKL_NUM_THREADS: '1',
} as const;

/**
 * The first Python on `PATH` that has scikit-learn, or the one that is named, if it has.
 * @param named a program; undefined: every `python3` and `python`
 */
export async function findPython(
  context: Context,
  named: string | undefined,
): Promise<Python | undefined> {
  for (const file of await candidates(context, named)) {
    const python = await ask(context, file);
    if (python !== undefined) return python;
  }
  return undefined;
}

async function candidates(
  { programs }: Context,
  named: string | undefined,
): Promise<readonly string[]> {
  if (named !== undefined) return [named];
  return [...(await programs.find('python3')), ...(await programs.find('python'))];
}

async function ask({ programs, signal }: Context, file: string): Promise<Python | undefined> {
  const { code, stdout } = await programs.withFolder((folder) =>
    programs.run(
      {
        file,
        args: ['-c', ASK],
        cwd: folder.path,
        env: PYTHON_ENVIRONMENT,
        timeoutMs: PATIENCE_MS,
        isolated: true,
        outputLimit: OUTPUT_LIMIT,
      },
      signal,
    ),
  );
  if (code !== 0) return undefined;
  try {
    const answer = answerSchema.parse(JSON.parse(stdout));
    return { file, sklearn: visibleLine(answer.sklearn, 40) };
  } catch {
    return undefined; // Something that calls itself Python, and is none.
  }
}

export function noPython(named: string | undefined): CodelumiError {
  return new CodelumiError({
    reason: 'not-found',
    what:
      named === undefined
        ? 'No Python with scikit-learn is on the PATH'
        : `${named} is no Python with scikit-learn`,
    remedy:
      'Install it (apt-get install python3-sklearn, or pip install scikit-learn in the environment of the Python that --python names), or train with --recipe builtin.',
  });
}
