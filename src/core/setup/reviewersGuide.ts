import { REVIEW_FILES_FOLDER } from '../workspace/paths.js';

/** For whoever finds the folder before they find the product. */
export const REVIEWERS_GUIDE_FILE = `${REVIEW_FILES_FOLDER}/README.md`;

export const REVIEWERS_GUIDE = `# Reviewing what the assistant may learn

Each \`review_YYYY-MM-DD.md\` here lists answers that users were glad of. Nothing is learned that no person accepted.

1. Read the question and the answer, and look at where it comes from.
2. Tick one of **Accept**, **Reject** and **Flag** (set aside for somebody else). Leave all empty to decide later.
3. To accept, tick the checklist as well, each item only if it is true:
   - **Factually right**: you checked it, not only believe it.
   - **Backed by its source**: the conversation it comes from, or documentation, says so.
   - **Nothing private in it**: no names, addresses, keys, or paths of somebody's machine.
   - **Clear and complete by itself**: somebody who was not there understands it.
4. You may mend question and answer where they stand. Write why under **Reason** when you reject or flag.
5. Commit the file, or edit it in the pull request. Whoever has CodeLumi reads it in with
   \`codelumi review import ${REVIEW_FILES_FOLDER}/review_YYYY-MM-DD.md\`.

The same can be done in VS Code (**CodeLumi: Open Review Panel**), with more beside each answer.
`;
