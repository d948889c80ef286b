import { ContextWords } from '../../contextWords.js';

/** Beside these any number of the right length is a phone number. */
export const PHONE_WORDS = new ContextWords(
  'phone, telephone, tel, tel., mobile, cell, cellular, cell phone, fax, telefax, ' +
    'phone number, mobile number, contact number, my number, his number, her number, ' +
    'their number, our number, landline, land line, hotline, helpline, whatsapp, wa.me, sms, ' +
    'signal, telegram, voicemail, call me, call us, call him, call her, call them, call on, ' +
    'call at, calling, phoned, called from, dial, text me, text us, text him, text her, ' +
    'reach me, reach us, reach him, reach her, ring me, toll free, tollfree, handy, telefon, ' +
    'telefonnummer, rufnummer, mobil, mobilnummer, téléphone, tél, portable, gsm, teléfono, ' +
    'telefono, móvil, movil, celular, cellulare, telefone, telemóvel, telefoon, ' +
    'telefoonnummer, mobiel, tlf, puhelin, telefonní, numer telefonu, komórka, τηλέφωνο, ' +
    'телефон, тел, мобильный, 電話, 电话, 手机, 携帯, 전화, 휴대폰, โทร, هاتف, טלפון, फ़ोन',
);

/** Beside these a number counts that is grouped as phone numbers are. */
export const CONTACT_WORDS = new ContextWords(
  'contact, call, reach, ring, answering, answer, message, text, registered, number, nr, ' +
    'line, office, desk, home, work, direct, ph, ph., mob, emergency, customer service, ' +
    'support line, rang, spoke, contacto, llamar, anrufen, appeler',
);

/** Right before a number: it is the number of something else. */
export const OTHER_NUMBERS = new ContextWords(
  'id, uuid, order, trace, span, ticket, invoice, port, pid, line, zip, zip code, account, ' +
    'card, ssn, isbn, issn, serial, version, timestamp, epoch, ts, build, commit, revision, ' +
    'rev, offset, size, bytes, tracking, ref, reference, sku, part, case, issue, pr, bug, ' +
    'rfc, date, between, range, rows, random, seed, iban, npi, mrn, nhs, tfn, sin, passport, ' +
    'licence, license, policy, tax, vat, asin',
);

/** Labels that stand right before or right behind a number in a signature: `T:`, `-Fax`, ` office`. */
export const LABEL_BEFORE =
  /(?:^|[^\p{L}\p{N}])(?:t|m|p|f|h|w|c|o|d|ph|tel|mob|cell|fax|office|home|work|desk|main|direct|mobile|phone)(?:\.?\s?:|[.)])\s{0,3}$/iu;
export const LABEL_BEHIND =
  /^[ ,;(\-/]{0,3}(?:office|fax|mobile|mob|cell|home|work|phone|tel|landline|voice|whatsapp)(?!\p{L})/iu;
