import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated, forgetReview, root, until } from './support/workspace.js';

describe('the settings file in the editor', () => {
  after(forgetReview);

  it('has its typing errors underlined', async () => {
    await activated();
    const uri = vscode.Uri.joinPath(vscode.Uri.file(root()), '.codelumi/config.json');
    const text = '{ "minning": {}, "screening": { "minimumAnswerCharacters": "many" } }\n';
    await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
    await vscode.window.showTextDocument(uri);
    await until(() => vscode.languages.getDiagnostics(uri).length >= 2, 'the editor found both');
    const marked = vscode.languages
      .getDiagnostics(uri)
      .map(({ range }) => text.slice(range.start.character, range.end.character));
    assert.deepEqual(marked.sort(), ['"many"', '"minning"']);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
});
