import { workspace } from 'vscode';

export const OFFER_SETTING = 'codelumi.agents.offer';

/** What the user lets agents have: tools of the editor, a server for MCP, both or nothing. */
export function agentsOffer(): { readonly tools: boolean; readonly mcp: boolean } {
  const offer = workspace.getConfiguration('codelumi').get<string>('agents.offer', 'tools');
  return {
    tools: offer === 'tools' || offer === 'both',
    mcp: offer === 'mcp' || offer === 'both',
  };
}
