import {
  type PanelEvent,
  type PanelRequest,
  resultSchemas,
  toPanelSchema,
} from '../../src/shared/panelProtocol.js';
import { HostLink, type Protocol } from '../page/hostLink.js';

type Results = typeof resultSchemas;

/** The review panel's line to the extension. */
export type PanelLink = HostLink<PanelRequest, Results, PanelEvent>;

const PROTOCOL: Protocol<Results, PanelEvent> = {
  toPage: toPanelSchema,
  results: resultSchemas,
  /** A command, a step of any number of decisions, and a look at the whole knowledge base end when they end. */
  unlimited: new Set(['run', 'undo', 'redo', 'impact', 'rerankedImpact']),
};

export function panelLink(
  options: ConstructorParameters<typeof HostLink<PanelRequest, Results, PanelEvent>>[1],
): PanelLink {
  return new HostLink(PROTOCOL, options);
}
