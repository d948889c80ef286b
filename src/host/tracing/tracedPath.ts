import { dirname } from 'node:path/posix';
import type { Uri } from 'vscode';
import { CodelumiError } from '../../core/errors.js';
import { isExplained } from '../../core/mining/explainLines.js';
import { readConfig } from '../../core/workspace/config.js';
import { ownDocumentOf } from '../records/ownDocument.js';
import { pathInWorkspace } from '../workspace/pathInWorkspace.js';
import { filesOfWorkspace } from '../workspace/userDataFolder.js';

/**
 * A file as jobs name it, if its lines can be followed: one of our own, a log, or of the knowledge base.
 * undefined for any other.
 */
export async function tracedPathOf(uri: Uri, root: string): Promise<string | undefined> {
  if (uri.scheme !== 'file') return undefined;
  const own = ownDocumentOf(uri);
  if (own !== undefined) return own.file;
  const path = await pathInWorkspace(uri.fsPath, root);
  if (path === undefined) return undefined;
  try {
    const config = await readConfig(filesOfWorkspace(root));
    const isKnowledge = dirname(path) === config.sources.knowledgeBase;
    return isKnowledge || isExplained(config, path) ? path : undefined;
  } catch (error) {
    // Settings that cannot be read name no file; whoever extracts or opens the view hears of it.
    if (error instanceof CodelumiError) return undefined;
    throw error;
  }
}
