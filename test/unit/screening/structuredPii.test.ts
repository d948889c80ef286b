import assert from 'node:assert/strict';
import { found, foundBy, GENERAL } from '../support/scanning.js';

function check(
  rule: string,
  samples: readonly (readonly [text: string, ...values: string[]])[],
): void {
  for (const [text, ...values] of samples) assert.deepEqual(foundBy(rule, text), values, text);
}

describe('phone numbers', () => {
  it('are found in the forms of many countries', () => {
    check('phone-number', [
      ['+49 (0)30 901820', '+49 (0)30 901820'],
      ['+1-984-182-0190x12 or +41 62 585 51 90', '+1-984-182-0190x12', '+41 62 585 51 90'],
      ['+447911123456, +34 612 34 56 78', '+447911123456', '+34 612 34 56 78'],
      ['0044 20 7946 1234 from abroad', '0044 20 7946 1234'],
      [
        '(202) 456-1111, 202.456.1111, 1-202-456-1111',
        '(202) 456-1111',
        '202.456.1111',
        '1-202-456-1111',
      ],
      ['0471 12 34 56 in Brussels', '0471 12 34 56'],
      ['Rufnummer 089/1234567', '089/1234567'],
      ['телефон 8 495 123-45-67', '8 495 123-45-67'],
      ['我的手机13912345678谢谢', '13912345678'],
      ['電話は03-1234-5678です', '03-1234-5678'],
      ['call me at 2024561111', '2024561111'],
      ['my number is 98765 12340', '98765 12340'],
      ['tel:+12024561111;ext=5', '+12024561111'],
      ['T: 020 7123 4567\nM: 07911 123456', '020 7123 4567', '07911 123456'],
      ['416 60 039 office\n416 788-063-Fax', '416 60 039', '416 788-063'],
    ]);
  });

  it('are not seen in other numbers', () => {
    const harmless = [
      '1706094180 1706094180000 20240115 2024-01-15 10:30:00.123',
      'id 4561237890, order 202-456-1111, #2024561111, $202-456-1111',
      '192.168.100.200 10.0.19041.3803 1.2.3.4.5',
      '550e8400-e29b-41d4-a716-446655440000',
      'offset 0x7fff5fbff8a0, 1234567 bytes, 10 20 30 40 50 60 70',
      '12 34 56 78 90 12 34 56 78 90 12 34',
      '+12345 -1234567 +0100 1e+10',
      '(555) 123-4567, 202-555-0143, +1 555 0100, 123-456-7890, +44 7700 900123',
    ];
    for (const text of harmless) assert.deepEqual(foundBy('phone-number', text), [], text);
  });

  it('set aside for fiction are flagged in the general profile only', () => {
    assert.deepEqual(foundBy('phone-number', 'call (555) 123-4567', GENERAL), ['(555) 123-4567']);
  });
});

describe('payment cards', () => {
  it('are found by issuer and check digit, grouped or not', () => {
    check('credit-card', [
      ['4539148803436467', '4539148803436467'],
      ['4539 1488 0343 6467 and 4539-1488-0343-6467', '4539 1488 0343 6467', '4539-1488-0343-6467'],
      ['amex 3403 767927 48116', '3403 767927 48116'],
      ['card number 630427373398', '630427373398'],
      ['my card 4131034282458809939', '4131034282458809939'],
    ]);
  });

  it('are not seen in numbers that fail the check, that other things have, or that are for tests', () => {
    const harmless = [
      '4539148803436468 4539 1488 0343 6468',
      'trace_id=4539148803436467 order 4539148803436467',
      '0000000000000000 4444444444444444',
      '4242424242424242 4111 1111 1111 1111',
      '1706094180000 1706094180123',
    ];
    for (const text of harmless) assert.deepEqual(foundBy('credit-card', text), [], text);
    assert.deepEqual(foundBy('credit-card', 'card 4111 1111 1111 1111', GENERAL), [
      '4111 1111 1111 1111',
    ]);
  });
});

describe('bank numbers', () => {
  it('are found with their checks', () => {
    check('iban', [
      ['DE44 5001 0517 5407 3249 31', 'DE44 5001 0517 5407 3249 31'],
      ['my iban is gb42nawi04454264788619.', 'gb42nawi04454264788619'],
      ['DE44500105175407324932'],
      ['GB82 WEST 1234 5698 7654 32'],
      ['NL00ABNA0417164300, XX44500105175407324931'],
    ]);
    check('us-bank-routing', [
      ['routing number 021000021', '021000021'],
      ['routing 021000022'],
      ['021000021'],
    ]);
    check('bank-account', [
      ['account number: 40817810099910004312 or 4081781009', '4081781009'],
      ['4081781009'],
    ]);
  });
});

