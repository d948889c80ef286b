import {
  type AnnotationEvent,
  type AnnotationRequest,
  annotationResults,
  toAnnotationSchema,
} from '../../src/shared/annotationProtocol.js';
import { HostLink, type Protocol } from '../page/hostLink.js';

type Results = typeof annotationResults;

/** The page's line to the extension. */
export type AnnotationLink = HostLink<AnnotationRequest, Results, AnnotationEvent>;

const PROTOCOL: Protocol<Results, AnnotationEvent> = {
  toPage: toAnnotationSchema,
  results: annotationResults,
  unlimited: new Set(),
};

export function annotationLink(
  options: ConstructorParameters<typeof HostLink<AnnotationRequest, Results, AnnotationEvent>>[1],
): AnnotationLink {
  return new HostLink(PROTOCOL, options);
}
