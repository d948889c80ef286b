import { l10n, window, workspace } from 'vscode';
import { CodelumiError } from '../../core/errors.js';
import { logContext } from '../../core/mining/central/logContext.js';
import type { Provenance } from '../../core/records/candidate.js';
import { provenanceHolds } from '../../core/review/checkProvenance.js';
import { readConfig } from '../../core/workspace/config.js';
import { nodeContext } from '../../node/nodeContext.js';
import { openLine } from './openLine.js';
import { userDataFolder } from './userDataFolder.js';
import { requireRoot, requireTrustedRoot } from './workspaceFolder.js';

/**
 * Shows the log line that a candidate was made of: in its file, or, where logs are in a table, by itself.
 * @returns whether it still is what was recorded
 * @throws CodelumiError `not-trusted` where a server would have to be asked
 */
export async function openProof(proof: Provenance): Promise<boolean> {
  const context = nodeContext(
    requireRoot(),
    new AbortController().signal,
    undefined,
    userDataFolder(),
  );
  const config = await readConfig(context.files);
  if (config.sources.clickhouse === undefined) {
    await openLine(proof.file, proof.line);
    return provenanceHolds(context.files, proof);
  }
  requireTrustedRoot();
  const { files } = logContext(context, config);
  const { file, byte_offset: start, byte_length } = proof;
  const pieces: Uint8Array[] = [];
  for await (const piece of files.readChunks(file, { start, end: start + byte_length }))
    pieces.push(piece);
  const content = Buffer.concat(pieces).toString('utf8');
  await window.showTextDocument(await workspace.openTextDocument({ content }), { preview: true });
  return provenanceHolds(files, proof);
}

/** What `openProof` found changed. */
export function logChanged({ file, line }: Provenance): CodelumiError {
  return new CodelumiError({
    reason: 'changed-meanwhile',
    what: l10n.t('The log has changed since: what stands at this place is not what was recorded'),
    place: { file, line },
    remedy: l10n.t('Do not rely on it as proof.'),
  });
}
