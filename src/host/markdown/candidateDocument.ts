import type { Uri } from 'vscode';
import { l10n } from 'vscode';
import { CodelumiError } from '../../core/errors.js';
import { isCandidateId } from '../../core/records/candidate.js';
import { printable } from '../../shared/printable.js';
import { FollowedDocuments, idShownIn } from '../documents/followedDocuments.js';
import type { ReviewDesk } from '../review/reviewDesk.js';
import { candidateMarkdown, fenced } from './candidateMarkdown.js';

const SCHEME = 'codelumi-candidate';

/** The candidate that a document of ours shows; undefined for any other document. */
export function candidateShownIn(uri: Uri): string | undefined {
  return idShownIn(SCHEME, uri);
}

type Desk = Pick<ReviewDesk, 'readMasked' | 'onDidChange'>;

/** Candidates as read-only Markdown, which follows what is decided about them. */
export class CandidateDocument extends FollowedDocuments {
  constructor(desk: Desk) {
    super({ scheme: SCHEME, onDidChange: desk.onDidChange, textOf: (id) => markdownOf(desk, id) });
  }

  /** @throws CodelumiError `wrong-usage` for what is no candidate's id */
  override async show(id: string): Promise<void> {
    if (!isCandidateId(id)) {
      throw new CodelumiError({
        reason: 'wrong-usage',
        what: l10n.t('That is no candidate'),
        remedy: l10n.t('Choose one in the Candidates view or open the review panel.'),
      });
    }
    await super.show(id);
  }
}

/** What cannot be read says why: the document may be open while its candidate goes. */
async function markdownOf(desk: Desk, id: string): Promise<string> {
  try {
    return candidateMarkdown(await desk.readMasked(id));
  } catch (error) {
    if (!(error instanceof CodelumiError)) throw error;
    return l10n.t('# Not readable\n\n{0}\n', fenced(printable(`${id}: ${error.message}`)));
  }
}
