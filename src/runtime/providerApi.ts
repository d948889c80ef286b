// What `codelumi-pipeline/openfeature` declares. This file is copied as it stands to dist/runtime/openfeature.d.ts.
import type { Deployments } from './api.js';

export interface DeploymentDetails<Value> {
  readonly value: Value;
  readonly variant: string;
  readonly reason: string;
  readonly flagMetadata: Record<string, string>;
}

interface Context {
  readonly targetingKey?: string;
  readonly [key: string]: unknown;
}

/**
 * A provider for `@openfeature/server-sdk`: the flag `codelumi.deployment` as an object of `deploymentId`, `kb` and
 * `reranker`, with the answers that flagd gives for the same file. Its methods reject with an error whose `code` is
 * one of OpenFeature's.
 */
export declare class CodelumiProvider {
  readonly metadata: { readonly name: string };
  readonly runsOn: 'server';
  constructor(deployments: Pick<Deployments, 'resolveKey' | 'problem'>);
  resolveBooleanEvaluation(flagKey: string): Promise<never>;
  resolveStringEvaluation(flagKey: string): Promise<never>;
  resolveNumberEvaluation(flagKey: string): Promise<never>;
  resolveObjectEvaluation<Value>(
    flagKey: string,
    defaultValue: Value,
    context: Context,
  ): Promise<DeploymentDetails<Value>>;
}
