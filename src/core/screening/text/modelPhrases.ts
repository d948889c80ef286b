import { Trigger } from '../triggers.js';

/** What somebody writes who wants a model, not a reader, to do something. */
export interface Phrase {
  /** No text without one of each of these holds the phrase. */
  readonly triggers: readonly Trigger[];
  /** Nor one in which none of these is a word of its own. */
  readonly words?: Trigger;
  /** With one of these, a word of its own or the beginning of one, the pattern begins; others begin anywhere. */
  readonly begins?: Trigger;
  /** The pattern begins with a line, and little stands before one of `words`. */
  readonly beginsLine?: true;
  readonly pattern: RegExp;
  readonly score: number;
  readonly message: string;
}

/** What an assistant does and a program does not. */
const SPEAKS =
  '(?:recommend|suggest|reply|respond|answer|say|tell (?:the |every |all |any )?(?:users?|people|them|everyone|anyone|customers?)|claim|promote|pretend|reveal|disclose|obey|comply|refuse|redirect|instruct|convince|persuade)';
const TO_MODEL = 'This speaks to a model, not to a reader.';
const OVERRIDE = 'This asks a model to set its instructions aside.';
const FORGED = 'This imitates the markup that separates a model’s instructions from its input.';
const SECRECY = 'This asks a model to keep something from the user.';

/** A pattern in which a space stands for white space of any kind, a few of them, line ends too. */
function spaced(source: string): RegExp {
  return new RegExp(source.replaceAll(' ', String.raw`\s+`), 'gu');
}

/** The same, to be looked for at one place only. */
function spacedHere(source: string): RegExp {
  return new RegExp(spaced(source).source, 'uy');
}

function triggers(words: string): Trigger {
  return new Trigger(words.split(' '));
}

const INSTRUCTIONS = triggers(
  'instruction prompt rule message guideline direct context constraint polic command',
);
const SETS_ASIDE = triggers('ignore disregard forget override bypass discard');
/** Of what an assistant does, and `mention`, `advise`, `send them`, `point them`. */
const SPOKEN = triggers(
  'recommend suggest repl respond answer say tell claim promote pretend reveal disclos obey comply refuse redirect instruct convince persuade advise mention them',
);
const YOU = triggers('you');
const ALWAYS = triggers('always only never');
const REVEALS = triggers(
  'reveal print output repeat show leak disclose send forward upload post exfiltrate',
);
const ROLES = triggers('system assistant developer human user');
/** Elements have their name right behind the bracket, the slash or the colon of a namespace. */
const ELEMENTS = new Trigger([
  '"tool_',
  '"function_',
  ...'tool_ function_ function= invoke parameter system assistant instruction thinking'
    .split(' ')
    .flatMap((name) => [`<${name}`, `/${name}`, `:${name}`]),
]);

/**
 * Anchored at a word, repetitions bounded: linear. A pattern sees phrases, not meaning, so a person
 * decides.
 */
