import { Diagnostic, DiagnosticSeverity, l10n, Range } from 'vscode';
import type { LocatedFinding } from '../../core/screening/documents/findingsInDocument.js';
import { printable } from '../../shared/printable.js';
import type { RuleLinks } from './ruleLinks.js';

const SOURCE = 'CodeLumi';

/** VS Code shows no more of one file, and would say so in its own words. */
const MOST_SHOWN = 999;

export function rangeOf({ start, end }: Pick<LocatedFinding, 'start' | 'end'>): Range {
  return new Range(start.line, start.character, end.line, end.character);
}

/**
 * What blocks an acceptance or a snapshot is an error, what a person should judge a warning, and what
 * review has dealt with, while the file keeps the original, an information.
 *
 * @param isSettled whether review has dealt with it
 */
export function diagnosticsOf(
  found: readonly LocatedFinding[],
  links: RuleLinks,
  isSettled: (found: LocatedFinding) => boolean,
): Diagnostic[] {
  const diagnostics = found
    .slice(0, MOST_SHOWN)
    .map((each) => diagnosticOf(each, links, isSettled(each)));
  const hidden = found.length - diagnostics.length;
  return hidden > 0 ? [...diagnostics, moreDiagnostic(hidden)] : diagnostics;
}

function diagnosticOf(located: LocatedFinding, links: RuleLinks, isSettled: boolean): Diagnostic {
  const { rule, severity, message } = located.finding;
  const said = isSettled
    ? l10n.t('{0} Mended in review; the original stands here.', message)
    : message;
  const open = severity === 'blocking' ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;
  const diagnostic = new Diagnostic(
    rangeOf(located),
    printable(said),
    isSettled ? DiagnosticSeverity.Information : open,
  );
  diagnostic.source = SOURCE;
  const target = links.to(rule);
  diagnostic.code = target === undefined ? rule : { value: rule, target };
  return diagnostic;
}

function moreDiagnostic(hidden: number): Diagnostic {
  const diagnostic = new Diagnostic(
    new Range(0, 0, 0, 0),
    l10n.t(
      '{0} more findings in this file are not shown here. "Redact All in File" takes them in.',
      hidden,
    ),
    DiagnosticSeverity.Information,
  );
  diagnostic.source = SOURCE;
  return diagnostic;
}
