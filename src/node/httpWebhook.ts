import { CodelumiError, JobCancelled } from '../core/errors.js';
import type { Webhook } from '../core/ports/webhook.js';
import { errorCode } from './fileErrors.js';

const PATIENCE_MS = 10_000;

/** POSTs over the network of this machine. */
export const httpWebhook: Webhook = { post };

async function post(url: string, json: string, signal: AbortSignal): Promise<void> {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  const { host } = new URL(url);
  let status: number;
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: json,
      // It could lead anywhere, and a POST would come there as a GET.
      redirect: 'manual',
      signal: AbortSignal.any([signal, patience]),
    });
    status = response.status;
    await response.body?.cancel();
  } catch (error) {
    if (signal.aborted) throw new JobCancelled();
    const why = patience.aborted ? 'did not answer within ten seconds' : reasonOf(error);
    throw notTaken(host, why, error);
  }
  if (status < 200 || status >= 300) throw notTaken(host, `answered with ${status}`, undefined);
}

/** `fetch` keeps what went wrong in the cause of its error. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = errorCode(cause) ?? errorCode(error);
  return code === undefined ? 'cannot be reached' : `cannot be reached (${code})`;
}

/** Names the host alone: the path of a webhook is its password. */
function notTaken(host: string, why: string, cause: unknown): CodelumiError {
  return new CodelumiError({
    reason: 'not-readable',
    what: `The webhook at ${host} ${why}`,
    remedy: 'See whether its address is right.',
    cause,
  });
}