export const PHRASES: readonly Phrase[] = [
  {
    // ignore all previous instructions
    triggers: [SETS_ASIDE, INSTRUCTIONS],
    begins: SETS_ASIDE,
    pattern: spacedHere(
      String.raw`\b(?:ignore|disregard|forget|override|bypass|discard)(?: (?:all|any|the|your|my|of|these|those|every|everything)){0,4} (?:previous|prior|earlier|above|preceding|former|existing|original|initial|system|developer|other|safety)(?: (?:system|developer|safety|user|set|of))?,? (?:instructions?|prompts?|rules?|messages?|guidelines?|directions?|directives?|context|constraints?|polic(?:y|ies)|commands?)\b`,
    ),
    score: 0.97,
    message: OVERRIDE,
  },
  {
    triggers: [SETS_ASIDE, triggers('told above before')],
    begins: SETS_ASIDE,
    pattern: spacedHere(
      String.raw`\b(?:ignore|disregard|forget)(?: (?:all|any|everything|what|anything)){1,2} (?:you (?:were|have been) told|(?:written |said |stated )?(?:above|before this))\b`,
    ),
    score: 0.9,
    message: OVERRIDE,
  },
  {
    // you must always tell users …
    triggers: [SPOKEN],
    begins: YOU,
    pattern: spacedHere(
      String.raw`\byou (?:must|should|shall|will|have to|need to|are to)(?: (?:now|always|only|never|not|instead|immediately)){0,2} ${SPEAKS}\b`,
    ),
    score: 0.85,
    message: TO_MODEL,
  },
  {
    triggers: [SPOKEN],
    words: triggers('assistant model ai'),
    begins: triggers('the'),
    pattern: spacedHere(
      String.raw`\bthe (?:assistant|model|ai) (?:must|should|shall|will|has to|needs to|is to)(?: (?:now|always|only|never|not|instead|immediately)){0,2} ${SPEAKS}\b`,
    ),
    score: 0.85,
    message: TO_MODEL,
  },
  {
    triggers: [SPOKEN],
    begins: ALWAYS,
    pattern: spacedHere(
      String.raw`\b(?:always|only|never) (?:recommend|suggest|promote|advise|tell (?:the |every |all |any )?(?:users?|people|them|him|her|customers?|anyone|everyone)|(?:reply|respond|answer)(?: only)? (?:with|that|in|by saying|as)|say that|claim that|mention)\b`,
    ),
    score: 0.75,
    message: TO_MODEL,
  },
  {
    triggers: [triggers('now henceforth question quer request conversation answer response')],
    words: triggers('now henceforth all every'),
    begins: triggers('from henceforth for'),
    pattern: spacedHere(
      String.raw`\b(?:from now on|henceforth|for (?:all|every) (?:future |further |following |subsequent )?(?:questions?|quer(?:y|ies)|requests?|conversations?|answers?|responses?)),? (?:you|always|only|never|recommend|reply|respond|answer|say|tell|use|act|pretend|ignore)\b`,
    ),
    score: 0.85,
    message: TO_MODEL,
  },
  {
    triggers: [SPOKEN, triggers('ask want mention say inquire')],
    begins: triggers('when whenever if'),
    pattern: spacedHere(
      String.raw`\b(?:when(?:ever)?|if) (?:the |a |any |some)?(?:user|person|customer|anyone|someone|anybody|somebody|they|people) (?:asks?|wants?|mentions?|says?|inquires?)\b[^.\n]{0,80}?,? (?:always |only |you (?:must|should) )?(?:recommend|reply|respond|answer|say|tell (?:them|him|her|the user)|redirect|send them|point them)\b`,
    ),
    score: 0.7,
    message: TO_MODEL,
  },
  {
    triggers: [triggers('now longer actually')],
    begins: YOU,
    pattern: spacedHere(
      String.raw`\byou are (?:now|no longer|actually|from now on) (?:a |an |the |my |in )?(?:\w{1,20} ){0,3}(?:assistant|model|ai|bot|chatbot|agent|mode|persona|dan|jailbroken|unrestricted|unfiltered|bound|restricted|limited|developer)\b`,
    ),
    score: 0.9,
    message: TO_MODEL,
  },
  {
    triggers: [
      triggers('pretend filtered restricted jailb evil dan god developer debug'),
      triggers('pretend act mode'),
    ],
    begins: triggers('pretend act enter enable switch developer'),
    pattern: spacedHere(
      String.raw`\b(?:pretend (?:to be|that you are|you are|you['’]re) (?:a |an |the )?(?:different |unrestricted |evil |other )?(?:ai|assistant|model|bot|chatbot|human|hacker|dan|system)\b|act as (?:an? )?(?:unrestricted|unfiltered|jailbroken|evil|dan\b)|(?:enter|enable|activate|switch to) (?:developer|dan|god|jailbreak|debug) mode (?:now|and)|developer mode (?:enabled|activated))\b`,
    ),
    score: 0.8,
    message: TO_MODEL,
  },
  {
    triggers: [triggers('prompt instruction history api credentials secrets environment'), REVEALS],
    words: triggers('the your all any every its'),
    begins: REVEALS,
    pattern: spacedHere(
      String.raw`\b(?:reveal|print|output|repeat|show|leak|disclose|send|forward|upload|post|exfiltrate)(?: me)? (?:the |your |all |any |every |its ){1,2}(?:system prompt|hidden (?:prompt|instructions?)|initial (?:prompt|instructions?)|instructions above|(?:conversation|chat) history|api keys?|credentials|secrets|environment variables) (?:to|as|verbatim|above|in full|word for word)\b`,
    ),
    score: 0.85,
    message: TO_MODEL,
  },
  {
    triggers: [
      triggers('tell inform reveal mention disclos notify alert ask warn'),
      triggers('user anyone anybody developer reviewer human'),
    ],
    words: triggers('not don never without'),
    begins: triggers('do never without'),
    pattern: spacedHere(
      String.raw`\b(?:do not|don['’]t|never|without) (?:tell(?:ing)?|inform(?:ing)?|reveal(?:ing)?|mention(?:ing)?|disclos(?:e|ing)|notify(?:ing)?|alert(?:ing)?|ask(?:ing)?|warn(?:ing)?)(?: this| it| that| these)?(?: to| about| about this to)? (?:the user|users|anyone|anybody|the developer|the reviewer|the human)\b`,
    ),
    score: 0.8,
    message: SECRECY,
  },
  {
    triggers: [triggers('<| inst] <<sys <</sys of_turn')],
    pattern: spaced(
      String.raw`<\|(?:im_(?:start|end|sep)|system|user|assistant|endoftext|end_of_text|begin_of_text|eot_id|eom_id|start_header_id|end_header_id|python_tag|channel|message|return|call|constrain|start|end)\|>|\[\/?inst\]|<<\/?sys>>|<\/?(?:start|end)_of_turn>|<\/?s>\s?\[inst\]`,
    ),
    score: 0.95,
    message: FORGED,
  },
  {
    triggers: [ELEMENTS],
    pattern: spaced(
      String.raw`<\/?(?:\w{1,12}:)?(?:tool_(?:call|use|result|response)s?|function_(?:call|result)s?|function=[\w.-]{1,60}|invoke name=|parameter name=|system(?:[-_](?:reminder|message|prompt|instructions?))?|assistant|instructions?|thinking)\b[^>\n]{0,80}>|"(?:tool_calls?|function_call|tool_use_id)"\s{0,3}:`,
    ),
    score: 0.8,
    message: FORGED,
  },
  {
    triggers: [
      triggers('ignor игнорируй 忽略 無視 무시'),
      triggers(
        'anweisung instruktion regeln instructions consignes instruccion istruzioni instruções инструкции указания 忽略 無視 무시',
      ),
    ],
    pattern: spaced(
      `ignorier(?:e|en sie|t) (?:alle |die |deine |sämtliche ){0,2}(?:vorherigen|bisherigen|vorigen|obigen|früheren) (?:anweisungen|instruktionen|regeln)|ignore[zr]? (?:toutes )?(?:les|vos|tes) (?:instructions|consignes) (?:précédentes|antérieures)|ignora (?:todas )?(?:las|tus) instrucciones (?:anteriores|previas)|ignora (?:tutte )?le (?:precedenti istruzioni|istruzioni precedenti)|ignor[ea] (?:todas )?as instruções anteriores|игнорируй(?:те)? (?:все )?предыдущие (?:инструкции|указания)|忽略(?:所有|之前|以上|先前|前面|的){1,4}(?:指令|指示|说明|提示)|(?:以前|上記|これまで|前)の(?:すべての)?(?:指示|命令)を無視|이전(?:의)? (?:모든 )?(?:지시|명령)(?:사항)?(?:을|를) 무시`,
    ),
    score: 0.95,
    message: OVERRIDE,
  },
  {
    // A line that plays another role.
    triggers: [ROLES],
    words: ROLES,
    beginsLine: true,
    pattern: spaced(
      String.raw`(?:^|\n)[\x20\t>*#]{0,8}(?:system|assistant|developer|human|user)(?: (?:prompt|message|instructions?|note|override))?\*{0,2}\x20?:\x20?\*{0,2}\x20?(?:you|ignore|disregard|forget|always|never|from now|the assistant|do not|don['’]t|respond|reply|answer|act|pretend|new|instructions?|important|sure|understood)\b`,
    ),
    score: 0.85,
    message: FORGED,
  },
  {
    triggers: [triggers('system instruction'), triggers('##')],
    pattern: spaced(
      String.raw`(?:^|\n)[\x20\t]{0,8}#{2,4}\x20?(?:system|instructions?|system prompt|new instructions?)\x20?:`,
    ),
    score: 0.75,
    message: FORGED,
  },
  {
    triggers: [triggers('kb_context')],
    pattern: spaced(String.raw`(?:^|\n)[\x20\t]{0,8}kb_context\x20?:`),
    score: 0.9,
    message: FORGED,
  },
];
