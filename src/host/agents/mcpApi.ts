import * as api from 'vscode';

/**
 * What VS Code 1.101 added for servers of the Model Context Protocol, as far as we use it. Our types are those of 1.100, the
 * oldest that is supported, so both are looked for when they are needed.
 */
export interface StdioServer {
  readonly label: string;
  cwd?: api.Uri;
  command: string;
  args: string[];
}

export interface McpServerProvider {
  readonly onDidChangeMcpServerDefinitions: api.Event<void>;
  provideMcpServerDefinitions(): StdioServer[];
}

interface McpApi {
  register(id: string, provider: McpServerProvider): api.Disposable;
  readonly Server: new (
    label: string,
    command: string,
    args: string[],
    env: Record<string, string | number | null>,
    version: string,
  ) => StdioServer;
}

/** undefined: this VS Code is older than 1.101. */
export function mcpApi(): McpApi | undefined {
  const { registerMcpServerDefinitionProvider: register } = api.lm as Partial<
    Record<'registerMcpServerDefinitionProvider', McpApi['register']>
  >;
  const { McpStdioServerDefinition: Server } = api as Partial<
    Record<'McpStdioServerDefinition', McpApi['Server']>
  >;
  return register === undefined || Server === undefined ? undefined : { register, Server };
}
