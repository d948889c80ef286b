import { createRequire } from 'node:module';
import { isAbsolute, join } from 'node:path';
import { CodelumiError, messageOf } from '../../core/errors.js';
import type { OnnxRuntime, OnnxSession, OnnxTensor } from '../../core/ports/onnxRuntime.js';

const PACKAGE = 'onnxruntime-node';
/** Names the folder with the `node_modules` that the package is in, where it is not beside the product. */
const FOLDER_VARIABLE = 'CODELUMI_ONNX_RUNTIME';

/** As far as `onnxruntime-node` 1.x is used; its types are not here, as it is not. */
interface Package {
  readonly InferenceSession: {
    create(model: Uint8Array, options: object): Promise<PackageSession>;
  };
  readonly Tensor: new (
    type: OnnxTensor['type'],
    data: OnnxTensor['data'],
    dims: readonly number[],
  ) => object;
}

interface PackageSession {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  run(feeds: Readonly<Record<string, object>>): Promise<Readonly<Record<string, PackageTensor>>>;
}

interface PackageTensor {
  readonly type: string;
  readonly data: unknown;
  readonly dims: readonly number[];
}

/** One thread and one order of sums: the same model and texts give the same scores. */
const OPTIONS = { executionProviders: ['cpu'], intraOpNumThreads: 1, logSeverityLevel: 3 };

/**
 * The ONNX runtime of whoever has installed one: the npm package `onnxruntime-node`, looked for when a model is opened, in the
 * folder that `CODELUMI_ONNX_RUNTIME` names, then where the product is installed, never in the workspace as such. It has
 * native parts of 290 MB, so it is not among our dependencies.
 *
 * @param folder where the bundles of the product are
 */
export function systemOnnxRuntime(folder: string): OnnxRuntime {
  return {
    open: async (model) => {
      const runtime = load(folder);
      return sessionOf(runtime, await runtime.InferenceSession.create(model, OPTIONS));
    },
  };
}

function sessionOf({ Tensor }: Package, session: PackageSession): OnnxSession {
  const { inputNames, outputNames } = session;
  return {
    inputNames,
    outputNames,
    run: async (inputs) => {
      const feeds = Object.entries(inputs).map(([name, { type, data, dims }]) => {
        return [name, new Tensor(type, data, dims)] as const;
      });
      const outputs = await session.run(Object.fromEntries(feeds));
      return Object.fromEntries(
        Object.entries(outputs).flatMap(([name, tensor]) => {
          const known = tensorOf(tensor);
          return known === undefined ? [] : [[name, known] as const];
        }),
      );
    },
  };
}

function tensorOf({ type, data, dims }: PackageTensor): OnnxTensor | undefined {
  if (type === 'float32' && data instanceof Float32Array) return { type, data, dims };
  if (type === 'int64' && data instanceof BigInt64Array) return { type, data, dims };
  return undefined;
}

function load(folder: string): Package {
  const problems: string[] = [];
  const named = process.env[FOLDER_VARIABLE];
  for (const each of [...(named === undefined || !isAbsolute(named) ? [] : [named]), folder]) {
    try {
      return createRequire(join(each, 'here.js'))(PACKAGE) as Package;
    } catch (error) {
      const [said = ''] = messageOf(error).split('\n');
      problems.push(said);
    }
  }
  throw new CodelumiError({
    reason: 'not-found',
    what: `The npm package ${PACKAGE}, which runs models of this kind, cannot be loaded: ${problems[0]}`,
    remedy: `Run npm install ${PACKAGE} in a folder of yours, and name that folder, with its whole path, in ${FOLDER_VARIABLE}.`,
  });
}
