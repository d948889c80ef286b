import assert from 'node:assert/strict';
import { postalAddress } from '../../../src/core/screening/recognisers/postalAddress.js';
import { found } from './secrets/scan.js';

const addressesIn = (text: string): string[] => found(text, [postalAddress]);

describe('postalAddress', () => {
  it('finds addresses in the forms of many countries, whole', () => {
    const addresses = [
      '221B Baker Street, London NW1 6XE',
      '1600 Pennsylvania Avenue NW, Washington, DC 20500',
      '350 5th Ave, New York, NY 10118',
      '742 Evergreen Terrace, Springfield',
      'Hauptstraße 12, 10115 Berlin',
      'Musterstr. 5a, 80331 München',
      '12 rue de la Paix, 75002 Paris',
      '12 bis, avenue Victor Hugo 75016 Paris',
      'Calle Mayor 5, 28013 Madrid',
      'Via Roma 12, 00184 Roma',
      'Kerkstraat 10, 1017 GB Amsterdam',
      'ul. Miła 57, 00-180 Warszawa',
      'Rua do Arenque 1634, Goiânia',
      'Storgatan 5, 111 23 Stockholm',
      'P.O. Box 149, Springfield, IL 62701',
      'Postfach 12 34, 8001 Zürich',
    ];
    for (const address of addresses) {
      assert.deepEqual(addressesIn(`My address is ${address}.`), [address], address);
    }
  });

  it('leaves alone what only looks like one', () => {
    const harmless = [
      'AWS Route 53, a 3 Way merge and 4 Hard Drive failures',
      'via HTTP 2; Via Port 80 we go',
      'a 404 Not Found Place holder',
      'see src/street/12 Main and v2.0 Street View API',
      'Chapter 3 The Way; Step 3 Close Connection',
      '100 Test Drive users have 20 GB Speicherplatz 20',
      'PR 12 by the Road Runner, 5 Road Warriors',
      'localhost:8080/12 Main Street/',
    ];
    for (const text of harmless) assert.deepEqual(addressesIn(text), [], text);
  });

  it('asks for a cue or a code where the word for the street means other things, too', () => {
    assert.deepEqual(addressesIn('Give 5 Elm Court a try'), []);
    assert.deepEqual(addressesIn('I live at 5 Elm Court'), ['5 Elm Court']);
  });
});
