import type {
  ShownAgreement,
  ShownGrade,
  ShownPlace,
} from '../../src/shared/annotationProtocol.js';

/** A grade that was given and of which nobody has said yet that it is kept. */
export interface PendingGrade {
  readonly sample: string;
  readonly pair: string;
  readonly grade: ShownGrade;
}

/** All that the page shows. */
export interface AnnotationState {
  /** undefined before the first answer. */
  readonly place: ShownPlace | undefined;
  /** Why there is no place. */
  readonly failure: string | undefined;
  /** An answer is waited for: a key is about nothing until the next pair is shown. */
  readonly isBusy: boolean;
  readonly pending: PendingGrade | undefined;
  /** How people agree; undefined: nobody asked. */
  readonly agreements: readonly ShownAgreement[] | undefined;
  /** What was done or refused last; the number tells two alike apart. */
  readonly notice: { readonly number: number; readonly text: string; readonly isRefusal: boolean };
}

export const FIRST_STATE: AnnotationState = {
  place: undefined,
  failure: undefined,
  isBusy: true,
  pending: undefined,
  agreements: undefined,
  notice: { number: 0, text: '', isRefusal: false },
};
