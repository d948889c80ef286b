/** How far before a name its cue may stand. */
const REACH = 40;

/** What stands before a name, from the surest on. */
export type Cue = 'title' | 'strong' | 'field' | 'weak' | 'none' | 'place';

/** Cues by the last word, or the last two, before a name; in lower case, without quotes and brackets. */
const CUES = new Map<string, Cue>([
  ...cues(
    'title',
    `mr mr. mrs mrs. ms ms. mx mx. dr dr. prof prof. professor miss mister madam sir herr herrn frau señor señora
    sr. sra. mme monsieur madame mlle dhr. mevr. doktor dott. sgt. capt. lt. gov. rev.`,
  ),
  ...cues(
    'strong',
    `named call_me calls_me called_me name_is heiße ist_name m'appelle llamo chiamo heet signed-off-by: co-authored-by:
    reviewed-by: acked-by: tested-by: reported-by: suggested-by: helped-by: co-developed-by: full_name: first_name: last_name:
    author_name: maiden_name: family_name: given_name: middle_name: fullname: firstname: lastname: full_name: first_name: last_name:
    author_name: employee_name: customer_name: patient_name: author: authors: author= author:= author_= maintainer: maintainers:
    surname: patient: employee: assigned_to directed_by directed_by: written_by created_by posted_by signed_by authored_by
    sincerely sincerely, regards regards, cheers, yours, yours_truly, dear attn: attn attention: @author name? account?`,
  ),
  ...cues(
    'field',
    `name: user: owner: assignee: reporter: reviewer: contact: contact_person: customer: client: from: to: cc: cc hi hello hey
    this_is i_am i'm i’m thanks thanks, thank_you thank_you, says said wrote asked told copyright copyright, (c) © starring
    featuring brother sister son daughter wife husband mother father friend colleague boss ceo founder founders:`,
  ),
  ...cues(
    'place',
    `st st. rua rúa rue ul ul. via viale calle avenida cite plaza platz place corso paseo santa fort port mount lake
    in at near visit`,
  ),
  ...cues(
    'weak',
    `by with from to ask tell met meet email emailed called thanks_to and saw know knows love loves unlike manager player
    singer actor actress writer director minister president senator judge captain coach doctor for customer user`,
  ),
]);

function cues(cue: Cue, phrases: string): [string, Cue][] {
  return phrases.split(/\s+/u).map((phrase) => [phrase.replaceAll('_', ' '), cue]);
}

/** What a cue can end in, behind one of its spaces or none: most words before a name are none of these. */
const CUE_ENDS: ReadonlySet<string> = new Set(
  Array.from(CUES.keys()).flatMap((cue) => {
    const words = cue.split(' ');
    return words.map((_, from) => words.slice(from).join(' '));
  }),
);

const STRIPPED = /["'`*>()[\]{}|]/gu;
const SMALL_LETTERS = /^[a-z]+$/u;
const YEAR = /^(?:\d{4}(?:[-–]\d{4})?|\d{4}[-–]present),?$/u;
const COPYRIGHT = /copyright|\(c\)|©/iu;
const SPEECH_END = /["”'’],?$/u;

/** Right behind a name: what people do, have and are. */
const DOES =
  /^(?:,? (?:said|says|wrote|writes|asked|asks|told|tells|replied|answered|suggested|suggests|mentioned|thinks|thought|wants|wanted|loves|likes|lives|lived|flew|died|married|emailed|joined|explained|claims|claimed|agreed|points out|pointed out|listed|gave|had given|spoke|speaks|smiled|laughed|shouted|began|can I|who|whose|born|aged|is from|is a \d|is very|is my|was my|was born|spent)(?![\p{L}])| ?<[\w.+-]{1,64}@|['’]s (?:mother|father|brother|sister|son|daughter|wife|husband|friend|house|phone|email|e-mail|number|address|birthday|car|kid|kids|killers?|account|card|passport|office|desk|novel|book|song|album))/u;
const NUMBER_AFTER = /^,? ?\d/u;
const NUMBER_BEFORE = /\d,? $/u;
const ARTICLE = /(?:^|[^\p{L}])(?:the|a|an|this|that|on|of|via|using|use|run|install) $/iu;
const SENTENCE_START = /(?:[.!?:\n]|^)["'(*>\s-]{0,4}$/u;

/** What stands before a place in a text. */
export function cueBefore(text: string, start: number): Cue {
  const before = text.slice(Math.max(0, start - REACH), start);
  const [last = '', previous = ''] = lastWords(before);
  const whole = SMALL_LETTERS.test(last)
    ? last
    : last.toLowerCase().replaceAll(STRIPPED, '').replaceAll('_', ' ');
  // In JSON without blanks the key behind the last comma is the cue: `{"id":7,"lastName":"…"`.
  const bare = whole.slice(whole.lastIndexOf(',', whole.length - 2) + 1);
  if (YEAR.test(bare) && COPYRIGHT.test(before)) return 'field';
  if (!CUE_ENDS.has(bare)) return 'none';
  const cue =
    CUES.get(`${previous.toLowerCase().replaceAll(STRIPPED, '')} ${bare}`) ??
    CUES.get(bare) ??
    'none';
  const spoken = cue === 'field' && (bare === 'says' || bare === 'said');
  return spoken && SPEECH_END.test(previous) ? 'strong' : cue;
}

/** The last two words, the last first. */
function lastWords(before: string): string[] {
  const words: string[] = [];
  let end = before.length;
  while (words.length < 2 && end > 0) {
    while (end > 0 && isSpace(before.charCodeAt(end - 1))) end -= 1;
    let start = end;
    while (start > 0 && !isSpace(before.charCodeAt(start - 1))) start -= 1;
    const word = before.slice(start, end);
    // Quotes and brackets alone are no word.
    if (/[^"'`*_>()[\]{}|]/u.test(word)) words.push(word);
    end = start;
  }
  return words;
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0;
}

export function actsLikeAPerson(after: string): boolean {
  return DOES.test(after);
}

/** Whether a number stands beside it, as in addresses. */
export function hasNumberBeside(before: string, after: string): boolean {
  return NUMBER_AFTER.test(after) || NUMBER_BEFORE.test(before);
}

export function isAfterArticle(before: string): boolean {
  return ARTICLE.test(before);
}

export function beginsSentence(before: string): boolean {
  return SENTENCE_START.test(before);
}
