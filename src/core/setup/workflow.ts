export const WORKFLOW_FILE = '.github/workflows/codelumi.yml';

/**
 * A workflow for GitHub Actions that verifies what people decided and posts the verdict.
 *
 * A pull request is judged by the command line of the branch it leads to, in a job that may only read; a second
 * job, which runs nothing of the repository, writes the comment. There is no `pull_request_target`: a fork's
 * pull request gets no token that can write, and its verdict stands in the run's summary alone.
 *
 * @param branch the one that pull requests lead to
 */
export function workflow(branch: string): string {
  return `# Written by "codelumi init --github". It is not written again: change it as you like.
name: CodeLumi
on:
  pull_request:
  push:
    branches: [${JSON.stringify(branch)}]
permissions: {}
concurrency:
  group: codelumi-\${{ github.ref }}
  cancel-in-progress: true
jobs:
  verify:
    name: Verify what may be learned
    runs-on: ubuntu-latest
    timeout-minutes: 30
    permissions:
      contents: read
    outputs:
      verdict: \${{ steps.verify.outputs.verdict }}
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0
          persist-credentials: false
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - name: Verify
        id: verify
        shell: bash
        env:
          BASE: \${{ github.base_ref }}
          TOOL: tools/codelumi.cjs
        run: |
          judge="$RUNNER_TEMP/codelumi.cjs"
          # A pull request is judged by the tool of the branch it leads to, not by one that it brings along.
          if [ -n "$BASE" ] && git cat-file -e "origin/$BASE:$TOOL" 2> /dev/null; then
            git show "origin/$BASE:$TOOL" > "$judge"
          else
            cp "$TOOL" "$judge"
          fi
          # What was on that branch must stand here as it stood there: journals only grow.
          base=()
          if [ -n "$BASE" ]; then
            help="$(node "$judge" verify --help)"
            if [[ "$help" == *--base* ]]; then base=(--base "origin/$BASE"); fi
          fi
          code=0
          node "$judge" verify --mend --markdown "\${base[@]}" > verdict.md || code=$?
          cat verdict.md >> "$GITHUB_STEP_SUMMARY"
          end="end-$(node -p 'crypto.randomUUID()')"
          {
            echo "verdict<<$end"
            head -c 60000 verdict.md
            echo
            echo "$end"
          } >> "$GITHUB_OUTPUT"
          exit "$code"
  comment:
    name: Post the verdict
    needs: verify
    # The token of a fork's pull request may only read.
    if: \${{ !cancelled() && github.event_name == 'pull_request' && github.event.pull_request.head.repo.full_name == github.repository }}
    runs-on: ubuntu-latest
    timeout-minutes: 5
    permissions:
      pull-requests: write
    steps:
      - name: Comment
        shell: bash
        env:
          GH_TOKEN: \${{ github.token }}
          REPOSITORY: \${{ github.repository }}
          NUMBER: \${{ github.event.pull_request.number }}
          VERDICT: \${{ needs.verify.outputs.verdict }}
        run: |
          if [ -z "$VERDICT" ]; then exit 0; fi
          marker='<!-- codelumi verdict -->'
          printf '%s\\n\\n%s\\n' "$marker" "$VERDICT" > body.md
          comments="repos/$REPOSITORY/issues/$NUMBER/comments"
          own='.[] | select(.user.login == "github-actions[bot]" and (.body | startswith("<!-- codelumi verdict -->"))) | .id'
          id="$(gh api --paginate "$comments" --jq "$own" | head -n 1)"
          if [ -n "$id" ]; then
            gh api --silent --method PATCH "repos/$REPOSITORY/issues/comments/$id" --field body=@body.md
          else
            gh api --silent --method POST "$comments" --field body=@body.md
          fi
`;
}
