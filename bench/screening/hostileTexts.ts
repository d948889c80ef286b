/** What the rules look for, and what they stumble over, again and again without end. */
const PIECES: readonly string[] = [
  ...[
    'a',
    ' ',
    'a@',
    'a.',
    'a@b.',
    'a@b.co ',
    '1',
    '1 ',
    '1-',
    '1.',
    '12 ',
    '1 2 3 4 ',
    '123-45-6789 ',
  ],
  ...['4111 ', '4111 1111 1111 1112 ', '12345678901234567890 ', '+1 202 456 1111 ', '+1', '('],
  ...[
    '(202) 456-',
    '202-456-1111 ',
    ':',
    '::',
    'ff:',
    '00:11:',
    '2a02:6b8::2 ',
    '1.2.3.4 ',
    '81.2.69.142 ',
  ],
  ...[
    '/home/',
    '/home/ada ',
    'C:\\Users\\',
    '\\',
    '&',
    '&#64;',
    '%40',
    '\\u0040',
    'a\u200b',
    '\uff11',
    '1\u2013',
  ],
  ...[
    '\ud800',
    ' at ',
    ' dot ',
    'a at b dot ',
    '(at)',
    'a(at)b(dot)',
    ' @ ',
    'one ',
    'one two ',
    'double ',
  ],
  ...[
    'QUJD',
    'YUBiLmNv ',
    'eyJ',
    '=',
    '/',
    'GB82',
    'GB82 WEST 1234 ',
    'AAAAAA99A99A999A',
    '12345678Z ',
  ],
  ...[
    'born 1/1/1990 ',
    '1990-01-01 ',
    'January 1, 1990 ',
    'lat 12.34567,',
    '1\u00b0 1\u2032 ',
    'passport X1234567 ',
    'X1234567-',
  ],
  ...[
    'ssn 536221234 ',
    'account number 12345678 ',
    'phone ',
    'phone 5551234567 ',
    'call me at 20 30 40 50 ',
  ],
  ...['mrn 12345678 ', 'cpf 11144477735 ', '://', 'http://a:b@', '<', '"', '{', '[EMAIL_1] '],
];

/** A text of about so many characters that is nothing but one piece repeated. */
function repeated(piece: string, length: number): string {
  return piece.repeat(Math.ceil(length / piece.length));
}

/** Hostile texts by what they repeat: no rule may take more than time in proportion to their length. */
export function hostileTexts(length: number): ReadonlyMap<string, string> {
  return new Map(PIECES.map((piece) => [piece, repeated(piece, length)]));
}