describe('network addresses', () => {
  it('are found where they may be somebody’s', () => {
    check('ip-address', [
      ['from 81.2.69.142:443', '81.2.69.142'],
      ['2a02:6b8::2:242 [2607:f8b0:4005:805::200e]', '2a02:6b8::2:242', '2607:f8b0:4005:805::200e'],
    ]);
    check('mac-address', [
      ['3c:22:fb:1a:9e:77 3C-22-FB-1A-9E-78', '3c:22:fb:1a:9e:77', '3C-22-FB-1A-9E-78'],
    ]);
  });

  it('are not seen in what is nobody’s, nor in versions, times and code', () => {
    const harmless = [
      '127.0.0.1 0.0.0.0 10.1.2.3 172.16.5.4 192.168.1.1 169.254.1.1 224.0.0.1 255.255.255.0 100.64.0.1',
      '192.0.2.1 198.51.100.7 203.0.113.9 8.8.8.8 1.1.1.1 52.94.0.0/16 52.94.12.0/24',
      'v4.18.2.61 version 81.2.69.142 Chrome/81.2.69.142 pkg==81.2.69.142 81.2.69.142.7 1.22.3.14',
      'std::vector a::b ::1 :: fe80::1 fd00::1 2001:db8::1 12:34:56 b::c::d key:value',
      '00:00:00:00:00:00 ff:ff:ff:ff:ff:ff 00:11:22:33:44:55 aa:bb:cc:dd:ee:ff',
      'MD5 3c:22:fb:1a:9e:77:3c:22:fb:1a:9e:77:3c:22:fb:1a',
    ];
    for (const text of harmless) assert.deepEqual(found(text), [], text);
    assert.deepEqual(foundBy('ip-address', 'at 10.1.2.3', GENERAL), ['10.1.2.3']);
  });
});

describe('where and when somebody is', () => {
  it('is found beside a word that says so', () => {
    check('date-of-birth', [
      ['DOB: 30/07/1985, born on July 30, 1985', '30/07/1985', 'July 30, 1985'],
      ['dateOfBirth = "1985-07-30"', '1985-07-30'],
      ['Ada, geb. 30.07.1985 in Köln', '30.07.1985'],
      ['geboren am 30. Juli 1985 oder 30.07.1985', '30.07.1985'],
      ['生年月日1985年7月30日', '1985年7月30日'],
      ['released on 1985-07-30, 30/07/1985'],
    ]);
    check('geo-coordinates', [
      ['{"lat": 48.137154, "lng": 11.576124}', '48.137154, "lng": 11.576124'],
      ['48.137154° N, 11.576124° E', '48.137154° N, 11.576124° E'],
      ['weights 48.137154, 11.576124'],
      ['lat 48.1, lng 11.5'],
      ['location 37.7749, -122.4194'],
      [`we met at 37°46'29.7"N 122°25'09.9"W`, `37°46'29.7"N 122°25'09.9"W`],
      [
        'N 37° 46.495′, W 122° 25.165′; 48°51′24″N/2°21′03″E',
        'N 37° 46.495′, W 122° 25.165′',
        '48°51′24″N/2°21′03″E',
      ],
      [`an angle of 45°30'N, 20 °C 30'`],
      [`a town at 45°30'N 12°10'E`],
    ]);
    check('path-user-name', [
      ['C:\\Users\\mschmidt\\AppData /home/kowalski/.ssh', 'mschmidt', 'kowalski'],
      ['/Users/mary.jones/Library file:///Users/mjones/x', 'mary.jones', 'mjones'],
      ['C:\\\\Users\\\\mschmidt\\\\x C:/Users/mschmidt/x', 'mschmidt', 'mschmidt'],
      ['/home/user/x /home/runner/work /Users/me C:\\Users\\Public\\x /home/$USER /home/<name>/x'],
      ['https://api.github.com/users/octocat https://acme.dev/Users/1 src/home/index.ts'],
    ]);
  });
});

describe('documents', () => {
  it('are found by the words beside them', () => {
    check('passport', [
      ['passport no X1234567', 'X1234567'],
      ['passport-local 1.0.0'],
      ['X1234567'],
    ]);
    check('driving-licence', [
      ["my driver's license number is 2270-66-1551", '2270-66-1551'],
      ['F162823540116'],
    ]);
    check('medical-record', [['MRN: 12345678', '12345678'], ['MRN: 2024-01-15']]);
    check('identity-number', [['national ID A12-3456-789', 'A12-3456-789']]);
    check('imei', [['IMEI 490154203237518', '490154203237518'], ['IMEI 490154203237519']]);
  });
});

describe('e-mail addresses', () => {
  it('of documentation are nobody’s in the profile for code, and somebody’s in the general one', () => {
    const samples = ['user@example.com', 'you@yourdomain.com', 'noreply@acme.dev', 'ada@shop.test'];
    for (const sample of samples) {
      assert.deepEqual(found(sample), [], sample);
      assert.deepEqual(foundBy('email-address', sample, GENERAL), [sample]);
    }
  });
});
