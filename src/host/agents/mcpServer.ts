import { Disposable, EventEmitter, Uri, workspace } from 'vscode';
import { MCP_SERVERS } from '../../shared/ids.js';
import { cliArguments, NODE_ENVIRONMENT } from '../cli/shippedCli.js';
import { workspaceRoot } from '../workspace/workspaceFolder.js';
import { type McpServerProvider, mcpApi } from './mcpApi.js';
import { agentsOffer, OFFER_SETTING } from './offerSetting.js';

/**
 * Offers `codelumi mcp`, as it is shipped, to the editor's MCP client, where the setting says so. Nothing is started in a
 * workspace that is not trusted.
 *
 * @param cli absolute path of `dist/codelumi.cjs`
 */
export function offerMcpServer(cli: string, toolVersion: string): Disposable {
  const api = mcpApi();
  if (api === undefined) return new Disposable(() => {});
  const changed = new EventEmitter<void>();
  const tell = () => changed.fire();
  const provider: McpServerProvider = {
    onDidChangeMcpServerDefinitions: changed.event,
    provideMcpServerDefinitions: () => {
      const root = workspaceRoot();
      if (!agentsOffer().mcp || root === undefined || !workspace.isTrusted) return [];
      const args = [cli, 'mcp', ...cliArguments(root)];
      const server = new api.Server(
        'CodeLumi',
        process.execPath,
        args,
        { ...NODE_ENVIRONMENT },
        toolVersion,
      );
      server.cwd = Uri.file(root);
      return [server];
    },
  };
  return Disposable.from(
    api.register(MCP_SERVERS, provider),
    changed,
    workspace.onDidGrantWorkspaceTrust(tell),
    workspace.onDidChangeWorkspaceFolders(tell),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(OFFER_SETTING)) tell();
    }),
  );
}
