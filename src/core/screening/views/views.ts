import { ScannedText } from '../scannedText.js';
import { base64View } from './base64View.js';
import { decodedView } from './decodedView.js';
import { spokenView } from './spokenView.js';
import type { View } from './view.js';

/** A way to read a text other than as it stands, and what rules are given of it. */
export interface Reading {
  readonly view: View;
  readonly scanned: ScannedText;
}

/** Every such way that tells something new; none for most texts. */
export function readingsOf(plain: ScannedText): Reading[] {
  const decoded = reading(decodedView(plain));
  const spoken = reading(spokenView(decoded?.scanned ?? plain, decoded?.view));
  return [decoded, spoken, reading(base64View(plain))].filter((each) => each !== undefined);
}

function reading(view: View | undefined): Reading | undefined {
  return view === undefined ? undefined : { view, scanned: new ScannedText(view.text) };
}
