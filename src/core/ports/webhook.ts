/** Sends documents to an address that a person named. */
export interface Webhook {
  /**
   * POSTs a JSON document; follows no redirection.
   * @param url https, or http to this machine
   * @throws CodelumiError `not-readable` where nobody takes it within ten seconds; JobCancelled
   */
  post(url: string, json: string, signal: AbortSignal): Promise<void>;
}
